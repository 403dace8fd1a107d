namespace Pyl.Cli.CommandLine;

/// <summary>
/// Reads the command line by Python's rules (CPython Python/getopt.c, initconfig.c config_parse_cmdline): letters may be
/// combined, a value follows its letter at once or as the next argument, -c and -m end the options, and so does the first
/// argument that is none. All that follows belongs to the program.
/// </summary>
internal sealed class OptionParser
{
    private readonly IReadOnlyList<string> _arguments;
    private readonly CommandLineOptions _options = new();
    private int _next;

    private OptionParser(IReadOnlyList<string> arguments)
    {
        _arguments = arguments;
    }

    /// <summary>The options; <see cref="UsageException"/> for a command line that is not valid.</summary>
    public static CommandLineOptions Parse(IReadOnlyList<string> arguments)
    {
        var parser = new OptionParser(arguments);
        bool isComplete = false;
        while (!isComplete && parser._next < arguments.Count)
        {
            isComplete = parser.ReadArgument(arguments[parser._next]);
        }

        if (!isComplete)
        {
            parser.SetFile();
        }

        // Here and in SettingsBuilder no LINQ: its assembly alone would add a fiftieth to the time of the shortest program.
        var rest = new string[arguments.Count - parser._next];
        for (int i = 0; i < rest.Length; i++)
        {
            rest[i] = arguments[parser._next + i];
        }

        parser._options.ProgramArguments = rest;
        return parser._options;
    }

    /// <summary>Reads one argument of options; true when the program is known.</summary>
    private bool ReadArgument(string argument)
    {
        if (argument.Length < 2 || argument[0] != '-')
        {
            SetFile();
            return true;
        }

        _next++;
        if (argument == "--")
        {
            SetFile();
            return true;
        }

        if (argument[1] == '-')
        {
            ReadLong(argument);
            return false;
        }

        return ReadLetters(argument);
    }

    private void SetFile()
    {
        if (_next == _arguments.Count)
        {
            return;
        }

        _options.Program = _arguments[_next++];
        _options.Kind = _options.Program == "-" ? ProgramKind.StandardInput : ProgramKind.File;
    }

    private void ReadLong(string argument)
    {
        switch (argument)
        {
            case "--help":
                _options.Help = HelpTopic.Options;
                return;
            case "--help-env":
                _options.Help = HelpTopic.Environment;
                return;
            case "--help-xoptions":
                _options.Help = HelpTopic.ExtraOptions;
                return;
            case "--help-all":
                _options.Help = HelpTopic.All;
                return;
            case "--version":
                _options.ShowVersion++;
                return;
            case "--stats":
                _options.ShowStatistics = true;
                return;
            case "--check-hash-based-pycs":
                // Pyl checks the hash of every source; the option is there so that scripts which pass it run.
                if (LongValue(argument) is not ("always" or "default" or "never"))
                {
                    throw new UsageException("--check-hash-based-pycs must be one of 'default', 'always', or 'never'");
                }

                return;
        }

        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? argument : argument[..equals];
        string Value() => equals < 0 ? LongValue(name) : argument[(equals + 1)..];
        switch (name)
        {
            case "--mode":
                _options.Mode = Value();
                break;
            case "--refcount":
                _options.CountScheme = Value();
                break;
            default:
                throw new UsageException($"Unknown option: {argument}");
        }
    }

    private string LongValue(string name) =>
        _next < _arguments.Count ? _arguments[_next++] : throw new UsageException($"Argument expected for the {name} option");

    /// <summary>Reads an argument such as -OOc; true when the program is known.</summary>
    private bool ReadLetters(string argument)
    {
        for (int i = 1; i < argument.Length; i++)
        {
            char letter = argument[i];
            if (letter is not ('c' or 'm' or 'W' or 'X'))
            {
                SetFlag(letter);
                continue;
            }

            string rest = argument[(i + 1)..];
            if (rest.Length == 0)
            {
                rest = _next < _arguments.Count ? _arguments[_next++] : throw new UsageException($"Argument expected for the -{letter} option");
            }

            return SetValue(letter, rest);
        }

        return false;
    }

    private bool SetValue(char letter, string value)
    {
        switch (letter)
        {
            case 'W':
                _options.WarningOptions.Add(value);
                return false;
            case 'X':
                int equals = value.IndexOf('=', StringComparison.Ordinal);
                _options.ExtraOptions[equals < 0 ? value : value[..equals]] = equals < 0 ? null : value[(equals + 1)..];
                return false;
            default:
                _options.Kind = letter == 'c' ? ProgramKind.Code : ProgramKind.Module;
                _options.Program = value;
                return true;
        }
    }

    private void SetFlag(char letter)
    {
        switch (letter)
        {
            case 'b':
                _options.BytesWarning++;
                break;
            case 'B':
                _options.DontWriteBytecode = true;
                break;
            case 'd':
                _options.Debug++;
                break;
            case 'E':
                _options.IgnoreEnvironment = true;
                break;
            case 'h' or '?':
                _options.Help = HelpTopic.Options;
                break;
            case 'i':
                _options.Inspect = true;
                break;
            case 'I':
                _options.Isolated = _options.IgnoreEnvironment = _options.SafePath = _options.NoUserSite = true;
                break;
            case 'O':
                _options.Optimize++;
                break;
            case 'P':
                _options.SafePath = true;
                break;
            case 'q':
                _options.Quiet = true;
                break;
            case 's':
                _options.NoUserSite = true;
                break;
            case 'S':
                _options.NoSite = true;
                break;
            case 'u':
                _options.Unbuffered = true;
                break;
            case 'v':
                _options.Verbose++;
                break;
            case 'V':
                _options.ShowVersion++;
                break;
            case 'x':
                _options.SkipFirstLine = true;
                break;
            case 'R' or 't':
                // Hash randomisation is the default and inconsistent tabs are an error: CPython ignores both letters too.
                break;
            default:
                throw new UsageException($"Unknown option: -{letter}");
        }
    }
}
