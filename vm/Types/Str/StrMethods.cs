using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Text.Codecs;

namespace Pyl.VM.Types;

/// <summary>What makes str a type and a value: construction, text, hash, pickling. The other methods are in the classes named Str...Methods.</summary>
[PyType("str", typeof(StrObject), Doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or errors is given,\nthe object must be bytes-like and is decoded. Otherwise the result is what\nobject.__str__() (if defined) or repr(object) returns.")]
internal static class StrMethods
{
    private static readonly KeywordSignature s_signature = new("str", 0, 0, 3, 0, ["object", "encoding", "errors"]);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryBind(thread, s_signature, arguments, keywords, out Value source, out Value encoding, out Value errors))
        {
            return Value.Error;
        }

        if (encoding.IsUnbound && errors.IsUnbound)
        {
            if (source.IsUnbound)
            {
                return StrObject.OfType(thread, cls, StrObject.Empty);
            }

            Value text = Operators.Str(thread, source);
            if (text.IsError || (ReferenceEquals(cls, BuiltinTypes.Str)))
            {
                return text;
            }

            Value result = StrObject.OfType(thread, cls, Unsafe.As<StrObject>(text.Ref!));
            thread.Release(text);
            return result;
        }

        if (!TextCoding.TryName(thread, encoding, "str", "encoding", "utf-8", out string encodingName)
            || !TextCoding.TryName(thread, errors, "str", "errors", "strict", out string errorsName))
        {
            return Value.Error;
        }

        if (source.IsUnbound)
        {
            return StrObject.OfType(thread, cls, StrObject.Empty);
        }

        Value decoded = TextCoding.DecodeObject(thread, source, encodingName, errorsName);
        return decoded.IsError ? decoded : StrObject.OfType(thread, cls, Unsafe.As<StrObject>(decoded.Ref!));
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, StrObject self) => Value.Of(StrObject.Of(Literals.Repr(self.Data)));

    [PyMethod("__str__")]
    public static Value Str(ThreadState thread, StrObject self) => Value.Of(self.Exact());

    [PyMethod("__hash__")]
    public static long Hash(StrObject self) => self.Hash;

    [PyMethod("__len__")]
    public static long Len(StrObject self) => self.Length;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => Value.Of(StrIteratorObject.Of(thread, Unsafe.As<StrObject>(self.Ref!)));

    [PyMethod("__getnewargs__")]
    public static Value GetNewArgs(ThreadState thread, StrObject self) => Value.Of(TupleObject.Steal(thread, [Value.Of(self.Exact())]));

    /// <summary>What CPython's object of the same text would take: a header and one, two or four bytes a code point.</summary>
    [PyMethod("__sizeof__", Doc = "Return the size of the string in memory, in bytes.")]
    public static long SizeOf(StrObject self)
    {
        if (self.IsWide)
        {
            return 60 + (4L * self.Length);
        }

        ReadOnlySpan<char> chars = self.Chars;
        if (System.Text.Ascii.IsValid(chars))
        {
            return 41 + chars.Length;
        }

        return chars.ContainsAnyInRange('\u0100', '\uFFFF') ? 58 + (2L * chars.Length) : 57 + chars.Length;
    }

    [PyMethod(Doc = "Encode the string using the codec registered for encoding.\n\n  encoding\n    The encoding in which to encode the string.\n  errors\n    The error handling scheme for encoding errors: 'strict' raises a\n    UnicodeEncodeError; others are 'ignore', 'replace', 'xmlcharrefreplace' and\n    any name registered with codecs.register_error.")]
    public static Value Encode(ThreadState thread, StrObject self, [Keyword, Optional("'utf-8'")] Value encoding, [Keyword, Optional("'strict'")] Value errors)
    {
        if (!TextCoding.TryName(thread, encoding, "encode", "encoding", "utf-8", out string encodingName)
            || !TextCoding.TryName(thread, errors, "encode", "errors", "strict", out string errorsName))
        {
            return Value.Error;
        }

        return TextCoding.Encode(thread, self, encodingName, errorsName);
    }
}
