using Pyl.Bytecode;

namespace Pyl.VM.Runtime;

/// <summary>Keeps compiled code of files between runs (DESIGN 6); the host chooses where, or not at all.</summary>
public interface ICodeCache
{
    /// <summary>The code kept for exactly this source, or null.</summary>
    /// <param name="source">What is to be compiled.</param>
    /// <param name="complaint">What is wrong with the file that was there, when it is damaged or foreign.</param>
    CodeObject? Find(CacheableSource source, out string? complaint);

    /// <summary>Keeps the code; the file, or null when it cannot be kept, which is no error.</summary>
    string? Keep(CacheableSource source, CodeObject code);
}

/// <summary>Source whose code may be kept.</summary>
/// <param name="File">The file.</param>
/// <param name="ShownName">Its name in tracebacks, which is part of the code.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Optimize">-O: 0, 1 or 2.</param>
/// <param name="IsMain">The script itself, not something that is imported.</param>
/// <param name="CacheFolder">sys.pycache_prefix: modules' code goes below that folder instead of beside the source.</param>
public sealed record CacheableSource(string File, string ShownName, byte[] Text, int Optimize, bool IsMain, string? CacheFolder);

/// <summary>Keeps nothing.</summary>
public sealed class NoCodeCache : ICodeCache
{
    /// <inheritdoc/>
    public CodeObject? Find(CacheableSource source, out string? complaint)
    {
        complaint = null;
        return null;
    }

    /// <inheritdoc/>
    public string? Keep(CacheableSource source, CodeObject code) => null;
}
