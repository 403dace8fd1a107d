using Pyl.VM.Runtime;
using Pyl.VM.Text.Codecs;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The arguments encoding, errors and newline of text streams.</summary>
internal static class TextSettings
{
    /// <summary>False with TypeError or ValueError set; null when not given.</summary>
    public static bool TryErrors(ThreadState thread, Value value, out string? errors)
    {
        errors = null;
        if (value.IsUnbound || value.IsNone)
        {
            return true;
        }

        if (value.Ref is not StrObject text)
        {
            thread.TypeError($"TextIOWrapper() argument 'errors' must be str or None, not {value.Type.Name}");
            return false;
        }

        errors = text.ToString();
        return true;
    }

    /// <summary>False with TypeError or ValueError set.</summary>
    public static bool TryNewline(ThreadState thread, Value value, out string? newline)
    {
        newline = null;
        if (value.IsUnbound || value.IsNone)
        {
            return true;
        }

        if (value.Ref is not StrObject text)
        {
            thread.TypeError($"TextIOWrapper() argument 'newline' must be str or None, not {value.Type.Name}");
            return false;
        }

        newline = text.ToString();
        if (Newlines.IsValid(newline))
        {
            return true;
        }

        thread.ValueError($"illegal newline value: {newline}");
        return false;
    }

    /// <summary>The codec of an encoding, null for the standard one; false with LookupError set.</summary>
    public static bool TryCodec(ThreadState thread, string? encoding, out TextCodec? codec)
    {
        codec = encoding is null or "locale" ? CodecRegistry.Utf8 : CodecRegistry.Find(encoding);
        if (codec is not null)
        {
            return true;
        }

        Value registered = TextCoding.FindRegistered(thread, encoding!);
        if (!registered.IsError && (registered.IsUnbound || TextCoding.IsText(thread, registered, encoding!, "open", out _)))
        {
            thread.Raise(ExceptionTypes.LookupError, $"unknown encoding: {encoding}");
        }

        return false;
    }

    /// <summary>An optional truth value; false when an exception is set.</summary>
    public static bool TryFlag(ThreadState thread, Value value, bool absent, out bool flag)
    {
        flag = absent;
        if (value.IsUnbound || value.IsNone)
        {
            return true;
        }

        int truth = Operators.IsTrue(thread, value);
        flag = truth > 0;
        return truth >= 0;
    }
}
