using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>The keyword names of call sites: constant tuples, kept as arrays in the code's caches of constants.</summary>
internal static class KeywordNames
{
    public static StrObject[] Of(ExecutableCode code, int constant)
    {
        ref StrObject[]? cached = ref code.KeywordNames[constant];
        return cached ??= Make(code.Constants[constant]);
    }

    private static StrObject[] Make(Value constant)
    {
        var tuple = (TupleObject)constant.Ref!;
        return Array.ConvertAll(tuple.Span.ToArray(), static item => ((StrObject)item.Ref!).Intern());
    }
}
