using System.Globalization;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution;

/// <summary>
/// Binding a call's arguments to a function's parameters (reference, "Calls"; CPython Python/ceval.c initialize_locals),
/// with its error texts.
/// </summary>
internal static class ArgumentBinding
{
    /// <summary>Fills the parameters at the start of the window with new references. On failure an exception is set and the window is empty.</summary>
    public static bool Bind(ThreadState thread, FunctionObject function, Span<Value> window, Value self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        ExecutableCode code = function.Code;
        int parameters = code.ParameterCount;
        for (int i = 0; i < parameters; i++)
        {
            window[i] = Value.Unbound;
        }

        if (BindCore(thread, function, window, self, arguments, keywords))
        {
            return true;
        }

        for (int i = 0; i < parameters; i++)
        {
            thread.Release(window[i]);
            window[i] = default;
        }

        return false;
    }

    private static bool BindCore(ThreadState thread, FunctionObject function, Span<Value> window, Value self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        ExecutableCode code = function.Code;
        Bytecode.CodeFlags flags = code.Code.Flags;
        int named = keywords.Count;
        int given = arguments.Length - named + (self.IsUnbound ? 0 : 1);
        int positional = code.ArgumentCount;
        int keywordOnly = code.Code.KeywordOnlyCount;
        int total = positional + keywordOnly;
        bool hasRest = (flags & Bytecode.CodeFlags.VarArgs) != 0;
        int shift = self.IsUnbound ? 0 : 1;
        if (shift == 1 && positional > 0)
        {
            window[0] = thread.Retain(self);
        }

        int direct = Math.Min(given, positional);
        for (int i = shift; i < direct; i++)
        {
            window[i] = thread.Retain(arguments[i - shift]);
        }

        if (hasRest)
        {
            window[total] = Value.Of(Rest(thread, self, arguments[..(arguments.Length - named)], given, direct));
        }

        DictObject? extra = null;
        if ((flags & Bytecode.CodeFlags.VarKeywords) != 0)
        {
            extra = new DictObject(thread);
            window[total + (hasRest ? 1 : 0)] = Value.Of(extra);
        }

        for (int i = 0; i < named; i++)
        {
            if (!BindKeyword(thread, function, window, keywords, i, arguments[arguments.Length - named + i], total, extra))
            {
                return false;
            }
        }

        if (given > positional && !hasRest)
        {
            return TooMany(thread, function, given, window);
        }

        if (direct < positional && !FillDefaults(thread, function, window, positional))
        {
            return false;
        }

        return keywordOnly == 0 || FillKeywordDefaults(thread, function, window, positional, total);
    }

    private static TupleObject Rest(ThreadState thread, Value self, ReadOnlySpan<Value> arguments, int given, int direct)
    {
        if (given <= direct)
        {
            return TupleObject.Empty;
        }

        int shift = self.IsUnbound ? 0 : 1;
        if (direct >= shift)
        {
            return TupleObject.Of(thread, arguments.Slice(direct - shift, given - direct));
        }

        var rest = new Value[given - direct];
        for (int i = direct; i < given; i++)
        {
            rest[i - direct] = thread.Retain(i < shift ? self : arguments[i - shift]);
        }

        return TupleObject.Steal(thread, rest);
    }

    private static bool BindKeyword(ThreadState thread, FunctionObject function, Span<Value> window, Keywords keywords, int index, Value value, int total, DictObject? extra)
    {
        StrObject name = keywords[index];
        Bytecode.CodeObject code = function.Code.Code;
        StrObject[] parameters = function.Code.ParameterNames;
        StrObject wanted = name.Intern();
        int position = -1;
        for (int i = code.PositionalOnlyCount; i < total; i++)
        {
            if (ReferenceEquals(parameters[i], wanted))
            {
                position = i;
                break;
            }
        }

        if (position >= 0)
        {
            if (!window[position].IsUnbound)
            {
                thread.TypeError($"{function.QualifiedName}() got multiple values for argument '{name}'");
                return false;
            }

            window[position] = thread.Retain(value);
            return true;
        }

        if (extra is not null)
        {
            extra.SetName(thread, name, thread.Retain(value));
            return true;
        }

        if (PositionalOnlyGivenByName(code, keywords) is { } names)
        {
            thread.TypeError($"{function.QualifiedName}() got some positional-only arguments passed as keyword arguments: '{names}'");
            return false;
        }

        string text = name.ToString();
        string suggestion = Suggestions.Closest(text, code.LocalNames.AsSpan()[code.PositionalOnlyCount..total]) is { } near ? $". Did you mean '{near}'?" : "";
        thread.TypeError($"{function.QualifiedName}() got an unexpected keyword argument '{text}'{suggestion}");
        return false;
    }

    private static string? PositionalOnlyGivenByName(Bytecode.CodeObject code, Keywords keywords)
    {
        var found = new List<string>();
        for (int i = 0; i < code.PositionalOnlyCount; i++)
        {
            foreach (StrObject keyword in keywords.Names)
            {
                if (keyword.ToString() == code.LocalNames[i])
                {
                    found.Add(code.LocalNames[i]);
                }
            }
        }

        return found.Count == 0 ? null : string.Join(", ", found);
    }

    private static bool FillDefaults(ThreadState thread, FunctionObject function, Span<Value> window, int positional)
    {
        TupleObject? defaults = function.Defaults;
        int firstDefault = positional - (defaults?.Length ?? 0);
        List<string>? missing = null;
        for (int i = 0; i < positional; i++)
        {
            if (!window[i].IsUnbound)
            {
                continue;
            }

            if (i >= firstDefault)
            {
                window[i] = thread.Retain(defaults!.Items[i - firstDefault]);
            }
            else
            {
                (missing ??= []).Add(function.Code.Code.LocalNames[i]);
            }
        }

        return missing is null || Missing(thread, function, missing, "positional");
    }

    private static bool FillKeywordDefaults(ThreadState thread, FunctionObject function, Span<Value> window, int positional, int total)
    {
        List<string>? missing = null;
        for (int i = positional; i < total; i++)
        {
            if (!window[i].IsUnbound)
            {
                continue;
            }

            Value found = function.KeywordDefaults is { } defaults ? defaults.GetName(function.Code.ParameterNames[i]) : Value.Unbound;
            if (found.IsUnbound)
            {
                (missing ??= []).Add(function.Code.Code.LocalNames[i]);
            }
            else
            {
                window[i] = thread.Retain(found);
            }
        }

        return missing is null || Missing(thread, function, missing, "keyword-only");
    }

    private static bool Missing(ThreadState thread, FunctionObject function, List<string> names, string kind)
    {
        List<string> quoted = names.ConvertAll(static name => $"'{name}'");
        string list = quoted.Count switch
        {
            1 => quoted[0],
            2 => $"{quoted[0]} and {quoted[1]}",
            _ => $"{string.Join(", ", quoted.GetRange(0, quoted.Count - 1))}, and {quoted[^1]}",
        };
        thread.TypeError($"{function.QualifiedName}() missing {names.Count.ToString(CultureInfo.InvariantCulture)} required {kind} argument{(names.Count == 1 ? "" : "s")}: {list}");
        return false;
    }

    private static bool TooMany(ThreadState thread, FunctionObject function, int given, Span<Value> window)
    {
        Bytecode.CodeObject code = function.Code.Code;
        int positional = code.ArgumentCount;
        int defaults = function.Defaults?.Length ?? 0;
        bool plural = defaults > 0 || positional != 1;
        string takes = defaults > 0 ? $"from {positional - defaults} to {positional}" : positional.ToString(CultureInfo.InvariantCulture);
        int keywordOnlyGiven = 0;
        for (int i = positional; i < positional + code.KeywordOnlyCount; i++)
        {
            keywordOnlyGiven += window[i].IsUnbound ? 0 : 1;
        }

        string extra = keywordOnlyGiven == 0
            ? ""
            : $" positional argument{(given != 1 ? "s" : "")} (and {keywordOnlyGiven} keyword-only argument{(keywordOnlyGiven != 1 ? "s" : "")})";
        thread.TypeError($"{function.QualifiedName}() takes {takes} positional argument{(plural ? "s" : "")} but {given}{extra} {(given == 1 && keywordOnlyGiven == 0 ? "was" : "were")} given");
        return false;
    }
}
