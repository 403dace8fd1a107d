using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>os.stat_result.</summary>
internal static class StatResult
{
    private const long Billion = 1_000_000_000;

    public static readonly StructSequenceType Sequence = new(
        "os",
        "stat_result",
        "stat_result: Result from stat, fstat, or lstat.\n\nThis object may be accessed either as a tuple of\n  (mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime)\nor via the attributes st_mode, st_ino, st_dev, st_nlink, st_uid, and so on.\n\nPosix/windows: If your platform supports st_blksize, st_blocks, st_rdev,\nor st_flags, they are available as attributes only.\n\nSee os.stat for more information.",
        10,
        ["st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "", "", "", "st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"]);

    public static Value Make(ThreadState thread, in Libc.FileStatus status) => Sequence.Make(
        thread,
        Value.Int(status.Mode),
        Value.Int((long)status.Inode),
        Value.Int((long)Device(status.DeviceMajor, status.DeviceMinor)),
        Value.Int(status.Links),
        Value.Int(status.User),
        Value.Int(status.Group),
        Value.Int((long)status.Size),
        Value.Int(status.Accessed.Seconds),
        Value.Int(status.Modified.Seconds),
        Value.Int(status.Changed.Seconds),
        Seconds(status.Accessed),
        Seconds(status.Modified),
        Seconds(status.Changed),
        Nanoseconds(status.Accessed),
        Nanoseconds(status.Modified),
        Nanoseconds(status.Changed),
        Value.Int(status.BlockSize),
        Value.Int((long)status.Blocks),
        Value.Int((long)Device(status.SpecialMajor, status.SpecialMinor)));

    /// <summary>makedev(3).</summary>
    public static ulong Device(ulong major, ulong minor) =>
        ((major & 0xFFFFF000) << 32) | ((major & 0xFFF) << 8) | ((minor & 0xFFFFFF00) << 12) | (minor & 0xFF);

    private static Value Seconds(Libc.StatusTime time) => Value.FromDouble(time.Seconds + (1e-9 * time.Nanoseconds));

    private static Value Nanoseconds(Libc.StatusTime time) => Value.Int((time.Seconds * Billion) + time.Nanoseconds);
}
