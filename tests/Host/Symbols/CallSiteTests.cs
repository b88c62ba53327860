using System;
using Lodestar.Machine.Diagnostics;
using Xunit;

namespace Lodestar.Host.Tests.Symbols;

/// <summary>Return addresses are told from faulting instructions by the code before them.</summary>
public class CallSiteTests
{
    [Theory]
    [InlineData("E811223344")] // call rel32
    [InlineData("9090E811223344")]
    [InlineData("FFD0")] // call rax
    [InlineData("41FFD3")] // call r11
    [InlineData("FF10")] // call [rax]
    [InlineData("FF1424")] // call [rsp]
    [InlineData("FF1500000000")] // call [rip+disp32]
    [InlineData("FF5030")] // call [rax+disp8]
    [InlineData("41FF542408")] // call [r12+disp8]
    [InlineData("FF9080000000")] // call [rax+disp32]
    [InlineData("FF942480000000")] // call [rsp+disp32]
    [InlineData("FF14C500000000")] // call [rax*8+disp32]
    public void SeesACall(string code) => Assert.True(CallSite.EndsWithCall(Convert.FromHexString(code)));

    [Theory]
    [InlineData("")]
    [InlineData("90")]
    [InlineData("4889C7")] // mov rdi, rax
    [InlineData("FFE0")] // jmp rax
    [InlineData("FF4830")] // dec [rax+disp8]
    [InlineData("FF14")] // the SIB byte is missing
    [InlineData("FFD090")] // a call, then nop
    public void SeesNone(string code) => Assert.False(CallSite.EndsWithCall(Convert.FromHexString(code)));
}
