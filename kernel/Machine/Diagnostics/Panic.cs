namespace Lodestar.Machine.Diagnostics;
internal static class Panic
{
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static void Stop(string reason)
    {
        Serial.Write("PANIC: "); Serial.Write(reason); Serial.Write("\n");
        Runtime.Native.OutByte(0xf4, 0x20);
        while (true) Runtime.Native.Halt();
    }
}
public static class Serial
{
    public static void Write(string s) { foreach (char c in s) Runtime.Native.OutByte(0x3f8, (byte)c); }
    public static void Exit(byte code) => Runtime.Native.OutByte(0xf4, code);
}
