using Pyl.VM.Text;
using Pyl.VM.Text.Codecs;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime.Coding;

/// <summary>
/// Error handlers of codecs by name: the ones that every interpreter knows, and functions of the program, which get the
/// UnicodeDecodeError or UnicodeEncodeError and answer with a replacement and the position to go on from. A name is only
/// looked up at the first error, as in CPython.
/// </summary>
internal static class ErrorHandling
{
    /// <summary>A decoding handler. When decoding fails with no exception set, the fault is to be raised.</summary>
    public static DecodeErrorHandler ForDecoding(ThreadState thread, string name)
    {
        if (name == "strict" && !CodecState.Of(thread).ErrorHandlers.ContainsKey(name))
        {
            return CodecErrorHandlers.StrictDecode;
        }

        DecodeErrorHandler? found = null;
        return (ReadOnlySpan<byte> input, CodecFault fault, out StrData text, out int resume) =>
        {
            found ??= FindDecoder(thread, name);
            if (found is not null)
            {
                return found(input, fault, out text, out resume);
            }

            (text, resume) = (StrData.Empty, fault.End);
            return false;
        };
    }

    /// <summary>An encoding handler. When encoding fails with no exception set, the fault is to be raised.</summary>
    public static EncodeErrorHandler ForEncoding(ThreadState thread, string name)
    {
        if (name == "strict" && !CodecState.Of(thread).ErrorHandlers.ContainsKey(name))
        {
            return CodecErrorHandlers.StrictEncode;
        }

        EncodeErrorHandler? found = null;
        return (StrData input, CodecFault fault, out StrData text, out byte[]? bytes, out int resume) =>
        {
            found ??= FindEncoder(thread, name);
            if (found is not null)
            {
                return found(input, fault, out text, out bytes, out resume);
            }

            (text, bytes, resume) = (StrData.Empty, null, fault.End);
            return false;
        };
    }

    /// <summary>Raises UnicodeDecodeError for what a codec could not decode.</summary>
    public static Value RaiseDecode(ThreadState thread, ReadOnlySpan<byte> input, BytesObject? source, CodecFault fault) =>
        RaiseCreated(thread, MakeDecode(thread, input, source, fault));

    /// <summary>Raises UnicodeEncodeError for what a codec could not encode.</summary>
    public static Value RaiseEncode(ThreadState thread, StrData input, CodecFault fault) => RaiseCreated(thread, MakeEncode(thread, input, fault));

    private static DecodeErrorHandler? FindDecoder(ThreadState thread, string name)
    {
        if (CodecState.Of(thread).ErrorHandlers.TryGetValue(name, out Value function))
        {
            return (ReadOnlySpan<byte> input, CodecFault fault, out StrData text, out int resume) =>
            {
                int length = input.Length - fault.Skipped;
                Value answer = CallHandler(thread, function, MakeDecode(thread, input, null, fault), out byte[]? changed);
                if (changed is not null)
                {
                    length = changed.Length;
                    fault.Replacement = fault.Skipped == 0 ? changed : [.. input[..fault.Skipped], .. changed];
                }

                return TryReadAnswer(thread, answer, "decoding", length, fault.End, out text, out _, out resume);
            };
        }

        DecodeErrorHandler? builtin = CodecErrorHandlers.ForDecoding(name);
        if (builtin is null)
        {
            if (CodecErrorHandlers.ForEncoding(name) is null)
            {
                Unknown(thread, name);
            }
            else
            {
                thread.TypeError(CodecErrorHandlers.CannotDecode);
            }
        }

        return builtin;
    }

    private static EncodeErrorHandler? FindEncoder(ThreadState thread, string name)
    {
        if (CodecState.Of(thread).ErrorHandlers.TryGetValue(name, out Value function))
        {
            return (StrData input, CodecFault fault, out StrData text, out byte[]? bytes, out int resume) =>
            {
                Value answer = CallHandler(thread, function, MakeEncode(thread, input, fault), out _);
                return TryReadAnswer(thread, answer, "encoding", input.Length, fault.End, out text, out bytes, out resume);
            };
        }

        EncodeErrorHandler? builtin = CodecErrorHandlers.ForEncoding(name);
        if (builtin is null)
        {
            Unknown(thread, name);
        }

        return builtin;
    }

    private static void Unknown(ThreadState thread, string name) =>
        thread.Raise(ExceptionTypes.LookupError, $"unknown error handler name '{name}'");

    private static Value MakeDecode(ThreadState thread, ReadOnlySpan<byte> input, BytesObject? source, CodecFault fault)
    {
        BytesObject bytes = source is not null && fault.Skipped == 0 ? source : BytesObject.Of(input[fault.Skipped..].ToArray());
        return thread.Call(
            Value.Of(ExceptionTypes.UnicodeDecodeError), Value.Str(fault.Encoding), Value.Of(bytes), Value.Int(fault.Start), Value.Int(fault.End), Value.Str(fault.Reason));
    }

    private static Value MakeEncode(ThreadState thread, StrData input, CodecFault fault) =>
        thread.Call(
            Value.Of(ExceptionTypes.UnicodeEncodeError), Value.Str(fault.Encoding), Value.Of(StrObject.Of(input)), Value.Int(fault.Start), Value.Int(fault.End), Value.Str(fault.Reason));

    private static Value RaiseCreated(ThreadState thread, Value exception) =>
        exception.Ref is ExceptionObject made ? thread.RaiseObject(made) : Value.Error;

    /// <param name="thread">Who calls.</param>
    /// <param name="function">The handler.</param>
    /// <param name="exception">What it is told; consumed.</param>
    /// <param name="changed">The bytes that it has made the exception's object, or null.</param>
    private static Value CallHandler(ThreadState thread, Value function, Value exception, out byte[]? changed)
    {
        changed = null;
        if (exception.IsError)
        {
            return exception;
        }

        var error = (ExceptionObject)exception.Ref!;
        Value before = ExceptionMembers.Get(thread, error, ExceptionMembers.UnicodeText);
        Value answer = thread.Call(function, exception);
        Value after = ExceptionMembers.Get(thread, error, ExceptionMembers.UnicodeText);
        if (!after.Same(before) && !answer.IsError && error.Type.IsSubtypeOf(ExceptionTypes.UnicodeDecodeError))
        {
            changed = (after.Ref as BytesObject)?.Data;
            if (changed is null)
            {
                thread.Release(answer);
                answer = thread.TypeError("UnicodeError 'object' attribute must be a bytes");
            }
        }

        thread.Release(before);
        thread.Release(after);
        thread.Release(exception);
        return answer;
    }

    /// <summary>Consumes what a handler returned: (str or, when encoding, bytes; position).</summary>
    private static bool TryReadAnswer(
        ThreadState thread, Value answer, string what, int length, int end, out StrData text, out byte[]? bytes, out int resume)
    {
        (text, bytes, resume) = (StrData.Empty, null, end);
        if (answer.IsError)
        {
            return false;
        }

        bool read = TryReadTuple(thread, answer, what, out text, out bytes, out long position);
        thread.Release(answer);
        if (!read)
        {
            return false;
        }

        if (position < 0)
        {
            position += length;
        }

        if (position < 0 || position > length)
        {
            thread.IndexError($"position {position} from error handler out of bounds");
            return false;
        }

        resume = (int)position;
        return true;
    }

    private static bool TryReadTuple(ThreadState thread, Value answer, string what, out StrData text, out byte[]? bytes, out long position)
    {
        (text, bytes, position) = (StrData.Empty, null, 0);
        if (answer.Ref is TupleObject { Length: 2 } tuple)
        {
            switch (tuple.Items[0].Ref)
            {
                case StrObject str:
                    text = str.Data;
                    return Operators.TryIndex(thread, tuple.Items[1], out position);
                case BytesObject data when what == "encoding":
                    bytes = data.Data;
                    return Operators.TryIndex(thread, tuple.Items[1], out position);
            }
        }

        thread.TypeError(what == "encoding"
            ? "encoding error handler must return (str/bytes, int) tuple"
            : "decoding error handler must return (str, int) tuple");
        return false;
    }
}
