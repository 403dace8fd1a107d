using System.Globalization;

namespace Pyl.Cli.CommandLine;

/// <summary>The PYTHON... variables, which -E and -I hide. A variable that is empty counts as unset, as in CPython.</summary>
internal sealed class EnvironmentOptions(bool isIgnored)
{
    /// <summary>The variable's text; null when it is unset, empty or ignored.</summary>
    public string? Text(string name) =>
        !isIgnored && Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>True when the variable is set to anything.</summary>
    public bool IsSet(string name) => Text(name) is not null;

    /// <summary>
    /// A flag that counts: the number that the variable holds, 1 when it holds anything else, never less than the option
    /// says (CPython _Py_get_env_flag).
    /// </summary>
    public int Count(string name, int option)
    {
        return Text(name) is { } text ? Math.Max(option, Level(text)) : option;
    }

    private static int Level(string text)
    {
        bool isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= 0;
        return isNumber ? value : 1;
    }

    /// <summary>The parts of a list of folders (':' between them on Unix).</summary>
    public IEnumerable<string> Folders(string name) => Text(name)?.Split(Path.PathSeparator) ?? [];

    /// <summary>The parts of a list with commas.</summary>
    public IEnumerable<string> List(string name) => Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
