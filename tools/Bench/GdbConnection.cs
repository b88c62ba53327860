using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace Lodestar.Bench;

/// <summary>QEMU's debugger port: the few packets that it takes to follow a CPU (gdb manual, "Remote Serial Protocol").</summary>
internal sealed class GdbConnection : IDisposable
{
    /// <summary>Registers, in gdb's order for x86-64.</summary>
    public enum Register
    {
        Rbx = 1,
        Rip = 16,
    }

    private const int RegisterDigits = 2 * sizeof(ulong);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
    {
        ReceiveTimeout = (int)Limit.TotalMilliseconds,
    };

    private readonly byte[] buffer = new byte[4096];
    private int next;
    private int end;

    /// <summary>Connects to a machine that was started with <c>-S -gdb unix:path,server=on,wait=off</c>.</summary>
    /// <exception cref="IOException">QEMU does not listen.</exception>
    public GdbConnection(string path)
    {
        // QEMU makes the socket some time after its start.
        DateTime latest = DateTime.UtcNow + Limit;
        while (!File.Exists(path))
        {
            if (DateTime.UtcNow > latest)
            {
                throw new IOException("QEMU's debugger port does not appear");
            }

            Thread.Sleep(Pause);
        }

        socket.Connect(new UnixDomainSocketEndPoint(path));
    }

    /// <summary>Runs until an instruction is about to be executed.</summary>
    public void RunTo(ulong address)
    {
        Request($"Z0,{address:x},1");
        Request("c");
        Request($"z0,{address:x},1");
    }

    /// <summary>Executes one instruction.</summary>
    public void Step() => Request("s");

    /// <summary>Reads a register.</summary>
    public ulong Read(Register register) =>
        BinaryPrimitives.ReadUInt64LittleEndian(Convert.FromHexString(Request("g").AsSpan((int)register * RegisterDigits, RegisterDigits)));

    public void Dispose() => socket.Dispose();

    private string Request(string data)
    {
        // $data#sum of its bytes
        byte[] bytes = Encoding.ASCII.GetBytes(data);
        byte sum = bytes.Aggregate((byte)0, static (sum, next) => (byte)(sum + next));
        socket.Send([(byte)'$', .. bytes, .. Encoding.ASCII.GetBytes($"#{sum:x2}")]);
        while (ReadByte() != '$')
        {
        }

        StringBuilder reply = new();
        for (char letter = ReadByte(); letter != '#'; letter = ReadByte())
        {
            reply.Append(letter);
        }

        // The two digits of the sum are not checked, because a local socket loses nothing; it has arrived.
        ReadByte();
        ReadByte();
        socket.Send("+"u8);
        return reply.Length != 0 && reply[0] is not ('E' or 'W')
            ? reply.ToString()
            : throw new IOException($"QEMU's debugger port answers \"{reply}\" to \"{data}\"");
    }

    private char ReadByte()
    {
        if (next == end)
        {
            (next, end) = (0, socket.Receive(buffer));
            if (end == 0)
            {
                throw new IOException("QEMU has closed its debugger port");
            }
        }

        return (char)buffer[next++];
    }
}
