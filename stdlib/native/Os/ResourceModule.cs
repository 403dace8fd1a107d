using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module resource: what processes have used, and how much they may use.</summary>
[PyModule("resource")]
internal static unsafe class ResourceModule
{
    private const int Resources = 16;
    private const int Words = 18;

    private static readonly StructSequenceType s_usage = new(
        "resource",
        "struct_rusage",
        "struct_rusage: Result from getrusage.\n\nThis object may be accessed either as a tuple of\n    (utime,stime,maxrss,ixrss,idrss,isrss,minflt,majflt,\n    nswap,inblock,oublock,msgsnd,msgrcv,nsignals,nvcsw,nivcsw)\nor via the attributes ru_utime, ru_stime, ru_maxrss, and so on.",
        16,
        ["ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt", "ru_nswap", "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw"]);

    [PyConstant("struct_rusage")]
    public static TypeObject Usage => s_usage.Type;

    [PyConstant("error")]
    public static TypeObject Error => ExceptionTypes.OSError;

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        foreach ((string name, int number) in ((string, int)[])
            [
                ("RUSAGE_SELF", 0), ("RUSAGE_CHILDREN", -1), ("RUSAGE_THREAD", 1), ("RLIM_INFINITY", -1),
                ("RLIMIT_CPU", 0), ("RLIMIT_FSIZE", 1), ("RLIMIT_DATA", 2), ("RLIMIT_STACK", 3), ("RLIMIT_CORE", 4), ("RLIMIT_RSS", 5), ("RLIMIT_NPROC", 6),
                ("RLIMIT_NOFILE", 7), ("RLIMIT_OFILE", 7), ("RLIMIT_MEMLOCK", 8), ("RLIMIT_AS", 9), ("RLIMIT_SIGPENDING", 11), ("RLIMIT_MSGQUEUE", 12),
                ("RLIMIT_NICE", 13), ("RLIMIT_RTPRIO", 14), ("RLIMIT_RTTIME", 15),
            ])
        {
            module.DefineConstant(name, Value.Int(number));
        }

        return true;
    }

    [PyFunction("getrusage", Doc = "getrusage(who, /)")]
    public static Value GetUsage(ThreadState thread, int who)
    {
        if (who is < -1 or > 1)
        {
            return thread.ValueError("invalid who parameter");
        }

        // struct rusage: two times of seconds and microseconds, then fourteen numbers.
        long* usage = stackalloc long[Words];
        if (LibcSystem.Usage(who, usage) < 0)
        {
            return OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
        }

        var values = new Value[Words - 2];
        values[0] = Value.FromDouble(usage[0] + (1e-6 * usage[1]));
        values[1] = Value.FromDouble(usage[2] + (1e-6 * usage[3]));
        for (int i = 2; i < values.Length; i++)
        {
            values[i] = Value.Int(usage[i + 2]);
        }

        return s_usage.Make(thread, values);
    }

    [PyFunction("getrlimit", Doc = "getrlimit(resource, /)")]
    public static Value GetLimit(ThreadState thread, int resource)
    {
        if (resource is < 0 or >= Resources)
        {
            return thread.ValueError("invalid resource specified");
        }

        ulong* limits = stackalloc ulong[2];
        return LibcSystem.Limit(resource, limits) < 0
            ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError())
            : Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int((long)limits[0]), Value.Int((long)limits[1])]));
    }

    [PyFunction("setrlimit", Doc = "setrlimit(resource, limits, /)")]
    public static Value SetLimit(ThreadState thread, int resource, Value limits)
    {
        if (resource is < 0 or >= Resources)
        {
            return thread.ValueError("invalid resource specified");
        }

        if (Iterables.ToArray(thread, limits) is not { } items)
        {
            return Value.Error;
        }

        ulong* numbers = stackalloc ulong[2];
        bool read = items.Length == 2;
        for (int i = 0; i < items.Length; i++)
        {
            if (read && Operators.TryIndex(thread, items[i], out long number))
            {
                numbers[i] = (ulong)number;
            }
            else
            {
                read = false;
            }

            thread.Release(items[i]);
        }

        if (!read)
        {
            return thread.HasException ? Value.Error : thread.ValueError("expected a tuple of 2 integers");
        }

        if (LibcSystem.SetLimit(resource, numbers) == 0)
        {
            return Value.None;
        }

        const int Invalid = 22;
        const int NotPermitted = 1;
        int error = Marshal.GetLastPInvokeError();
        return error == Invalid ? thread.ValueError("current limit exceeds maximum limit")
            : error == NotPermitted ? thread.ValueError("not allowed to raise maximum limit")
            : OSErrors.Raise(thread, error);
    }

    [PyFunction("getpagesize", Doc = "getpagesize()")]
    public static long PageSize() => Environment.SystemPageSize;
}
