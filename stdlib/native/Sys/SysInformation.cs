using System.Numerics;
using Pyl.VM.Embedding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What sys says of the language's version, the implementation and the machine.</summary>
internal static class SysInformation
{
    /// <summary>The version of Python that programs may rely on.</summary>
    public const int Major = 3;

    public const int Minor = 14;

    /// <summary>Pyl's own version.</summary>
    public static readonly Version PylVersion = new(BuildVersion.Major, BuildVersion.Minor, BuildVersion.Patch);

    private static readonly StructSequenceType s_versionInfo = new(
        "sys", "version_info", "sys.version_info\n\nVersion information as a named tuple.", 5, ["major", "minor", "micro", "releaselevel", "serial"], instantiable: false);

    private static readonly StructSequenceType s_flags = new(
        "sys",
        "flags",
        "sys.flags\n\nFlags provided through command line arguments or environment vars.",
        18,
        ["debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization", "isolated", "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path", "int_max_str_digits", "gil", "thread_inherit_context", "context_aware_warnings"],
        instantiable: false);

    private static readonly StructSequenceType s_floatInfo = new(
        "sys",
        "float_info",
        "sys.float_info\n\nA named tuple holding information about the float type. It contains low level\ninformation about the precision and internal representation.",
        11,
        ["max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"],
        instantiable: false);

    private static readonly StructSequenceType s_intInfo = new(
        "sys",
        "int_info",
        "sys.int_info\n\nA named tuple that holds information about Python's\ninternal representation of integers.  The attributes are read only.",
        4,
        ["bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold"],
        instantiable: false);

    private static readonly StructSequenceType s_hashInfo = new(
        "sys",
        "hash_info",
        "hash_info\n\nA named tuple providing parameters used for computing hashes.",
        9,
        ["width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff"],
        instantiable: false);

    private static readonly StructSequenceType s_threadInfo = new(
        "sys", "thread_info", "sys.thread_info\n\nA named tuple holding information about the thread implementation.", 3, ["name", "lock", "version"], instantiable: false);

    /// <summary>sys.version.</summary>
    /// <remarks>No interpolation and no culture: they take a millisecond of the start.</remarks>
    public static string VersionText => new Version(Major, Minor, 0) + " (Pyl " + PylVersion + ") [.NET " + Environment.Version + "]";

    /// <summary>Adds them to the module.</summary>
    public static void Install(ThreadState thread, ModuleObject module)
    {
        Value version = VersionInfo(thread, Major, Minor, 0, "final");
        Version own = PylVersion;
        Value ownVersion = VersionInfo(thread, own.Major, own.Minor, own.Build, "alpha");
        module.DefineConstant("version", Value.Str(VersionText));
        module.DefineConstant("version_info", version);
        module.DefineConstant("hexversion", Value.Int(HexVersion(Major, Minor, 0, 0xF0)));
        module.DefineConstant("api_version", Value.Int(1013));
        module.DefineConstant("abiflags", Value.Str(""));
        module.DefineConstant("copyright", Value.Str("Copyright (c) the Pyl contributors."));
        module.DefineConstant("platform", Value.Str(OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux"));
        module.DefineConstant("byteorder", Value.Str(BitConverter.IsLittleEndian ? "little" : "big"));
        module.DefineConstant("maxsize", Value.Int(long.MaxValue));
        module.DefineConstant("maxunicode", Value.Int(0x10FFFF));
        module.DefineConstant("float_repr_style", Value.Str("short"));
        module.DefineConstant("flags", Flags(thread, thread.Interpreter.Settings));
        module.DefineConstant("float_info", s_floatInfo.Make(
            thread, new[] { Value.FromDouble(double.MaxValue), Value.Int(1024), Value.Int(308), Value.FromDouble(2.2250738585072014e-308), Value.Int(-1021), Value.Int(-307), Value.Int(15), Value.Int(53), Value.FromDouble(Math.BitIncrement(1.0) - 1.0), Value.Int(2), Value.Int(1) }));
        module.DefineConstant("int_info", s_intInfo.Make(
            thread, new[] { Value.Int(30), Value.Int(4), Value.Int(IntParsing.DefaultDigitLimit), Value.Int(IntParsing.DigitLimitThreshold) }));
        module.DefineConstant("hash_info", s_hashInfo.Make(
            thread, new[] { Value.Int(64), Value.Int((1L << 61) - 1), Value.Int(314159), Value.Int(0), Value.Int(1000003), Value.Str("fnv"), Value.Int(64), Value.Int(64), Value.Int(0) }));
        module.DefineConstant("thread_info", s_threadInfo.Make(thread, new[] { Value.Str(OperatingSystem.IsWindows() ? "nt" : "pthread"), Value.None, Value.None }));
        module.DefineConstant("implementation", Implementation(thread, ownVersion, HexVersion(own.Major, own.Minor, own.Build, 0xA0)));
    }

    // Arrays here and below: spans of arguments have a type for each length, which takes its time at the start.
    private static Value VersionInfo(ThreadState thread, int major, int minor, int micro, string level) =>
        s_versionInfo.Make(thread, new[] { Value.Int(major), Value.Int(minor), Value.Int(micro), Value.Str(level), Value.Int(0) });

    private static long HexVersion(int major, int minor, int micro, int level) =>
        ((long)major << 24) | ((long)minor << 16) | ((long)micro << 8) | (long)level;

    private static Value Implementation(ThreadState thread, Value version, long hexVersion)
    {
        Value made = Value.Of(new SimpleNamespaceObject(thread, BuiltinTypes.SimpleNamespace));
        Set("name", Value.Str("pyl"));
        Set("cache_tag", Value.Str(FileCodeCache.Tag));
        Set("version", version);
        Set("hexversion", Value.Int(hexVersion));
        Set("supports_isolated_interpreters", Value.False);
        return made;

        void Set(string name, Value value) => Attributes.GenericSet(thread, made, StrObject.Intern(name), value);
    }

    private static Value Flags(ThreadState thread, RuntimeSettings settings) => s_flags.Make(
        thread,
        new[]
        {
            Value.Int(settings.Debug),
            Value.Int(settings.Inspect ? 1 : 0),
            Value.Int(settings.Interactive ? 1 : 0),
            Value.Int(settings.Optimize),
            Value.Int(settings.DontWriteBytecode ? 1 : 0),
            Value.Int(settings.NoUserSite ? 1 : 0),
            Value.Int(settings.NoSite ? 1 : 0),
            Value.Int(settings.IgnoreEnvironment ? 1 : 0),
            Value.Int(settings.Verbose),
            Value.Int(settings.BytesWarning),
            Value.Int(settings.Quiet ? 1 : 0),
            Value.Int(settings.HashRandomization ? 1 : 0),
            Value.Int(settings.Isolated ? 1 : 0),
            Value.Bool(settings.DevelopmentMode),
            Value.Int(0),
            Value.Int(0),
            Value.Bool(settings.SafePath),
            Value.Int(settings.IntMaxStrDigits ?? IntParsing.DefaultDigitLimit),
            Value.Int(thread.Interpreter.Parallelism.HasLock ? 1 : 0),
            Value.Int(thread.Interpreter.Parallelism.HasLock ? 0 : 1),
            Value.Int(0),
        });
}
