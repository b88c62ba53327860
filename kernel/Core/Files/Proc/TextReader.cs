using Lodestar.Core.Abi;

namespace Lodestar.Core.Files.Proc;

/// <summary>Makes a text.</summary>
/// <param name="reader">Who has opened it.</param>
/// <param name="text">Where it goes.</param>
/// <returns>None, or what the read fails with.</returns>
public delegate Errno TextReader(FileContext reader, TextBuffer text);
