using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Binding;

/// <summary>
/// Puts the arguments of a call into the order of the parameters, and says what is wrong with them in the words, and the
/// order of complaints, of CPython's _PyArg_UnpackKeywords (Python/getargs.c).
/// </summary>
internal static class KeywordBinder
{
    /// <summary>
    /// Fills <paramref name="bound"/>, one element for each parameter (behind the leading argument), Value.Unbound where
    /// there is no argument. With *args the positional parameters are left out. False when TypeError is set.
    /// </summary>
    public static bool TryBind(ThreadState thread, KeywordSignature signature, ReadOnlySpan<Value> arguments, Keywords keywords, Span<Value> bound)
    {
        int positional = arguments.Length - keywords.Count - signature.Leading;
        ReadOnlySpan<Value> given = arguments.Slice(signature.Leading, positional);
        if (!CheckCounts(thread, signature, positional, keywords.Count))
        {
            return false;
        }

        int first = 0;
        if (!signature.TakesRest)
        {
            arguments[..signature.Leading].CopyTo(bound);
            bound = bound[signature.Leading..];
            given.CopyTo(bound);
            bound[positional..].Fill(Value.Unbound);
        }
        else
        {
            first = signature.Positional;
            bound.Fill(Value.Unbound);
        }

        StrObject? unexpected = null;
        int twice = -1;
        for (int i = 0; i < keywords.Count; i++)
        {
            int index = signature.IndexOf(keywords[i]);
            if (index < 0)
            {
                unexpected ??= keywords[i];
            }
            else if (index < positional && !signature.TakesRest)
            {
                twice = twice < 0 || index < twice ? index : twice;
            }
            else
            {
                bound[index - first] = arguments[arguments.Length - keywords.Count + i];
            }
        }

        if (!CheckRequired(thread, signature, positional, bound, first))
        {
            return false;
        }

        if (twice >= 0)
        {
            thread.TypeError($"argument for {signature.Function}() given by name ('{signature.Names[twice]}') and position ({twice + 1})");
            return false;
        }

        if (unexpected is not null)
        {
            Unexpected(thread, signature, unexpected);
            return false;
        }

        return true;
    }

    private static bool CheckCounts(ThreadState thread, KeywordSignature signature, int positional, int keywords)
    {
        string name = signature.Function;
        int total = signature.Names.Length;
        if (!signature.TakesRest && positional + keywords > total)
        {
            if (keywords == 0 && signature.IsCountedByVectorcall)
            {
                thread.TypeError($"{name} expected at most {total} argument{(total == 1 ? "" : "s")}, got {positional}");
                return false;
            }

            string limit = total == 0 ? "no" : $"at most {total}";
            string kind = positional == 0 ? "keyword " : "";
            thread.TypeError($"{name}() takes {limit} {kind}argument{(total == 1 ? "" : "s")} ({positional + keywords} given)");
            return false;
        }

        if (!signature.TakesRest && positional > signature.Positional)
        {
            if (signature.Positional == 0)
            {
                thread.TypeError($"{name}() takes no positional arguments");
                return false;
            }

            string limit = signature.Required < signature.Positional ? "at most" : "exactly";
            thread.TypeError($"{name}() takes {limit} {signature.Positional} positional argument{(signature.Positional == 1 ? "" : "s")} ({positional} given)");
            return false;
        }

        int requiredPositionalOnly = Math.Min(signature.PositionalOnly, signature.Required);
        if (positional < requiredPositionalOnly)
        {
            string limit = signature.TakesRest || requiredPositionalOnly < signature.Positional ? "at least" : "exactly";
            thread.TypeError($"{name}() takes {limit} {requiredPositionalOnly} positional argument{(requiredPositionalOnly == 1 ? "" : "s")} ({positional} given)");
            return false;
        }

        return true;
    }

    private static bool CheckRequired(ThreadState thread, KeywordSignature signature, int positional, ReadOnlySpan<Value> bound, int first)
    {
        for (int i = positional; i < signature.Required && !signature.TakesRest; i++)
        {
            if (bound[i].IsUnbound)
            {
                return Missing(thread, signature, i);
            }
        }

        foreach (int i in signature.RequiredKeywordOnly)
        {
            if (bound[i - first].IsUnbound)
            {
                return Missing(thread, signature, i);
            }
        }

        return true;
    }

    private static void Unexpected(ThreadState thread, KeywordSignature signature, StrObject keyword)
    {
        string[] candidates = signature.Names.Skip(signature.PositionalOnly).Select(n => n.ToString()).ToArray();
        string hint = Suggestions.Closest(keyword.ToString(), candidates) is { } name ? $". Did you mean '{name}'?" : "";
        thread.TypeError($"{signature.Function}() got an unexpected keyword argument '{keyword}'{hint}");
    }

    private static bool Missing(ThreadState thread, KeywordSignature signature, int index)
    {
        thread.TypeError($"{signature.Function}() missing required argument '{signature.Names[index]}' (pos {index + 1})");
        return false;
    }
}
