using Pyl.Cli.Running;

namespace Pyl.Cli.CommandLine;

/// <summary>The command's help.</summary>
internal static class HelpText
{
    /// <summary>What follows a message about a command line that is not valid.</summary>
    public const string Usage = $"""
        usage: {CommandOutput.Program} [option] ... [-c cmd | -m mod | file | -] [arg] ...
        Try `{CommandOutput.Program} -h' for more information.

        """;

    private const string Options = $"""
        usage: {CommandOutput.Program} [option] ... [-c cmd | -m mod | file | -] [arg] ...
               {CommandOutput.Program} dis [--help] ...
               {CommandOutput.Program} compare [--help] ...

        Programs:
        file    : a script (.pyl or .py), or a folder with __main__.pyl
        -c cmd  : program passed in as string (terminates option list)
        -m mod  : run library module as a script (terminates option list)
        -       : program read from stdin (default; interactive mode if a tty)
        arg ... : arguments passed to program in sys.argv[1:]

        Commands:
        dis     : show the bytecode of a program; `{CommandOutput.Program} dis --help' says more.
        compare : run a script in each mode and say which fits it; also with --help.
                  A script that is called like a command is run as ./dis

        Options (and corresponding environment variables):
        -b      : issue warnings about converting bytes/bytearray to str and comparing
                  bytes/bytearray with str or bytes with int (-bb: issue errors)
        -B      : don't write compiled modules on import; also PYTHONDONTWRITEBYTECODE=x
        -d      : set sys.flags.debug; also PYTHONDEBUG=x
        -E      : ignore PYTHON* environment variables (such as PYTHONPATH)
        -h      : print this help message and exit (also -? or --help)
        -i      : inspect interactively after running script; forces a prompt even
                  if stdin does not appear to be a terminal; also PYTHONINSPECT=x
        -I      : isolate Pyl from the user's environment (implies -E, -P and -s)
        -O      : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x
        -OO     : do -O changes and also discard docstrings
        -P      : don't prepend a potentially unsafe path to sys.path; also PYTHONSAFEPATH
        -q      : don't print the version on interactive startup
        -s, -S  : accepted: Pyl has no site-packages; also PYTHONNOUSERSITE=x
        -u      : force the stdout and stderr streams to be unbuffered;
                  this option has no effect on stdin; also PYTHONUNBUFFERED=x
        -v      : trace import statements; also PYTHONVERBOSE=x
        -V      : print the version number and exit (also --version);
                  when given twice, print more information about the build
        -W arg  : warning control; arg is action:message:category:module:lineno
                  also PYTHONWARNINGS=arg
        -x      : skip first line of source, allowing use of non-Unix forms of #!cmd
        -X opt  : set implementation-specific option
        --mode gil|subinterp|free
                : how threads share the interpreter: one lock for the process, one lock
                  for each interpreter (default), or none; also -X gil=1 and -X gil=0
        --refcount biased|atomic|unsafe
                : with --mode free, how references are counted (default: biased)
        --stats : print at the end what each thread did
        --check-hash-based-pycs always|default|never: accepted
        --help-env: print help about environment variables and exit
        --help-xoptions: print help about implementation-specific -X options and exit
        --help-all: print complete help information and exit

        """;

    private const string Environment = """
        Environment variables that change behavior:
        PYTHONPATH      : ':'-separated list of directories prefixed to the
                          default module search path.  The result is sys.path.
        PYTHONSTARTUP   : file executed on interactive startup (no default)
        PYTHON_HISTORY  : the location of the prompt's history
                          (default: ~/.pyl_history)
        PYTHONIOENCODING: encoding[:errors] used for stdin/stdout/stderr
        PYTHONHASHSEED  : 'random' or an integer in the range [0,4294967295]
        PYL_WORKERS     : the number that scripts read as pyl.workers
                          (default: the number of processors)
        PYL_STATS_FILE  : where to write what --stats measures, as JSON
        PYL_DEBUG       : if 1, internal faults are reported with the trace of
                          the runtime underneath

        These variables have equivalent command-line options (see --help for details):
        PYTHONDEBUG     : -d
        PYTHONDEVMODE   : enable Python Development Mode (-X dev)
        PYTHONDONTWRITEBYTECODE: don't write compiled modules (-B)
        PYTHONINSPECT   : inspect interactively after running script (-i)
        PYTHONINTMAXSTRDIGITS: limit the size of int<->str conversions;
                          0 disables the limit (-X int_max_str_digits=N)
        PYTHONNOUSERSITE: disable user site directory (-s)
        PYTHONOPTIMIZE  : enable level 1 optimizations (-O)
        PYTHONPYCACHEPREFIX: root directory for compiled modules (-X pycache_prefix)
        PYTHONSAFEPATH  : don't prepend a potentially unsafe path to sys.path (-P)
        PYTHONUNBUFFERED: disable stdout/stderr buffering (-u)
        PYTHONVERBOSE   : trace import statements (-v)
        PYTHONWARNINGS  : warning control (-W)
        PYTHON_GIL      : 1 for --mode gil, 0 for --mode free (-X gil)

        """;

    private const string ExtraOptions = """
        The following implementation-specific options are available; others are only
        shown in sys._xoptions:
        -X dev : enable Python Development Mode; also PYTHONDEVMODE
        -X gil=[0|1]: run in the mode "gil" (1) or "free" (0); also PYTHON_GIL
        -X int_max_str_digits=N: limit the size of int<->str conversions;
                 0 disables the limit; also PYTHONINTMAXSTRDIGITS
        -X pycache_prefix=PATH: write compiled modules to a parallel tree instead of to
                 the code tree; also PYTHONPYCACHEPREFIX
        -X tier=[0|1]: compile hot code to machine code (1, the default) or never (0);
                 also PYL_TIER

        """;

    /// <summary>A page of help.</summary>
    public static string Of(HelpTopic topic) => topic switch
    {
        HelpTopic.Options => Options,
        HelpTopic.Environment => Environment,
        HelpTopic.ExtraOptions => ExtraOptions,
        _ => $"{Options}\n{Environment}\n{ExtraOptions}",
    };
}
