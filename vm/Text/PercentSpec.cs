namespace Pyl.VM.Text;

/// <summary>One conversion of a %-template: %(key)flags width.precision type.</summary>
public readonly record struct PercentSpec
{
    /// <summary>Width or precision is an argument of its own ('*').</summary>
    public const int Star = -2;

    /// <summary>The mapping key, or null.</summary>
    public StrData? Key { get; init; }

    /// <summary>'-'.</summary>
    public bool LeftAlign { get; init; }

    /// <summary>'+'.</summary>
    public bool Plus { get; init; }

    /// <summary>' '.</summary>
    public bool Blank { get; init; }

    /// <summary>'#'.</summary>
    public bool Alternate { get; init; }

    /// <summary>'0'.</summary>
    public bool Zero { get; init; }

    /// <summary>-1 when absent, <see cref="Star"/>, or the number.</summary>
    public int Width { get; init; }

    /// <summary>-1 when absent, <see cref="Star"/>, or the number.</summary>
    public int Precision { get; init; }

    /// <summary>The conversion type, whatever it is; the reader does not judge it.</summary>
    public int Type { get; init; }

    /// <summary>Where the type stands in the template, for the message about it.</summary>
    public int TypeIndex { get; init; }

    /// <summary>Fills in the argument of a starred width; a negative one means left-aligned.</summary>
    public PercentSpec WithWidth(int width) =>
        width < 0 ? this with { LeftAlign = true, Width = width == int.MinValue ? int.MaxValue : -width } : this with { Width = width };

    /// <summary>Fills in the argument of a starred precision; a negative one counts as zero.</summary>
    public PercentSpec WithPrecision(int precision) => this with { Precision = Math.Max(precision, 0) };

    /// <summary>The ValueError for a type that does not exist.</summary>
    public AlgorithmError UnsupportedType() => AlgorithmError.Value(
        $"unsupported format character '{(Type is > 31 and < 128 ? (char)Type : '?')}' (0x{Type:x}) at index {TypeIndex}");
}
