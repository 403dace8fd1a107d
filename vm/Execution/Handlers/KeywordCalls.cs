using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>How a call site's keywords fall into the parameters of one code object.</summary>
internal sealed class KeywordCallCache(ExecutableCode code, int given, int[] positions, int[] missing)
{
    public readonly ExecutableCode Code = code;

    /// <summary>Positional arguments, self included.</summary>
    public readonly int Given = given;

    /// <summary>The parameter of each keyword.</summary>
    public readonly int[] Positions = positions;

    /// <summary>Parameters that are left to their defaults.</summary>
    public readonly int[] Missing = missing;
}

/// <summary>Calls with keywords of functions that take neither *args nor **kwargs: matched once a call site, then moved into place.</summary>
internal static class KeywordCalls
{
    private const Bytecode.CodeFlags Stars = Bytecode.CodeFlags.VarArgs | Bytecode.CodeFlags.VarKeywords;

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
    public static Flow? TryPush(ThreadState thread, Frame frame, ref object? site, ref Value arguments, int count, FunctionObject function, Value self, StrObject[] names, int result)
    {
        ExecutableCode code = function.Code;
        int shift = self.IsUnbound ? 0 : 1;
        int given = count - names.Length + shift;
        if (site is not KeywordCallCache cache || !ReferenceEquals(cache.Code, code) || cache.Given != given)
        {
            cache = Match(code, given, names)!;
            if (cache is null)
            {
                return null;
            }

            site = cache;
        }

        if (!HasDefaults(function, cache))
        {
            return null;
        }

        Frame next = frame.NextFrame();
        if (!Interpreter.Reserve(thread, frame, next, code, out int start))
        {
            return Flow.Error;
        }

        ref Value window = ref next.Window[start];
        if (shift != 0)
        {
            window = self;
        }

        for (int i = shift; i < given; i++)
        {
            Move(ref arguments, ref Unsafe.Add(ref window, i));
            arguments = ref Unsafe.Add(ref arguments, 1);
        }

        foreach (int position in cache.Positions)
        {
            Move(ref arguments, ref Unsafe.Add(ref window, position));
            arguments = ref Unsafe.Add(ref arguments, 1);
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
    private static void Move(ref Value from, ref Value to)
    {
        to = from;
        from.Ref = null;
    }

    private static KeywordCallCache? Match(ExecutableCode code, int given, StrObject[] names)
    {
        int total = code.ParameterCount;
        if ((code.Code.Flags & Stars) != 0 || given > code.ArgumentCount)
        {
            return null;
        }

        var positions = new int[names.Length];
        var isGiven = new bool[total];
        isGiven.AsSpan(0, given).Fill(true);
        for (int i = 0; i < names.Length; i++)
        {
            int position = Array.IndexOf(code.ParameterNames, names[i], code.Code.PositionalOnlyCount);
            if (position < 0 || isGiven[position])
            {
                return null;
            }

            positions[i] = position;
            isGiven[position] = true;
        }

        var missing = new List<int>();
        for (int i = given; i < total; i++)
        {
            if (!isGiven[i])
            {
                missing.Add(i);
            }
        }

        return new KeywordCallCache(code, given, positions, [.. missing]);
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
