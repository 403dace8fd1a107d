using System.Text;
using System.Text.Unicode;
using Pyl.VM.Runtime.Coding;
using Pyl.VM.Text;
using Pyl.VM.Text.Codecs;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Encoding strs and decoding bytes by the names of encoding and error handler, with exceptions for what fails.</summary>
public static class TextCoding
{
    private static readonly StrObject s_isText = StrObject.Intern("_is_text_encoding");

    /// <summary>An optional argument that names an encoding or an error handler; false when TypeError or ValueError is set.</summary>
    public static bool TryName(ThreadState thread, Value value, string function, string argument, string absent, out string name)
    {
        name = absent;
        if (value.IsUnbound)
        {
            return true;
        }

        if (value.Ref is not StrObject text)
        {
            Binding.Bind.ArgumentError(thread, function, $"argument '{argument}'", "str", value);
            return false;
        }

        name = text.ToString();
        if (!name.Contains('\0'))
        {
            return true;
        }

        thread.ValueError("embedded null character");
        return false;
    }

    /// <summary>str(source, encoding, errors).</summary>
    public static Value DecodeObject(ThreadState thread, Value source, string encoding, string errors)
    {
        switch (source.Ref)
        {
            case BytesObject bytes:
                return Decode(thread, bytes.Data, bytes, encoding, errors);
            case StrObject:
                return thread.TypeError("decoding str is not supported");
        }

        if (!Buffers.TryGet(thread, source, out ReadOnlySpan<byte> data))
        {
            return thread.ClearIf(ExceptionTypes.TypeError)
                ? thread.TypeError($"decoding to str: need a bytes-like object, {source.Type.Name} found")
                : Value.Error;
        }

        return Decode(thread, data, null, encoding, errors);
    }

    /// <summary>The text of the bytes; <paramref name="source"/> is the object that holds them, if it is a bytes object.</summary>
    public static Value Decode(ThreadState thread, ReadOnlySpan<byte> data, BytesObject? source, string encoding, string errors)
    {
        if (encoding is "utf-8" or "utf8" or "UTF-8")
        {
            if (Ascii.IsValid(data))
            {
                return Value.Of(data.Length == 1 ? StrObject.OfChar((char)data[0]) : StrObject.OfNarrow(Encoding.Latin1.GetString(data)));
            }

            if (Utf8.IsValid(data))
            {
                return Value.Of(StrObject.Of(CodePoints.FromUtf16(Encoding.UTF8.GetString(data))));
            }
        }

        if (CodecRegistry.Find(encoding) is not { } codec)
        {
            return DecodeRegistered(thread, data, source, encoding, errors);
        }

        if (codec.TryDecode(data, ErrorHandling.ForDecoding(thread, errors), out StrData text) is { } fault)
        {
            return thread.HasException ? Value.Error : ErrorHandling.RaiseDecode(thread, data, source, fault);
        }

        return Value.Of(StrObject.Of(text));
    }

    /// <summary>The bytes of the text, a bytes object.</summary>
    public static Value Encode(ThreadState thread, StrObject text, string encoding, string errors)
    {
        if (CodecRegistry.Find(encoding) is not { } codec)
        {
            return EncodeRegistered(thread, text, encoding, errors);
        }

        StrData data = text.Data;
        if (codec.TryEncode(data, ErrorHandling.ForEncoding(thread, errors), out byte[] bytes) is { } fault)
        {
            return thread.HasException ? Value.Error : ErrorHandling.RaiseEncode(thread, data, fault);
        }

        return Value.Of(BytesObject.Of(bytes));
    }

    /// <summary>The CodecInfo that the program's search functions find, borrowed; Unbound when none does.</summary>
    public static Value FindRegistered(ThreadState thread, string encoding)
    {
        CodecState state = CodecState.Of(thread);
        string name = encoding.Replace(' ', '_').Replace('-', '_').ToLowerInvariant();
        if (state.Found.TryGetValue(name, out Value known))
        {
            return known;
        }

        if (!state.HasLibrary)
        {
            // The library's own codecs (rot13, hex, idna ...) register themselves when it is imported.
            state.HasLibrary = true;
            Value library = Importing.ImportModule(thread, "codecs");
            if (library.IsError)
            {
                return library;
            }

            thread.Release(library);
        }

        for (int i = 0; i < state.SearchFunctions.Count; i++)
        {
            Value found = thread.Call(state.SearchFunctions[i], Value.Str(name));
            if (found.IsError)
            {
                return found;
            }

            if (found.IsNone)
            {
                continue;
            }

            if (found.Ref is not TupleObject { Length: 4 })
            {
                thread.Release(found);
                return thread.TypeError("codec search functions must return 4-tuples");
            }

            state.Found[name] = found;
            return found;
        }

        return Value.Unbound;
    }

    private static Value DecodeRegistered(ThreadState thread, ReadOnlySpan<byte> data, BytesObject? source, string encoding, string errors)
    {
        Value codec = FindRegistered(thread, encoding);
        if (codec.IsError || codec.IsUnbound)
        {
            return codec.IsError ? codec : UnknownEncoding(thread, encoding);
        }

        if (!IsText(thread, codec, encoding, "decode", out Value refusal))
        {
            return refusal;
        }

        Value input = Value.Of(source ?? BytesObject.Of(data.ToArray()));
        Value result = First(thread, thread.Call(((TupleObject)codec.Ref!).Items[1], input, Value.Str(errors)), "decoder");
        if (result.IsError || result.Ref is StrObject)
        {
            return result;
        }

        string type = result.Type.Name;
        thread.Release(result);
        return thread.TypeError($"'{encoding}' decoder returned '{type}' instead of 'str'; use codecs.decode() to decode to arbitrary types");
    }

    private static Value EncodeRegistered(ThreadState thread, StrObject text, string encoding, string errors)
    {
        Value codec = FindRegistered(thread, encoding);
        if (codec.IsError || codec.IsUnbound)
        {
            return codec.IsError ? codec : UnknownEncoding(thread, encoding);
        }

        if (!IsText(thread, codec, encoding, "encode", out Value refusal))
        {
            return refusal;
        }

        Value result = First(thread, thread.Call(((TupleObject)codec.Ref!).Items[0], Value.Of(text), Value.Str(errors)), "encoder");
        if (result.IsError || result.Ref is BytesObject)
        {
            return result;
        }

        string type = result.Type.Name;
        thread.Release(result);
        return thread.TypeError($"'{encoding}' encoder returned '{type}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types");
    }

    /// <summary>Whether a codec makes bytes of str; a plain tuple is believed to.</summary>
    internal static bool IsText(ThreadState thread, Value codec, string encoding, string function, out Value refusal)
    {
        refusal = Value.Error;
        if (codec.Type == BuiltinTypes.Tuple)
        {
            return true;
        }

        Value flag = Attributes.Get(thread, codec, s_isText);
        if (flag.IsError)
        {
            return thread.ClearIf(ExceptionTypes.AttributeError);
        }

        bool isText = Operators.IsTrue(thread, flag) > 0;
        thread.Release(flag);
        if (!isText && !thread.HasException)
        {
            thread.Raise(ExceptionTypes.LookupError, $"'{encoding}' is not a text encoding; use codecs.{function}() to handle arbitrary codecs");
        }

        return isText;
    }

    private static Value UnknownEncoding(ThreadState thread, string encoding) =>
        thread.Raise(ExceptionTypes.LookupError, $"unknown encoding: {encoding}");

    /// <summary>The first item of the pair that an encoder or decoder returns; consumes the pair.</summary>
    private static Value First(ThreadState thread, Value pair, string what)
    {
        if (pair.IsError)
        {
            return pair;
        }

        Value result = pair.Ref is TupleObject { Length: 2 } tuple
            ? thread.Retain(tuple.Items[0])
            : thread.TypeError($"{what} must return a tuple (object, integer)");
        thread.Release(pair);
        return result;
    }
}
