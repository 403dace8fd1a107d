namespace Pyl.Compiler.Scopes;

/// <summary>Private names: <c>__x</c> in the body of class <c>C</c> means <c>_C__x</c>.</summary>
public static class NameMangling
{
    /// <summary>
    /// The name as it is stored. Names that end in two underscores, dotted names and names in classes called by underscores only
    /// stay as they are (CPython: _Py_Mangle).
    /// </summary>
    public static string Mangle(string? privateClass, string identifier)
    {
        if (privateClass is null || !identifier.StartsWith("__", StringComparison.Ordinal)
            || identifier.EndsWith("__", StringComparison.Ordinal) || identifier.Contains('.'))
            return identifier;
        var stripped = privateClass.AsSpan().TrimStart('_');
        return stripped.IsEmpty ? identifier : $"_{stripped}{identifier}";
    }
}
