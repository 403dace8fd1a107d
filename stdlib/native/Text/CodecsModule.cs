using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Runtime.Coding;
using Pyl.VM.Text;
using Pyl.VM.Text.Codecs;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>
/// The module _text_codecs: what the virtual machine knows of encodings and error handlers, for codecs.pyl, which makes of it
/// what CPython's codecs.py and Modules/_codecsmodule.c offer.
/// </summary>
[PyModule("_text_codecs")]
internal static class CodecsModule
{
    [PyFunction("register", Doc = "Register a codec search function.\n\nSearch functions are expected to take one argument, the encoding name in\nall lower case letters, and either return None, or a tuple of functions\n(encoder, decoder, stream_reader, stream_writer) (or a CodecInfo object).")]
    public static Value Register(ThreadState thread, Value searchFunction)
    {
        if (!searchFunction.Type.Slot(SpecialMethod.Call).IsDefined)
        {
            return thread.TypeError("argument must be callable");
        }

        CodecState.Of(thread).SearchFunctions.Add(thread.Retain(searchFunction));
        return Value.None;
    }

    [PyFunction("unregister", Doc = "Unregister a codec search function and clear the registry's cache.\n\nIf the search function is not registered, do nothing.")]
    public static void Unregister(ThreadState thread, Value searchFunction)
    {
        CodecState state = CodecState.Of(thread);
        for (int i = 0; i < state.SearchFunctions.Count; i++)
        {
            if (ReferenceEquals(state.SearchFunctions[i].Ref, searchFunction.Ref))
            {
                Value removed = state.SearchFunctions[i];
                state.SearchFunctions.RemoveAt(i);
                state.Forget(thread);
                thread.Release(removed);
                return;
            }
        }
    }

    [PyFunction("find", Doc = "The tuple that a registered search function finds for a name, or None; Pyl's own.")]
    public static Value Find(ThreadState thread, string encoding)
    {
        Value found = TextCoding.FindRegistered(thread, encoding);
        return found.IsError ? found : found.IsUnbound ? Value.None : thread.Retain(found);
    }

    [PyFunction("builtin_name", Doc = "The proper name of an encoding that the virtual machine knows, or None; Pyl's own.")]
    public static Value BuiltinName(ThreadState thread, string encoding) => CodecRegistry.Find(encoding) is { } codec ? Value.Str(codec.Name) : Value.None;

    [PyFunction("encode_text", Doc = "The bytes of a text in an encoding that the virtual machine knows; Pyl's own.")]
    public static Value EncodeText(ThreadState thread, string encoding, StrObject text, [NoneAsDefault] string errors = "strict") =>
        TextCoding.Encode(thread, text, encoding, errors);

    [PyFunction("decode_text", Doc = "(text, number of bytes read) in an encoding that the virtual machine knows; Pyl's own.")]
    public static Value DecodeText(ThreadState thread, string encoding, ReadOnlySpan<byte> data, [NoneAsDefault] string errors = "strict", bool final = true)
    {
        if (CodecRegistry.Find(encoding) is not { } codec)
        {
            return thread.Raise(ExceptionTypes.LookupError, $"unknown encoding: {encoding}");
        }

        if (codec.TryDecode(data, ErrorHandling.ForDecoding(thread, errors), final, out StrData text, out int consumed) is { } fault)
        {
            return thread.HasException ? Value.Error : ErrorHandling.RaiseDecode(thread, data, null, fault);
        }

        return Value.Of(TupleObject.Of(thread, [Value.Of(StrObject.Of(text)), Value.Int(consumed)]));
    }

    [PyFunction("register_error", Doc = "Register the specified error handler under the name errors.\n\nhandler must be a callable object, that\nwill be called with an exception instance containing\ninformation about the location of the encoding/decoding\nerror and must return a (replacement, new position) tuple.")]
    public static Value RegisterError(ThreadState thread, string errors, Value handler)
    {
        if (!handler.Type.Slot(SpecialMethod.Call).IsDefined)
        {
            return thread.TypeError("handler must be callable");
        }

        CodecState state = CodecState.Of(thread);
        Value old = default;
        bool had = state.ErrorHandlers.TryGetValue(errors, out old);
        state.ErrorHandlers[errors] = thread.Retain(handler);
        if (had)
        {
            thread.Release(old);
        }

        return Value.None;
    }

    [PyFunction("unregister_error", Doc = "Forget an error handler of the program's own; False when there was none. Pyl's own.")]
    public static bool UnregisterError(ThreadState thread, string errors)
    {
        if (!CodecState.Of(thread).ErrorHandlers.TryRemove(errors, out Value old))
        {
            return false;
        }

        thread.Release(old);
        return true;
    }

    [PyFunction("find_error", Doc = "The error handler that the program has registered under a name, or None; Pyl's own.")]
    public static Value FindError(ThreadState thread, string name) =>
        CodecState.Of(thread).ErrorHandlers.TryGetValue(name, out Value found) ? thread.Retain(found) : Value.None;

    [PyFunction("resolve_decoding", Doc = "(text, position) that an inborn error handler puts for an error, or None; Pyl's own.")]
    public static Value ResolveDecoding(ThreadState thread, string name, string encoding, ReadOnlySpan<byte> input, int start, int end)
    {
        if (CodecErrorHandlers.ForDecoding(name) is not { } handler
            || !handler(input, new CodecFault(encoding, start, end, ""), out StrData text, out int resume))
        {
            return Value.None;
        }

        return Value.Of(TupleObject.Of(thread, [Value.Of(StrObject.Of(text)), Value.Int(resume)]));
    }

    [PyFunction("resolve_encoding", Doc = "(text or bytes, position) that an inborn error handler puts for an error, or None; Pyl's own.")]
    public static Value ResolveEncoding(ThreadState thread, string name, string encoding, StrObject input, int start, int end)
    {
        if (CodecErrorHandlers.ForEncoding(name) is not { } handler
            || !handler(input.Data, new CodecFault(encoding, start, end, ""), out StrData text, out byte[]? bytes, out int resume))
        {
            return Value.None;
        }

        Value replacement = bytes is null ? Value.Of(StrObject.Of(text)) : Value.Of(BytesObject.Of(bytes));
        return Value.Of(TupleObject.Of(thread, [replacement, Value.Int(resume)]));
    }
}
