using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Json;

/// <summary>What a json.JSONDecoder says of how to read; holds references to the callables.</summary>
internal sealed class DecoderSettings(ThreadState thread) : IDisposable
{
    private static readonly StrObject s_strict = StrObject.Intern("strict");
    private static readonly StrObject s_objectHook = StrObject.Intern("object_hook");
    private static readonly StrObject s_pairsHook = StrObject.Intern("object_pairs_hook");
    private static readonly StrObject s_parseInt = StrObject.Intern("parse_int");
    private static readonly StrObject s_parseFloat = StrObject.Intern("parse_float");
    private static readonly StrObject s_parseConstant = StrObject.Intern("parse_constant");

    /// <summary>No control characters in strings.</summary>
    public bool IsStrict { get; set; } = true;

    /// <summary>Called with the dict of an object; None when there is nothing to call.</summary>
    public Value ObjectHook { get; private set; } = Value.None;

    /// <summary>Called with the list of an object's pairs, in place of <see cref="ObjectHook"/>; None when there is nothing to call.</summary>
    public Value PairsHook { get; private set; } = Value.None;

    public Value ParseInt { get; private set; } = Value.None;

    public Value ParseFloat { get; private set; } = Value.None;

    /// <summary>Called with NaN, Infinity and -Infinity.</summary>
    public Value ParseConstant { get; private set; } = Value.None;

    /// <summary>False when an exception is set.</summary>
    public bool TryRead(Value decoder)
    {
        Value strict = Attributes.Get(thread, decoder, s_strict);
        if (strict.IsError)
        {
            return false;
        }

        int truth = Operators.IsTrue(thread, strict);
        thread.Release(strict);
        IsStrict = truth != 0;
        return truth >= 0
            && !(ObjectHook = Attributes.Get(thread, decoder, s_objectHook)).IsError
            && !(PairsHook = Attributes.Get(thread, decoder, s_pairsHook)).IsError
            && !(ParseInt = Attributes.Get(thread, decoder, s_parseInt)).IsError
            && !(ParseFloat = Attributes.Get(thread, decoder, s_parseFloat)).IsError
            && !(ParseConstant = Attributes.Get(thread, decoder, s_parseConstant)).IsError;
    }

    public void Dispose()
    {
        foreach (Value held in (ReadOnlySpan<Value>)[ObjectHook, PairsHook, ParseInt, ParseFloat, ParseConstant])
        {
            if (!held.IsError)
            {
                thread.Release(held);
            }
        }
    }
}
