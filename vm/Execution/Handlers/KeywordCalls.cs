using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>How a call site's arguments fall into the parameters of one code object.</summary>
internal sealed class KeywordCallCache(ExecutableCode code, int given, int[] positions, int[] missing, StrObject[] extra)
{
    public readonly ExecutableCode Code = code;

    /// <summary>Positional arguments, self included.</summary>
    public readonly int Given = given;

    /// <summary>Those of them that have a parameter of their own; the others go into *args.</summary>
    public readonly int Direct = Math.Min(given, code.ArgumentCount);

    /// <summary>The parameter of each keyword; of those that go into **kwargs ~i, where i counts them.</summary>
    public readonly int[] Positions = positions;

    /// <summary>Parameters that are left to their defaults.</summary>
    public readonly int[] Missing = missing;

    /// <summary>The names that go into **kwargs.</summary>
    public readonly StrObject[] Extra = extra;

    /// <summary>The register of *args; -1 when there is none.</summary>
    public readonly int Rest = (code.Code.Flags & Bytecode.CodeFlags.VarArgs) != 0 ? code.ArgumentCount + code.Code.KeywordOnlyCount : -1;

    /// <summary>The register of **kwargs; -1 when there is none.</summary>
    public readonly int Options = (code.Code.Flags & Bytecode.CodeFlags.VarKeywords) != 0
        ? code.ArgumentCount + code.Code.KeywordOnlyCount + ((code.Code.Flags & Bytecode.CodeFlags.VarArgs) != 0 ? 1 : 0)
        : -1;
}

/// <summary>Calls with keywords, and of functions that take *args or **kwargs: matched once a call site, then moved into place.</summary>
internal static class KeywordCalls
{
    /// <summary>Calls with more names, as of **options with thousands of keys, are not matched: each name is looked for among the others.</summary>
    private const int MostNames = 64;

    /// <summary>
    /// Pushes the callee's frame; the arguments after R[callee] move into it, R[callee] itself is left to the caller. Null when the call needs
    /// the general way, which also words the errors; nothing has been touched then.
    /// </summary>
    /// <param name="thread">The thread.</param>
    /// <param name="frame">The running frame.</param>
    /// <param name="site">Where the call site keeps how its keywords fell last.</param>
    /// <param name="arguments">The first argument's register.</param>
    /// <param name="count">Arguments, those by keyword included.</param>
    /// <param name="function">Borrowed.</param>
    /// <param name="self">Goes first unless Unbound; its reference moves in on success.</param>
    /// <param name="names">The names of the last arguments.</param>
    /// <param name="result">The register for the result.</param>
    public static Flow? TryPush(ThreadState thread, Frame frame, ref object? site, ref Value arguments, int count, FunctionObject function, Value self, StrObject[] names, int result) =>
        Push(thread, frame, ref site, ref arguments, count - names.Length, ref Unsafe.Add(ref arguments, count - names.Length), function, self, names, result, isBorrowed: false);

    /// <summary>
    /// As <see cref="TryPush"/>, but the arguments stay where they are and are held by somebody who lives as long: the items of a tuple, the
    /// values of a dict. What goes into the frame is a new reference.
    /// </summary>
    public static Flow? TryPushBorrowed(ThreadState thread, Frame frame, ref object? site, ref Value positional, int count, ref Value named, FunctionObject function, Value self, StrObject[] names, int result) =>
        Push(thread, frame, ref site, ref positional, count, ref named, function, self, names, result, isBorrowed: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Flow? Push(
        ThreadState thread, Frame frame, ref object? site, ref Value positional, int count, ref Value named, FunctionObject function, Value self, StrObject[] names, int result, bool isBorrowed)
    {
        if (thread.CallLimit < 1 && !SafePoint.BeforeCall(thread))
        {
            return Flow.Error;
        }

        ExecutableCode code = function.Code;
        int shift = self.IsUnbound ? 0 : 1;
        int given = count + shift;
        if (site is not KeywordCallCache cache || !ReferenceEquals(cache.Code, code)
            || (cache.Given != given && (cache.Rest < 0 || cache.Direct < code.ArgumentCount || given < code.ArgumentCount)))
        {
            cache = Match(code, given, shift, names)!;
            if (cache is null)
            {
                return null;
            }

            site = cache;
        }

        // A self that belongs into *args has no place here; the site may have seen the same call with self among the arguments.
        if (shift > cache.Direct || (cache.Missing.Length != 0 && !HasDefaults(function, cache)))
        {
            return null;
        }

        Frame next = frame.NextFrame();
        if (!Interpreter.Reserve(thread, frame, next, code, out int start))
        {
            return Flow.Error;
        }

        ref Value window = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(next.Window), start);
        if (shift != 0)
        {
            window = self;
            if (isBorrowed)
            {
                RefCount.Retain(thread, self);
            }
        }

        for (int i = shift; i < cache.Direct; i++)
        {
            Put(thread, ref positional, ref Unsafe.Add(ref window, i), isBorrowed);
            positional = ref Unsafe.Add(ref positional, 1);
        }

        if (cache.Rest >= 0)
        {
            int rest = given - cache.Direct;
            Unsafe.Add(ref window, cache.Rest) = Value.Of(isBorrowed
                ? TupleObject.Of(thread, MemoryMarshal.CreateReadOnlySpan(ref positional, rest))
                : BuildSlow.Tuple(thread, ref positional, rest));
        }

        DictObject? options = null;
        if (cache.Options >= 0)
        {
            options = DictObject.New(thread);
            Unsafe.Add(ref window, cache.Options) = Value.Of(options);
            if (cache.Extra.Length != 0)
            {
                options.TakeSpareTable(thread);
            }
        }

        foreach (int position in cache.Positions)
        {
            if (position >= 0)
            {
                Put(thread, ref named, ref Unsafe.Add(ref window, position), isBorrowed);
            }
            else
            {
                // No two are the same, and names are uncounted.
                StrObject name = cache.Extra[~position];
                Value value = default;
                Put(thread, ref named, ref value, isBorrowed);
                options!.Insert(Value.Of(name), name.Hash, value);
            }

            named = ref Unsafe.Add(ref named, 1);
        }

        foreach (int position in cache.Missing)
        {
            Unsafe.Add(ref window, position) = thread.Retain(DefaultOf(function, position));
        }

        Interpreter.Activate(thread, next, function, start);
        next.ResultRegister = result;
        return Flow.Frame;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ThreadState thread, ref Value from, ref Value to, bool isBorrowed)
    {
        to = from;
        if (isBorrowed)
        {
            RefCount.Retain(thread, to);
        }
        else
        {
            from.Ref = null;
        }
    }

    private static KeywordCallCache? Match(ExecutableCode code, int given, int shift, StrObject[] names)
    {
        if (names.Length > MostNames)
        {
            return null;
        }

        int total = code.ArgumentCount + code.Code.KeywordOnlyCount;
        int direct = Math.Min(given, code.ArgumentCount);
        if (given > direct && ((code.Code.Flags & Bytecode.CodeFlags.VarArgs) == 0 || direct < shift))
        {
            return null;
        }

        int[] positions = names.Length == 0 ? [] : new int[names.Length];
        var isGiven = new bool[total];
        isGiven.AsSpan(0, direct).Fill(true);
        var extra = new List<StrObject>();
        for (int i = 0; i < names.Length; i++)
        {
            int position = Array.IndexOf(code.ParameterNames, names[i], code.Code.PositionalOnlyCount, total - code.Code.PositionalOnlyCount);
            if (position < 0)
            {
                if ((code.Code.Flags & Bytecode.CodeFlags.VarKeywords) == 0 || !names[i].IsInterned || names[i].OwnerId != RefCount.Uncounted || extra.Contains(names[i]))
                {
                    return null;
                }

                positions[i] = ~extra.Count;
                extra.Add(names[i]);
                continue;
            }

            if (isGiven[position])
            {
                return null;
            }

            positions[i] = position;
            isGiven[position] = true;
        }

        var missing = new List<int>();
        for (int i = direct; i < total; i++)
        {
            if (!isGiven[i])
            {
                missing.Add(i);
            }
        }

        return new KeywordCallCache(code, given, positions, [.. missing], [.. extra]);
    }

    private static bool HasDefaults(FunctionObject function, KeywordCallCache cache)
    {
        foreach (int position in cache.Missing)
        {
            if (DefaultOf(function, position).IsUnbound)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A parameter's default, borrowed, or Unbound.</summary>
    private static Value DefaultOf(FunctionObject function, int position)
    {
        int positional = function.Code.ArgumentCount;
        if (position >= positional)
        {
            return function.KeywordDefaults is { } byName ? byName.GetName(function.Code.ParameterNames[position]) : Value.Unbound;
        }

        if (function.Defaults is not { } defaults)
        {
            return Value.Unbound;
        }

        int index = position - (positional - defaults.Length);
        return index >= 0 ? defaults.Items[index] : Value.Unbound;
    }
}
