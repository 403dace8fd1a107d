using System.Globalization;
using System.Runtime.InteropServices;

namespace Pyl.Cli.Running;

/// <summary>What the system knows of the process's CPU time and memory; zeros where it does not tell (getrusage(2), proc(5)).</summary>
internal static partial class ProcessUsage
{
    private const int Self = 0;
    private const int Children = -1;

    /// <summary>CPU time of this process, all threads, user and system.</summary>
    public static TimeSpan Cpu() => Read(Self);

    /// <summary>CPU time of children that have ended and been waited for, with theirs.</summary>
    public static TimeSpan ChildrenCpu() => Read(Children);

    /// <summary>The most memory that a process of that id has had in RAM, in bytes; 0 when it cannot be told.</summary>
    public static long PeakMemory(int? process = null)
    {
        try
        {
            foreach (string line in File.ReadLines($"/proc/{process?.ToString(CultureInfo.InvariantCulture) ?? "self"}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                {
                    string number = line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
                    return long.Parse(number, CultureInfo.InvariantCulture) * 1024;
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            // No such file system, or the process has just ended.
        }

        return 0;
    }

    private static TimeSpan Read(int who)
    {
        // struct rusage begins with two struct timeval; the rest of its 144 bytes is of no interest here.
        Span<long> usage = stackalloc long[32];
        if (OperatingSystem.IsWindows() || GetUsage(who, ref MemoryMarshal.GetReference(usage)) != 0)
        {
            return TimeSpan.Zero;
        }

        return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, ref long usage);
}
