using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pyl.VM.Sync;

/// <summary>
/// A number that threads wait on: <see cref="Wait"/> sleeps only while it has the value that the caller has seen, so nothing that happens between
/// the look and the sleep is missed. On Linux this is futex(2). A monitor of .NET does the same with three locks, and a thread that it
/// wakes finds them still held: the interpreter's lock went from thread to thread with three times as many switches
/// (bench/programs_io/http_server.py).
/// </summary>
internal sealed unsafe class WaitWord
{
    private const int Private = 128;
    private const int WaitPrivate = 0 | Private;
    private const int WakePrivate = 1 | Private;
    private const int CacheLine = 64;

    /// <summary>futex's number among the system's calls; 0 where there is none, or another structure of times.</summary>
    private static readonly nint s_futex = !OperatingSystem.IsLinux() ? 0 : RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 202,
        Architecture.Arm64 => 98,
        _ => 0,
    };

    // Pinned, since the system is given the address, and with nothing of others' beside it.
    private readonly int[] _memory = GC.AllocateArray<int>(3 * CacheLine / sizeof(int), pinned: true);

    /// <summary>The number; changed with <see cref="Interlocked"/>.</summary>
    public ref int Value => ref _memory[CacheLine / sizeof(int)];

    /// <summary>
    /// Sleeps until it is woken, if the number is the expected one; perhaps less, so the caller looks again. False when the time was over.
    /// </summary>
    public bool Wait(int expected, TimeSpan timeout)
    {
        if (s_futex == 0)
        {
            lock (_memory)
            {
                return Volatile.Read(ref Value) != expected || Monitor.Wait(_memory, (int)Math.Clamp(Math.Ceiling(timeout.TotalMilliseconds), 1, 1e6));
            }
        }

        long start = Stopwatch.GetTimestamp();
        long ticks = Math.Max(timeout.Ticks, 1);
        var limit = new Timespec { Seconds = (nint)(ticks / TimeSpan.TicksPerSecond), Nanoseconds = (nint)(ticks % TimeSpan.TicksPerSecond * 100) };
        _ = Futex(s_futex, Address, WaitPrivate, expected, &limit);
        return Stopwatch.GetElapsedTime(start) < timeout;
    }

    /// <summary>Wakes one of those who sleep.</summary>
    public void WakeOne() => Wake(1);

    /// <summary>Wakes all who sleep.</summary>
    public void WakeAll() => Wake(int.MaxValue);

    private int* Address => (int*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref Value);

    private void Wake(int count)
    {
        if (s_futex != 0)
        {
            _ = Futex(s_futex, Address, WakePrivate, count, null);
            return;
        }

        lock (_memory)
        {
            if (count == 1)
            {
                Monitor.Pulse(_memory);
            }
            else
            {
                Monitor.PulseAll(_memory);
            }
        }
    }

    [DllImport("libc", EntryPoint = "syscall")]
    private static extern nint Futex(nint number, int* address, nint operation, nint value, Timespec* timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
