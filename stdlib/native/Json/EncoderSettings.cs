using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Json;

/// <summary>What a json.JSONEncoder says of how to write; holds a reference to its default().</summary>
internal sealed class EncoderSettings(ThreadState thread) : IDisposable
{
    private static readonly StrObject s_default = StrObject.Intern("default");
    private static readonly StrObject s_itemSeparator = StrObject.Intern("item_separator");
    private static readonly StrObject s_keySeparator = StrObject.Intern("key_separator");
    private static readonly StrObject s_asciiOnly = StrObject.Intern("ensure_ascii");
    private static readonly StrObject s_skipKeys = StrObject.Intern("skipkeys");
    private static readonly StrObject s_checkCircular = StrObject.Intern("check_circular");
    private static readonly StrObject s_allowNaN = StrObject.Intern("allow_nan");
    private static readonly StrObject s_sortKeys = StrObject.Intern("sort_keys");

    /// <summary>Called with what has no JSON form.</summary>
    public Value Default { get; private set; } = Value.None;

    /// <summary>What each level is indented by; null for everything in one line.</summary>
    public StrObject? Indent { get; init; }

    public StrData ItemSeparator { get; private set; }

    public StrData KeySeparator { get; private set; }

    public bool AsciiOnly { get; private set; }

    public bool SkipKeys { get; private set; }

    public bool CheckCircular { get; private set; }

    public bool AllowNaN { get; private set; }

    public bool SortKeys { get; private set; }

    /// <summary>False when an exception is set.</summary>
    public bool TryRead(Value encoder)
    {
        if (!TryText(encoder, s_keySeparator, 5, out StrData keys) || !TryText(encoder, s_itemSeparator, 6, out StrData items))
        {
            return false;
        }

        KeySeparator = keys;
        ItemSeparator = items;
        if (!TryTruth(encoder, s_asciiOnly, out bool asciiOnly) || !TryTruth(encoder, s_skipKeys, out bool skipKeys) || !TryTruth(encoder, s_checkCircular, out bool checkCircular)
            || !TryTruth(encoder, s_allowNaN, out bool allowNaN) || !TryTruth(encoder, s_sortKeys, out bool sortKeys))
        {
            return false;
        }

        AsciiOnly = asciiOnly;
        SkipKeys = skipKeys;
        CheckCircular = checkCircular;
        AllowNaN = allowNaN;
        SortKeys = sortKeys;
        Default = Attributes.Get(thread, encoder, s_default);
        return !Default.IsError;
    }

    public void Dispose()
    {
        if (!Default.IsError)
        {
            thread.Release(Default);
        }
    }

    private bool TryText(Value encoder, StrObject name, int number, out StrData text)
    {
        text = default;
        Value value = Attributes.Get(thread, encoder, name);
        if (value.IsError)
        {
            return false;
        }

        bool isText = value.Ref is StrObject;
        if (isText)
        {
            text = ((StrObject)value.Ref!).Data;
        }
        else
        {
            thread.TypeError($"make_encoder() argument {number} must be str, not {value.Type.Name}");
        }

        thread.Release(value);
        return isText;
    }

    private bool TryTruth(Value encoder, StrObject name, out bool truth)
    {
        Value value = Attributes.Get(thread, encoder, name);
        int found = value.IsError ? -1 : Operators.IsTrue(thread, value);
        if (!value.IsError)
        {
            thread.Release(value);
        }

        truth = found > 0;
        return found >= 0;
    }
}
