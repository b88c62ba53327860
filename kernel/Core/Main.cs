using System;
using System.Collections.Generic;
using Lodestar.Machine.Diagnostics;

namespace Lodestar.Core;

public static class Main
{
    public static void Run(Action? payload = null)
    {
        var l = new List<int> { 1, 2, 3 };
        var d = new Dictionary<string, int> { ["a"] = 5 };
        Serial.Write($"list {l.Count} dict {d["a"]}\n");
        try { try { throw new InvalidOperationException("boo"); } finally { Serial.Write("finally\n"); } }
        catch (Exception e) when (e.Message == "boo") { Serial.Write("caught " + e.Message + "\n"); }
        try { object o = l; _ = (string)o; } catch (InvalidCastException e) { Serial.Write(e.Message + "\n"); }
        object x = new();
        lock (x) { Serial.Write("locked\n"); }
        try { new List<int>()[3].ToString(); } catch (Exception e) { Serial.Write(e.ToString() + "\n"); }
        payload?.Invoke();
        Serial.Write("boot: done\n");
        Serial.Exit(0x10);
    }
}
