using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _os, what os imports (CPython's posix): its constants.</summary>
[PyModule("_os", Doc = "This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.")]
internal static class OsModule
{
    [PyConstant("error")]
    public static TypeObject Error => ExceptionTypes.OSError;

    [PyConstant("stat_result")]
    public static TypeObject StatResultType => StatResult.Sequence.Type;

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        foreach ((string name, long number) in Constants())
        {
            module.DefineConstant(name, Value.Int(number));
        }

        module.DefineConstant("environ", OsProcessFunctions.CreateEnviron(thread));
        return true;
    }

    private static (string Name, long Value)[] Constants() =>
    [
        ("F_OK", 0), ("R_OK", 4), ("W_OK", 2), ("X_OK", 1),
        ("O_RDONLY", PosixConstants.ReadOnly), ("O_WRONLY", PosixConstants.WriteOnly), ("O_RDWR", PosixConstants.ReadWrite),
        ("O_CREAT", PosixConstants.Create), ("O_EXCL", PosixConstants.Exclusive), ("O_TRUNC", PosixConstants.Truncate),
        ("O_APPEND", PosixConstants.Append), ("O_NONBLOCK", PosixConstants.NonBlocking), ("O_CLOEXEC", PosixConstants.CloseOnExec),
        ("O_DIRECTORY", PosixConstants.Directory), ("O_NOFOLLOW", PosixConstants.NoFollow), ("O_SYNC", 0x101000), ("O_NOCTTY", 0x100),
        ("EX_OK", 0), ("EX_USAGE", 64), ("EX_DATAERR", 65), ("EX_NOINPUT", 66), ("EX_NOUSER", 67), ("EX_NOHOST", 68),
        ("EX_UNAVAILABLE", 69), ("EX_SOFTWARE", 70), ("EX_OSERR", 71), ("EX_OSFILE", 72), ("EX_CANTCREAT", 73), ("EX_IOERR", 74),
        ("EX_TEMPFAIL", 75), ("EX_PROTOCOL", 76), ("EX_NOPERM", 77), ("EX_CONFIG", 78),
        ("WNOHANG", 1), ("WUNTRACED", 2), ("SEEK_DATA", 3), ("SEEK_HOLE", 4), ("TMP_MAX", 238328),
    ];
}
