using System.Collections.Concurrent;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>One entry of a struct's format: a run of equal items, or one string.</summary>
/// <param name="Code">The format character.</param>
/// <param name="Offset">Where the first item lies.</param>
/// <param name="Size">Bytes of one item; of the whole for s and p.</param>
/// <param name="Count">How many items; 1 for s and p.</param>
internal readonly record struct StructField(char Code, int Offset, int Size, int Count);

/// <summary>A parsed format string (library/struct, "Format Strings").</summary>
internal sealed class StructFormat
{
    private const int CacheLimit = 100;

    private static readonly ConcurrentDictionary<string, StructFormat> s_cache = new();

    private StructFormat(string text, StructField[] fields, int size, int items, bool isNative, bool isLittleEndian)
    {
        Text = text;
        Fields = fields;
        Size = size;
        ItemCount = items;
        IsNative = isNative;
        IsLittleEndian = isLittleEndian;
    }

    /// <summary>As it was given.</summary>
    public string Text { get; }

    /// <summary>Padding left out.</summary>
    public StructField[] Fields { get; }

    /// <summary>Bytes of the whole.</summary>
    public int Size { get; }

    /// <summary>The number of values packed or unpacked.</summary>
    public int ItemCount { get; }

    /// <summary>'@': the machine's sizes and alignment.</summary>
    public bool IsNative { get; }

    public bool IsLittleEndian { get; }

    /// <summary>The format that a str or bytes object spells; null when an exception is set.</summary>
    public static StructFormat? Of(ThreadState thread, Value format)
    {
        string text;
        switch (format.Ref)
        {
            case StrObject str:
                text = str.ToString();
                if (!System.Text.Ascii.IsValid(text))
                {
                    TextCoding.Encode(thread, str, "ascii", "strict");
                    return null;
                }

                break;
            case BytesObject bytes:
                text = System.Text.Encoding.Latin1.GetString(bytes.Span);
                break;
            default:
                thread.TypeError($"Struct() argument 1 must be a str or bytes object, not {format.Type.Name}");
                return null;
        }

        if (s_cache.TryGetValue(text, out StructFormat? known))
        {
            return known;
        }

        if (Parse(text, out string? fault) is not { } parsed)
        {
            StructErrors.Raise(thread, fault!);
            return null;
        }

        if (s_cache.Count >= CacheLimit)
        {
            s_cache.Clear();
        }

        return s_cache[text] = parsed;
    }

    /// <summary>Forgets the parsed formats (struct._clearcache).</summary>
    public static void ClearCache() => s_cache.Clear();

    private static StructFormat? Parse(string text, out string? fault)
    {
        fault = null;
        int at = 0;
        bool isNative = true;
        bool isLittle = true;
        if (text.Length > 0 && text[0] is '@' or '=' or '<' or '>' or '!')
        {
            isNative = text[0] == '@';
            isLittle = text[0] is not ('>' or '!');
            at = 1;
        }

        var fields = new List<StructField>();
        long size = 0;
        long items = 0;
        while (at < text.Length)
        {
            char code = text[at++];
            if (char.IsAscii(code) && char.IsWhiteSpace(code))
            {
                continue;
            }

            long count = 1;
            if (char.IsAsciiDigit(code))
            {
                if (!TryCount(text, ref at, code, out count, out code, out fault))
                {
                    return null;
                }
            }

            int width = SizeOf(code, isNative);
            if (width == 0)
            {
                fault = code == '\0' ? "embedded null character" : "bad char in struct format";
                return null;
            }

            if (isNative)
            {
                int alignment = AlignmentOf(code, width);
                size = (size + alignment - 1) / alignment * alignment;
            }

            long total = count * width;
            if (size + total > Array.MaxLength)
            {
                fault = "total struct size too long";
                return null;
            }

            if (code is 's' or 'p')
            {
                fields.Add(new StructField(code, (int)size, (int)count, 1));
                items++;
            }
            else if (code != 'x' && count > 0)
            {
                fields.Add(new StructField(code, (int)size, width, (int)count));
                items += count;
            }

            size += total;
        }

        return new StructFormat(text, [.. fields], (int)size, (int)items, isNative, isLittle);
    }

    private static bool TryCount(string text, ref int at, char first, out long count, out char code, out string? fault)
    {
        fault = null;
        code = '\0';
        count = first - '0';
        for (; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            count = (count * 10) + (text[at] - '0');
            if (count > Array.MaxLength)
            {
                fault = "total struct size too long";
                return false;
            }
        }

        if (at == text.Length)
        {
            fault = "repeat count given without format specifier";
            return false;
        }

        code = text[at++];
        return true;
    }

    private static int SizeOf(char code, bool isNative) => code switch
    {
        'x' or 's' or 'p' => 1,
        'l' or 'L' => isNative ? 8 : 4,
        'n' or 'N' or 'P' => isNative ? 8 : 0,
        'F' => 8,
        'D' => 16,
        _ => ItemFormat.SizeOf(code),
    };

    private static int AlignmentOf(char code, int width) => code switch
    {
        'x' or 's' or 'p' => 1,
        'F' => 4,
        'D' => 8,
        _ => width,
    };
}
