using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Json;

/// <summary>Reads one text; T is char or, for text with code points above 0xFFFF, int.</summary>
internal readonly ref struct JsonReader<T>(ThreadState thread, StrObject document, ReadOnlySpan<T> text, Value error, DecoderSettings settings)
    where T : unmanaged, IBinaryInteger<T>
{
    private const int KnownKeys = 64;
    private const int HexDigits = 4;

    private readonly ReadOnlySpan<T> _text = text;

    // Objects of one document have the same few keys: made once, they are hashed once, and dicts find them by identity.
    private readonly StrObject?[] _keys = new StrObject?[KnownKeys];

    /// <summary>The value that begins at the index, which moves behind it. StopIteration with the index where nothing begins.</summary>
    public Value Read(ref int at)
    {
        switch (At(at))
        {
            case '"':
                at++;
                return ReadString(ref at, isKey: false);
            case '{':
                return Nested(ref at, isObject: true);
            case '[':
                return Nested(ref at, isObject: false);
            case 'n' when Has(at, "null"):
                at += 4;
                return Value.None;
            case 't' when Has(at, "true"):
                at += 4;
                return Value.True;
            case 'f' when Has(at, "false"):
                at += 5;
                return Value.False;
            case 'N' when Has(at, "NaN"):
                return Constant(ref at, "NaN");
            case 'I' when Has(at, "Infinity"):
                return Constant(ref at, "Infinity");
            case '-' when Has(at, "-Infinity"):
                return Constant(ref at, "-Infinity");
            default:
                return Number(ref at);
        }
    }

    /// <summary>The string whose opening quote is before the index, which moves behind the closing one.</summary>
    public Value ReadString(ref int at, bool isKey)
    {
        for (int end = at; end < _text.Length; end++)
        {
            int c = At(end);
            if (c == '"')
            {
                ReadOnlySpan<T> plain = _text[at..end];
                at = end + 1;
                return Value.Of(isKey ? Key(plain) : Str(plain));
            }

            if (c == '\\' || (c < ' ' && settings.IsStrict))
            {
                break;
            }
        }

        return ReadEscaped(ref at);
    }

    private static StrObject Str(ReadOnlySpan<T> plain) => typeof(T) == typeof(char)
        ? StrObject.OfNarrow(MemoryMarshal.Cast<T, char>(plain))
        : StrObject.Of(StrData.FromCodePoints(MemoryMarshal.Cast<T, int>(plain)));

    private StrObject Key(ReadOnlySpan<T> plain)
    {
        if (typeof(T) != typeof(char) || plain.IsEmpty)
        {
            return Str(plain);
        }

        ReadOnlySpan<char> chars = MemoryMarshal.Cast<T, char>(plain);
        ref StrObject? known = ref _keys[((chars.Length * 31) + (chars[0] * 7) + chars[^1]) & (KnownKeys - 1)];
        return known is not null && chars.SequenceEqual(known.Chars) ? known : known = StrObject.OfNarrow(chars);
    }

    private Value ReadEscaped(ref int at)
    {
        int begin = at - 1;
        int end = at;
        var result = new StrDataBuilder(thread.TextBuffer ??= new char[256]);
        while (true)
        {
            int c = At(end);
            switch (c)
            {
                case < 0:
                    return Fault("Unterminated string starting at", begin);
                case '"':
                    at = end + 1;
                    return Value.Of(StrObject.Of(result.ToStrData()));
                case '\\':
                    break;
                case < ' ' when settings.IsStrict:
                    return Fault("Invalid control character at", end);
                default:
                    int run = PlainRun(end);
                    if (typeof(T) == typeof(char))
                    {
                        result.Append(MemoryMarshal.Cast<T, char>(_text.Slice(end, run)));
                    }
                    else
                    {
                        foreach (T point in _text.Slice(end, run))
                        {
                            result.Append(int.CreateTruncating(point));
                        }
                    }

                    end += run;
                    continue;
            }

            int escape = At(end + 1);
            if (escape < 0)
            {
                return Fault("Unterminated string starting at", begin);
            }

            if (escape == 'u')
            {
                int code = Hexadecimal(end + 2);
                if (code < 0)
                {
                    return Fault("Invalid \\uXXXX escape", end + 1);
                }

                end += 2 + HexDigits;
                if (code is >= 0xD800 and <= 0xDBFF && At(end) == '\\' && At(end + 1) == 'u')
                {
                    int low = Hexadecimal(end + 2);
                    if (low < 0)
                    {
                        return Fault("Invalid \\uXXXX escape", end + 1);
                    }

                    if (low is >= 0xDC00 and <= 0xDFFF)
                    {
                        code = 0x10000 + (((code - 0xD800) << 10) | (low - 0xDC00));
                        end += 2 + HexDigits;
                    }
                }

                result.Append(code);
                continue;
            }

            int meant = escape switch { '"' or '\\' or '/' => escape, 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => -1 };
            if (meant < 0)
            {
                return Fault("Invalid \\escape", end);
            }

            result.Append(meant);
            end += 2;
        }
    }

    /// <summary>How many characters from there on mean themselves; the first does.</summary>
    private int PlainRun(int at)
    {
        int end = at + 1;
        while (At(end) is var c && c != '"' && c != '\\' && c >= ' ')
        {
            end++;
        }

        return end - at;
    }

    private Value Nested(ref int at, bool isObject)
    {
        if (!StackGuard.Enter(thread, isObject ? " while decoding a JSON object from a unicode string" : " while decoding a JSON array from a unicode string"))
        {
            return Value.Error;
        }

        Value result = isObject ? ReadObject(ref at) : ReadArray(ref at);
        StackGuard.Leave(thread);
        return result;
    }

    private Value ReadArray(ref int at)
    {
        ListObject items = ListObject.New(thread);
        int i = SkipWhitespace(at + 1);
        if (At(i) == ']')
        {
            at = i + 1;
            return Value.Of(items);
        }

        while (true)
        {
            Value item = Read(ref i);
            if (item.IsError)
            {
                return Drop(items);
            }

            items.Add(item);
            i = SkipWhitespace(i);
            int c = At(i);
            if (c == ']')
            {
                at = i + 1;
                return Value.Of(items);
            }

            if (c != ',')
            {
                Fault("Expecting ',' delimiter", i);
                return Drop(items);
            }

            int comma = i;
            i = SkipWhitespace(i + 1);
            if (At(i) == ']')
            {
                Fault("Illegal trailing comma before end of array", comma);
                return Drop(items);
            }
        }
    }

    private Value ReadObject(ref int at)
    {
        PyObject members = settings.PairsHook.IsNone ? DictObject.New(thread) : ListObject.New(thread);
        int i = SkipWhitespace(at + 1);
        if (At(i) == '}')
        {
            at = i + 1;
            return Hooked(members);
        }

        int comma = -1;
        while (true)
        {
            if (At(i) != '"')
            {
                _ = comma >= 0 && At(i) == '}'
                    ? Fault("Illegal trailing comma before end of object", comma)
                    : Fault("Expecting property name enclosed in double quotes", i);
                return Drop(members);
            }

            i++;
            Value key = ReadString(ref i, isKey: true);
            if (key.IsError)
            {
                return Drop(members);
            }

            i = SkipWhitespace(i);
            if (At(i) != ':')
            {
                Fault("Expecting ':' delimiter", i);
                return Drop(members);
            }

            i = SkipWhitespace(i + 1);
            Value value = Read(ref i);
            if (value.IsError)
            {
                return Drop(members);
            }

            if (members is DictObject dict)
            {
                dict.Set(thread, key, value);
                thread.Release(value);
            }
            else
            {
                Unsafe.As<ListObject>(members).Add(Value.Of(TupleObject.Steal(thread, [key, value])));
            }

            i = SkipWhitespace(i);
            int c = At(i);
            if (c == '}')
            {
                at = i + 1;
                return Hooked(members);
            }

            if (c != ',')
            {
                Fault("Expecting ',' delimiter", i);
                return Drop(members);
            }

            comma = i;
            i = SkipWhitespace(i + 1);
        }
    }

    private Value Hooked(PyObject members)
    {
        Value hook = settings.PairsHook.IsNone ? settings.ObjectHook : settings.PairsHook;
        Value plain = Value.Of(members);
        if (hook.IsNone)
        {
            return plain;
        }

        Value made = thread.Call(hook, plain);
        thread.Release(plain);
        return made;
    }

    private Value Constant(ref int at, string name)
    {
        at += name.Length;
        return thread.Call(settings.ParseConstant, Value.Str(name));
    }

    private Value Number(ref int at)
    {
        int end = At(at) == '-' ? at + 1 : at;
        int first = end;
        end = At(first) == '0' ? first + 1 : SkipDigits(first);
        if (end == first)
        {
            return thread.StopIteration(Value.Int(at));
        }

        bool isFloat = false;
        if (At(end) == '.' && SkipDigits(end + 1) is int fraction && fraction > end + 1)
        {
            isFloat = true;
            end = fraction;
        }

        if (At(end) is 'e' or 'E')
        {
            int digits = At(end + 1) is '+' or '-' ? end + 2 : end + 1;
            int exponent = SkipDigits(digits);
            if (exponent > digits)
            {
                isFloat = true;
                end = exponent;
            }
        }

        ReadOnlySpan<char> number = typeof(T) == typeof(char)
            ? MemoryMarshal.Cast<T, char>(_text[at..end])
            : StrData.FromCodePoints(MemoryMarshal.Cast<T, int>(_text[at..end])).Narrow;
        at = end;
        Value parse = isFloat ? settings.ParseFloat : settings.ParseInt;
        if (isFloat && ReferenceEquals(parse.Ref, BuiltinTypes.Float))
        {
            return Value.FromDouble(double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        return ReferenceEquals(parse.Ref, BuiltinTypes.Int) && IntParsing.TryParseSmall(number, out long small)
            ? Value.Int(small)
            : thread.Call(parse, Value.Of(StrObject.OfNarrow(number)));
    }

    private int SkipDigits(int at)
    {
        while (At(at) is >= '0' and <= '9')
        {
            at++;
        }

        return at;
    }

    private int SkipWhitespace(int at)
    {
        while (At(at) is ' ' or '\t' or '\n' or '\r')
        {
            at++;
        }

        return at;
    }

    /// <summary>The value of four hexadecimal digits, or -1.</summary>
    private int Hexadecimal(int at)
    {
        int value = 0;
        for (int i = at; i < at + HexDigits; i++)
        {
            int c = At(i);
            if (c is < 0 or > 'f' || !char.IsAsciiHexDigit((char)c))
            {
                return -1;
            }

            value = (value << 4) | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }

        return value;
    }

    private bool Has(int at, string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if (At(at + i) != name[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The code point at the index, or -1 behind the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int At(int index) => (uint)index < (uint)_text.Length ? int.CreateTruncating(_text[index]) : -1;

    private Value Drop(PyObject members)
    {
        thread.Release(Value.Of(members));
        return Value.Error;
    }

    private Value Fault(string message, int position)
    {
        Value made = thread.Call(error, Value.Str(message), Value.Of(document), Value.Int(position));
        if (made.Ref is not ExceptionObject exception)
        {
            return made.IsError ? made : thread.TypeError("exceptions must derive from BaseException");
        }

        return thread.RaiseObject(exception);
    }
}
