using System;

namespace Lodestar.RuntimeTests;

/// <summary>Thrown by <see cref="Check"/>; the message says what was expected and what was found.</summary>
public sealed class CheckFailedException(string message) : Exception(message);
