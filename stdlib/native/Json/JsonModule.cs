using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Json;

/// <summary>
/// The module _json: reading and writing JSON text for the package json, whose classes hold the settings (as CPython's
/// Modules/_json.c does it). Errors in a text are raised by calling the class json.decoder.JSONDecodeError, which is passed.
/// </summary>
[PyModule("_json", Doc = "json speedups\n")]
internal static class JsonModule
{
    [PyFunction("scan", Doc = "Return the object at an index of a text, as the decoder has it, and the index after it.")]
    public static Value Scan(ThreadState thread, Value decoder, Value text, long index, Value error)
    {
        if (!TryText(thread, text, out StrObject document))
        {
            return Value.Error;
        }

        if (index < 0)
        {
            return thread.ValueError("idx cannot be negative");
        }

        if (index >= document.Length)
        {
            return thread.StopIteration(Value.Int(index));
        }

        using var settings = new DecoderSettings(thread);
        if (!settings.TryRead(decoder))
        {
            return Value.Error;
        }

        int at = (int)index;
        Value found = document.IsWide
            ? new JsonReader<int>(thread, document, document.Points, error, settings).Read(ref at)
            : new JsonReader<char>(thread, document, document.Chars, error, settings).Read(ref at);
        return found.IsError ? found : Pair(thread, found, at);
    }

    [PyFunction("scanstring", Doc = "Return the text of a JSON string whose opening quote is before an index, and the index after the closing one.")]
    public static Value ScanString(ThreadState thread, Value text, long end, bool strict, Value error)
    {
        if (!TryText(thread, text, out StrObject document))
        {
            return Value.Error;
        }

        if (end < 0 || end > document.Length)
        {
            return thread.ValueError("end is out of bounds");
        }

        using var settings = new DecoderSettings(thread) { IsStrict = strict };
        int at = (int)end;
        Value found = document.IsWide
            ? new JsonReader<int>(thread, document, document.Points, error, settings).ReadString(ref at, isKey: false)
            : new JsonReader<char>(thread, document, document.Chars, error, settings).ReadString(ref at, isKey: false);
        return found.IsError ? found : Pair(thread, found, at);
    }

    [PyFunction("skip_whitespace", Doc = "Return the first index from the given one on at which there is no whitespace of JSON.")]
    public static Value SkipWhitespace(ThreadState thread, Value text, long index)
    {
        if (!TryText(thread, text, out StrObject document))
        {
            return Value.Error;
        }

        StrData data = document.Data;
        int at = (int)Math.Clamp(index, 0, data.Length);
        while (at < data.Length && data[at] is ' ' or '\t' or '\n' or '\r')
        {
            at++;
        }

        return Value.Int(at);
    }

    [PyFunction("encode", Doc = "Return the JSON of an object as the encoder has it: a str, or its pieces as a list.")]
    public static Value Encode(ThreadState thread, Value encoder, Value obj, StrObject? indent, bool pieces)
    {
        using var settings = new EncoderSettings(thread) { Indent = indent };
        if (!settings.TryRead(encoder))
        {
            return Value.Error;
        }

        var writer = new JsonWriter(thread, settings, pieces);
        return writer.TryWrite(obj) ? writer.Result() : Value.Error;
    }

    [PyFunction("encode_basestring", Doc = "Return a JSON representation of a Python string")]
    public static Value EncodeText(ThreadState thread, Value text) => Quote(thread, text, asciiOnly: false);

    [PyFunction("encode_basestring_ascii", Doc = "Return an ASCII-only JSON representation of a Python string")]
    public static Value EncodeTextInAscii(ThreadState thread, Value text) => Quote(thread, text, asciiOnly: true);

    private static Value Quote(ThreadState thread, Value text, bool asciiOnly)
    {
        if (!TryText(thread, text, out StrObject str))
        {
            return Value.Error;
        }

        var result = new StrDataBuilder(str.Length + 2);
        JsonText.AppendQuoted(ref result, str, asciiOnly);
        return Value.Of(StrObject.Of(result.ToStrData()));
    }

    private static bool TryText(ThreadState thread, Value text, out StrObject str)
    {
        str = (text.Ref as StrObject)!;
        if (str is null)
        {
            thread.TypeError($"first argument must be a string, not {text.Type.Name}");
        }

        return str is not null;
    }

    private static Value Pair(ThreadState thread, Value found, int end) => Value.Of(TupleObject.Steal(thread, [found, Value.Int(end)]));
}
