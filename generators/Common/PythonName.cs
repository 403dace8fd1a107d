using System.Text;

namespace Pyl.Generators.Common;

/// <summary>C# names to Python names.</summary>
internal static class PythonName
{
    /// <summary>camelCase or PascalCase to snake_case; a leading @ and a trailing underscore are dropped.</summary>
    public static string FromCSharp(string name)
    {
        name = name.TrimStart('@').TrimEnd('_');
        var text = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            if (char.IsUpper(c))
            {
                bool startsWord = i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
                if (startsWord && name[i - 1] != '_')
                {
                    text.Append('_');
                }

                c = char.ToLowerInvariant(c);
            }

            text.Append(c);
        }

        return text.ToString();
    }

    /// <summary>The name of the builtin type whose instances are of a C# class: ListObject is "list".</summary>
    public static string OfClass(string className) => StemOfClass(className).ToLowerInvariant();

    /// <summary>The class's name without "Object": ListObject is "List"; PyObject is "Object".</summary>
    public static string StemOfClass(string className)
    {
        const string Suffix = "Object";
        if (className is "PyObject" or Suffix)
        {
            return Suffix;
        }

        return className.EndsWith(Suffix, StringComparison.Ordinal) ? className.Substring(0, className.Length - Suffix.Length) : className;
    }

    /// <summary>True for names such as __len__.</summary>
    public static bool IsDunder(string name) =>
        name.Length > 4 && name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal);
}
