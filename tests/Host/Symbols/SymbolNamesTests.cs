using System.Collections.Generic;
using Lodestar.Symbols;
using Xunit;

namespace Lodestar.Host.Tests.Symbols;

/// <summary>Symbols become names by ILC's report, and by their own shape where the report is silent.</summary>
public class SymbolNamesTests
{
    private static readonly SymbolNames Names = new(new Dictionary<string, MethodName>
    {
        ["Lodestar_Core_Lodestar_Core_My_Type__Run"] = new("Lodestar.Core.My_Type", "Run(int)"),
    });

    [Theory]
    [InlineData("Lodestar_Core_Lodestar_Core_My_Type__Run", "Lodestar.Core.My_Type.Run(int)")]
    [InlineData("unbox_Lodestar_Core_Lodestar_Core_My_Type__Run", "Lodestar.Core.My_Type.Run(int)")]
    [InlineData("S_P_CoreLib_System_Exception__get_Message", "System.Exception.get_Message()")]
    [InlineData("S_P_CoreLib_System_Exception___ctor", "System.Exception..ctor()")]
    [InlineData("Int32__ToString", "System.Int32.ToString()")]
    [InlineData("S_P_CoreLib_System_Array_1<Int32>__GetEnumerator", "System.Array.1<Int32>.GetEnumerator()")]
    [InlineData("__GetGCStaticBase_S_P_CoreLib_System_Type", "[static base]")]
    [InlineData("__GenericLookupFromType_Foo<T_System___Canon>", "[generic lookup]")]
    [InlineData("SyscallEntry", "SyscallEntry")]
    [InlineData("boot__entry", "boot__entry")]
    public void Resolves(string symbol, string expected) => Assert.Equal(expected, Names.Resolve(symbol).ToString());
}
