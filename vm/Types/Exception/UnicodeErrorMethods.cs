using System.Globalization;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>UnicodeDecodeError(encoding, object, start, end, reason).</summary>
[PyType("UnicodeDecodeError", typeof(ExceptionObject), Doc = "Unicode decoding error.")]
internal static class UnicodeDecodeErrorMethods
{
    internal static TypeObject Type => ExceptionTypes.UnicodeDecodeError;

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (BaseExceptionMethods.Init(thread, self, arguments, keywords).IsError || !UnicodeErrorFields.CheckCount(thread, arguments, 5) || !UnicodeErrorFields.CheckStr(thread, arguments, 0))
        {
            return Value.Error;
        }

        Value data = arguments[1];
        if (data.Ref is not BytesObject)
        {
            if (!Bind.TryBytes(thread, data, out ReadOnlySpan<byte> bytes))
            {
                return Value.Error;
            }

            data = Value.Of(BytesObject.Of(bytes.ToArray()));
        }

        return UnicodeErrorFields.Fill(thread, self, arguments[0], data, arguments[2], arguments[3], arguments[4], 5) ? Value.None : Value.Error;
    }

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, ExceptionObject self)
    {
        if (ExceptionMembers.Peek(self, ExceptionMembers.UnicodeText).Ref is not BytesObject data)
        {
            return Value.Of(StrObject.Empty);
        }

        if (UnicodeErrorFields.Texts(thread, self, out string encoding, out string reason) && UnicodeErrorFields.HasObject<BytesObject>(thread, self, "bytes"))
        {
            (long start, long end) = UnicodeErrorFields.Range(self);
            return Value.Str(start >= 0 && start < data.Length && end == start + 1
                ? $"'{encoding}' codec can't decode byte 0x{data.Data[(int)start]:x2} in position {start}: {reason}"
                : $"'{encoding}' codec can't decode bytes in position {start}-{end - 1}: {reason}");
        }

        return Value.Error;
    }
}

/// <summary>UnicodeEncodeError(encoding, object, start, end, reason).</summary>
[PyType("UnicodeEncodeError", typeof(ExceptionObject), Doc = "Unicode encoding error.")]
internal static class UnicodeEncodeErrorMethods
{
    internal static TypeObject Type => ExceptionTypes.UnicodeEncodeError;

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (BaseExceptionMethods.Init(thread, self, arguments, keywords).IsError
            || !UnicodeErrorFields.CheckCount(thread, arguments, 5)
            || !UnicodeErrorFields.CheckStr(thread, arguments, 0)
            || !UnicodeErrorFields.CheckStr(thread, arguments, 1))
        {
            return Value.Error;
        }

        return UnicodeErrorFields.Fill(thread, self, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], 5) ? Value.None : Value.Error;
    }

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, ExceptionObject self)
    {
        if (ExceptionMembers.Peek(self, ExceptionMembers.UnicodeText).Ref is not StrObject text)
        {
            return Value.Of(StrObject.Empty);
        }

        return UnicodeErrorFields.Texts(thread, self, out string encoding, out string reason) && UnicodeErrorFields.HasObject<StrObject>(thread, self, "a string")
            ? Value.Str($"'{encoding}' codec can't encode {UnicodeErrorFields.Characters(self, text)}: {reason}")
            : Value.Error;
    }
}

/// <summary>UnicodeTranslateError(object, start, end, reason).</summary>
[PyType("UnicodeTranslateError", typeof(ExceptionObject), Doc = "Unicode translation error.")]
internal static class UnicodeTranslateErrorMethods
{
    internal static TypeObject Type => ExceptionTypes.UnicodeTranslateError;

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ExceptionObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (BaseExceptionMethods.Init(thread, self, arguments, keywords).IsError || !UnicodeErrorFields.CheckCount(thread, arguments, 4) || !UnicodeErrorFields.CheckStr(thread, arguments, 0))
        {
            return Value.Error;
        }

        return UnicodeErrorFields.Fill(thread, self, Value.None, arguments[0], arguments[1], arguments[2], arguments[3], 4) ? Value.None : Value.Error;
    }

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, ExceptionObject self)
    {
        if (ExceptionMembers.Peek(self, ExceptionMembers.UnicodeText).Ref is not StrObject text)
        {
            return Value.Of(StrObject.Empty);
        }

        return UnicodeErrorFields.Texts(thread, self, out _, out string reason) && UnicodeErrorFields.HasObject<StrObject>(thread, self, "a string")
            ? Value.Str($"can't translate {UnicodeErrorFields.Characters(self, text)}: {reason}")
            : Value.Error;
    }
}

/// <summary>What the three Unicode errors share.</summary>
internal static class UnicodeErrorFields
{
    /// <summary>Whether the attribute object is still what it has to be: a __str__ of the other attributes may have changed it.</summary>
    public static bool HasObject<T>(ThreadState thread, ExceptionObject self, string what)
        where T : PyObject
    {
        bool has = ExceptionMembers.Peek(self, ExceptionMembers.UnicodeText).Ref is T;
        if (!has)
        {
            thread.TypeError($"object attribute must be {what}");
        }

        return has;
    }

    public static bool CheckCount(ThreadState thread, ReadOnlySpan<Value> arguments, int count)
    {
        if (arguments.Length == count)
        {
            return true;
        }

        thread.TypeError($"function takes exactly {count} arguments ({arguments.Length} given)");
        return false;
    }

    public static bool CheckStr(ThreadState thread, ReadOnlySpan<Value> arguments, int index)
    {
        if (arguments[index].Ref is StrObject)
        {
            return true;
        }

        thread.TypeError($"argument {index + 1} must be str, not {arguments[index].Type.Name}");
        return false;
    }

    public static bool Fill(ThreadState thread, ExceptionObject self, Value encoding, Value text, Value start, Value end, Value reason, int count)
    {
        if (!Operators.TryIndex(thread, start, out long first) || !Operators.TryIndex(thread, end, out long last))
        {
            return false;
        }

        if (reason.Ref is not StrObject)
        {
            thread.TypeError($"argument {count} must be str, not {reason.Type.Name}");
            return false;
        }

        ExceptionMembers.Set(thread, self, ExceptionMembers.Encoding, encoding);
        ExceptionMembers.Set(thread, self, ExceptionMembers.UnicodeText, text);
        ExceptionMembers.Set(thread, self, ExceptionMembers.Start, Value.Int(first));
        ExceptionMembers.Set(thread, self, ExceptionMembers.End, Value.Int(last));
        return ExceptionMembers.Set(thread, self, ExceptionMembers.Reason, reason);
    }

    public static Value Number(ExceptionObject self, int index)
    {
        Value value = ExceptionMembers.Peek(self, index);
        return value.IsUnbound ? Value.Int(0) : value;
    }

    public static bool SetNumber(ThreadState thread, ExceptionObject self, int index, Value value)
    {
        if (value.IsUnbound)
        {
            thread.TypeError("can't delete numeric/char attribute");
            return false;
        }

        return Operators.TryIndex(thread, value, out long number) && ExceptionMembers.Set(thread, self, index, Value.Int(number));
    }

    /// <summary>start and end.</summary>
    public static (long Start, long End) Range(ExceptionObject self)
    {
        long start = Number(self, ExceptionMembers.Start).Bits;
        long end = Number(self, ExceptionMembers.End).Bits;
        return (start, end);
    }

    /// <summary>encoding and reason as text; false when an exception is set.</summary>
    public static bool Texts(ThreadState thread, ExceptionObject self, out string encoding, out string reason)
    {
        Value encodingValue = ExceptionMembers.Peek(self, ExceptionMembers.Encoding);
        Value reasonValue = ExceptionMembers.Peek(self, ExceptionMembers.Reason);
        encoding = Operators.StrText(thread, encodingValue.IsUnbound ? Value.None : encodingValue) ?? "";
        reason = thread.HasException ? "" : Operators.StrText(thread, reasonValue.IsUnbound ? Value.None : reasonValue) ?? "";
        return !thread.HasException;
    }

    /// <summary>"character '\x..' in position n" or "characters in position m-n".</summary>
    public static string Characters(ExceptionObject self, StrObject text)
    {
        (long start, long end) = Range(self);
        if (start >= 0 && start < text.Length && end == start + 1)
        {
            int point = text.CodePointAt((int)start);
            string escaped = point <= 0xFF ? $"\\x{point:x2}" : point <= 0xFFFF ? $"\\u{point:x4}" : $"\\U{point:x8}";
            return string.Create(CultureInfo.InvariantCulture, $"character '{escaped}' in position {start}");
        }

        return string.Create(CultureInfo.InvariantCulture, $"characters in position {start}-{end - 1}");
    }
}
