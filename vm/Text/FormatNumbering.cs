namespace Pyl.VM.Text;

/// <summary>The numbering of one str.format call: automatic ("{}") or manual ("{0}"), but not both. Share it, by reference,
/// with the nested specifications.</summary>
public struct FormatNumbering
{
    private int _next;
    private bool _manual, _automatic;

    /// <summary>The deepest nesting of templates: a field's specification may hold fields, and those none.</summary>
    public const int MaxDepth = 2;

    public static readonly AlgorithmError TooDeep = AlgorithmError.Value("Max string recursion exceeded");

    /// <summary>Resolves an argument: the next position when the name is empty, its number, or -1 for a keyword.</summary>
    /// <returns>null, or the ValueError about switching.</returns>
    public AlgorithmError? TryResolve(in FormatFieldName name, out long index)
    {
        index = name.Index;
        if (name.First.Length == 0)
        {
            if (_manual)
                return AlgorithmError.Value("cannot switch from manual field specification to automatic field numbering");
            _automatic = true;
            index = _next++;
        }
        else if (index >= 0)
        {
            if (_automatic)
                return AlgorithmError.Value("cannot switch from automatic field numbering to manual field specification");
            _manual = true;
        }
        return null;
    }

    /// <summary>The IndexError's text for a position that has no argument.</summary>
    public static string MissingArgument(long index) => $"Replacement index {index} out of range for positional args tuple";
}
