namespace Pyl.VM.Numerics;

/// <summary>Switches of <see cref="FloatFormatting.Format"/>.</summary>
[Flags]
public enum FloatFormatFlags
{
    None = 0,

    /// <summary>A plus before numbers that are not negative.</summary>
    Sign = 1,

    /// <summary>".0" after a finite number that would look like an int.</summary>
    AddDotZero = 2,

    /// <summary>The '#' form: always a point, and 'g' keeps trailing zeros.</summary>
    Alternate = 4,

    /// <summary>The 'z' option (PEP 682): no minus before what rounds to zero.</summary>
    NoNegativeZero = 8,
}
