namespace Pyl.VM.Embedding;

/// <summary>What a host decides before the interpreter starts: CPython's PyConfig, as far as it means something here. sys.flags and its neighbours show it.</summary>
public sealed record RuntimeSettings
{
    /// <summary>sys.argv.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = new[] { "" };

    /// <summary>sys.orig_argv.</summary>
    public IReadOnlyList<string> OriginalArguments { get; init; } = [];

    /// <summary>sys.path, the script's folder not included.</summary>
    public IReadOnlyList<string> SearchPath { get; init; } = [];

    /// <summary>sys.executable; empty when unknown.</summary>
    public string Executable { get; init; } = "";

    /// <summary>--stats: what each thread did is kept for a report at the end.</summary>
    public bool Statistics { get; init; }

    /// <summary>-O: 0, 1 or 2.</summary>
    public int Optimize { get; init; }

    /// <summary>-v, how often.</summary>
    public int Verbose { get; init; }

    /// <summary>-d, how often.</summary>
    public int Debug { get; init; }

    /// <summary>-b, how often.</summary>
    public int BytesWarning { get; init; }

    /// <summary>-i.</summary>
    public bool Inspect { get; init; }

    /// <summary>-i, or a REPL.</summary>
    public bool Interactive { get; init; }

    /// <summary>-q.</summary>
    public bool Quiet { get; init; }

    /// <summary>-u: sys.stdout and sys.stderr pass everything on at once.</summary>
    public bool Unbuffered { get; init; }

    /// <summary>-B.</summary>
    public bool DontWriteBytecode { get; init; }

    /// <summary>-E.</summary>
    public bool IgnoreEnvironment { get; init; }

    /// <summary>-I.</summary>
    public bool Isolated { get; init; }

    /// <summary>-P.</summary>
    public bool SafePath { get; init; }

    /// <summary>-s.</summary>
    public bool NoUserSite { get; init; }

    /// <summary>-S.</summary>
    public bool NoSite { get; init; }

    /// <summary>-X dev.</summary>
    public bool DevelopmentMode { get; init; }

    /// <summary>False when PYTHONHASHSEED fixes the hashes.</summary>
    public bool HashRandomization { get; init; } = true;

    /// <summary>sys.warnoptions: PYTHONWARNINGS, then -W.</summary>
    public IReadOnlyList<string> WarningOptions { get; init; } = [];

    /// <summary>sys._xoptions; null stands for True.</summary>
    public IReadOnlyDictionary<string, string?> ExtraOptions { get; init; } = new Dictionary<string, string?>();

    /// <summary>sys.get_int_max_str_digits() at the start; null for the standard one.</summary>
    public int? IntMaxStrDigits { get; init; }

    /// <summary>PYTHONIOENCODING's encoding; null for UTF-8.</summary>
    public string? StreamEncoding { get; init; }

    /// <summary>PYTHONIOENCODING's error handler; null for the standard one.</summary>
    public string? StreamErrors { get; init; }

    /// <summary>sys.pycache_prefix: where compiled modules are kept instead of beside their sources; null for beside.</summary>
    public string? BytecodeCacheFolder { get; init; }
}
