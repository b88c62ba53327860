namespace Lodestar.RuntimeTests;

/// <summary>What a run of tests came to.</summary>
/// <param name="Passed">Tests that returned.</param>
/// <param name="Failed">Tests that threw.</param>
/// <param name="Skipped">Tests that were not run because the machine has too little memory for them or they are slow.</param>
public readonly record struct TestSummary(int Passed, int Failed, int Skipped);
