using System;
using System.IO;
using Lodestar.Bench;

const int UsageError = 2;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Lodestar.Bench <kernel ELF> <test kernel ELF>");
    return UsageError;
}

string kernel = args[0];
string testKernel = args[1];
try
{
    ImageSizes.Print(kernel);
    BootTimes.Print(kernel);
    RingZeroBenchmarks.Print(testKernel);
    return 0;
}
catch (Exception error) when (error is InvalidDataException or IOException or TimeoutException)
{
    Console.Error.WriteLine($"bench: error: {error.Message}");
    return 1;
}
