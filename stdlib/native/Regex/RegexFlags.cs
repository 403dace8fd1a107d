namespace Pyl.Stdlib.Native.Expressions;

/// <summary>The flags of re, with CPython's values.</summary>
[Flags]
internal enum RegexFlags
{
    None = 0,
    IgnoreCase = 2,
    Locale = 4,
    MultiLine = 8,
    DotAll = 16,
    Unicode = 32,
    Verbose = 64,
    Debug = 128,
    Ascii = 256,
}
