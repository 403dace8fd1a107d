namespace Pyl.Stdlib.Native.Expressions;

/// <summary>Flags as letters within an expression, and which of them may stand together.</summary>
internal static class InlineFlags
{
    /// <summary>The flag of a letter; none for any other character.</summary>
    public static RegexFlags FlagOf(int c) => c switch
    {
        'i' => RegexFlags.IgnoreCase,
        'L' => RegexFlags.Locale,
        'm' => RegexFlags.MultiLine,
        's' => RegexFlags.DotAll,
        'x' => RegexFlags.Verbose,
        'a' => RegexFlags.Ascii,
        'u' => RegexFlags.Unicode,
        _ => RegexFlags.None,
    };

    /// <summary>Throws <see cref="ArgumentException"/> where flags given from outside exclude each other, or the kind of pattern.</summary>
    public static void Check(RegexFlags flags, bool isBytes)
    {
        if (isBytes && (flags & RegexFlags.Unicode) != 0)
        {
            throw new ArgumentException("cannot use UNICODE flag with a bytes pattern");
        }

        if (isBytes && (flags & RegexFlags.Ascii) != 0 && (flags & RegexFlags.Locale) != 0)
        {
            throw new ArgumentException("ASCII and LOCALE flags are incompatible");
        }

        if (!isBytes && (flags & RegexFlags.Locale) != 0)
        {
            throw new ArgumentException("cannot use LOCALE flag with a str pattern");
        }

        if (!isBytes && (flags & RegexFlags.Ascii) != 0 && (flags & RegexFlags.Unicode) != 0)
        {
            throw new ArgumentException("ASCII and UNICODE flags are incompatible");
        }
    }

    /// <summary>Throws <see cref="RegexFault"/> for a letter that does not go with the kind of pattern.</summary>
    public static void CheckInline(RegexFlags added, bool isBytes, int at)
    {
        if (isBytes && (added & RegexFlags.Unicode) != 0)
        {
            throw new RegexFault("bad inline flags: cannot use 'u' flag with a bytes pattern", at + 1);
        }

        if (!isBytes && (added & RegexFlags.Locale) != 0)
        {
            throw new RegexFault("bad inline flags: cannot use 'L' flag with a str pattern", at + 1);
        }
    }
}
