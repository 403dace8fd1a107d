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
        ("WEXITED", 4), ("WSTOPPED", 2), ("WNOWAIT", 0x1000000), ("F_ULOCK", 0), ("F_LOCK", 1), ("F_TLOCK", 2), ("F_TEST", 3),
        ("O_ACCMODE", 3), ("O_ASYNC", 0x2000), ("O_DSYNC", 0x1000), ("O_NDELAY", PosixConstants.NonBlocking), ("O_NOATIME", 0x40000), ("O_PATH", 0x200000),
        ("O_RSYNC", 0x101000), ("O_TMPFILE", 0x410000), ("PRIO_PROCESS", 0), ("PRIO_PGRP", 1), ("PRIO_USER", 2), ("P_ALL", 0), ("P_PID", 1), ("P_PGID", 2),
        ("ST_RDONLY", 1), ("ST_NOSUID", 2), ("ST_NODEV", 4), ("ST_NOEXEC", 8), ("ST_SYNCHRONOUS", 16), ("ST_MANDLOCK", 64), ("ST_WRITE", 128), ("ST_APPEND", 256),
        ("ST_NOATIME", 1024), ("ST_NODIRATIME", 2048), ("ST_RELATIME", 4096), ("NGROUPS_MAX", 65536), ("GRND_NONBLOCK", 1), ("GRND_RANDOM", 2),
    ];
}
