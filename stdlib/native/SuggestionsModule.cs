using Pyl.Bytecode;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _suggestions, with which traceback says "did you mean" (CPython Modules/_suggestions.c).</summary>
[PyModule("_suggestions")]
internal static class SuggestionsModule
{
    [PyFunction("_generate_suggestions", Doc = "Returns the candidate in candidates that's closest to item")]
    public static Value GenerateSuggestions(ThreadState thread, Value candidates, StrObject item)
    {
        if (candidates.Ref is not ListObject list)
        {
            return thread.TypeError("candidates must be a list");
        }

        var names = new List<string>();
        for (int i = 0; i < list.Length; i++)
        {
            Value name = list.Get(thread, i);
            if (name.Ref is not StrObject text)
            {
                return thread.TypeError("all elements in 'candidates' must be strings");
            }

            names.Add(text.ToString());
            thread.Release(name);
        }

        return Suggestions.Closest(item.ToString(), names.ToArray()) is { } found ? Value.Str(found) : Value.None;
    }

    [PyFunction("_improve_syntax_error", Doc = "Returns (msg, offset, end_offset) for a misspelt keyword, or None; Pyl's own.")]
    public static Value ImproveSyntaxError(ThreadState thread, Value error)
    {
        if (error.Ref is not ExceptionObject exception || !exception.Type.IsSubtypeOf(ExceptionTypes.SyntaxError)
            || SyntaxSuggestions.Find(thread, exception) is not SourceException better)
        {
            return Value.None;
        }

        return Value.Of(TupleObject.Of(thread, [Value.Str(better.Message), Value.Int(better.Offset), Value.Int(better.EndOffset)]));
    }
}
