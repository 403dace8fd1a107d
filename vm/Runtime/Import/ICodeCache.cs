using Pyl.Bytecode;

namespace Pyl.VM.Runtime;

/// <summary>Keeps compiled code of files between runs (DESIGN 6); the host chooses where, or not at all.</summary>
public interface ICodeCache
{
    /// <summary>The code of the file: from the cache when it is valid, else compiled and then kept.</summary>
    CodeObject Load(string file, Func<(CodeObject Code, IReadOnlyList<CompileWarning> Warnings)> compile);
}

/// <summary>Keeps nothing.</summary>
public sealed class NoCodeCache : ICodeCache
{
    public CodeObject Load(string file, Func<(CodeObject Code, IReadOnlyList<CompileWarning> Warnings)> compile) => compile().Code;
}
