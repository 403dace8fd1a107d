using Pyl.Stdlib.Native.Select;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;
using Marshal = System.Runtime.InteropServices.Marshal;

namespace Pyl.Stdlib.Native;

/// <summary>The module fcntl: flags of descriptors and locks of files, by Linux's numbers.</summary>
[PyModule("fcntl", Doc = "This module performs file control and I/O control on file\ndescriptors.  It is an interface to the fcntl() and ioctl() Unix\nroutines.  File descriptors can be obtained with the fileno() method of\na file or socket object.")]
internal static unsafe class FcntlModule
{
    /// <summary>As in CPython, what a call may write into bytes.</summary>
    private const int MostBytes = 1024;

    private const int InterruptedCall = 4;
    private const int SetLock = 6;
    private const int SetLockAndWait = 7;
    private const int LockShared = 1;
    private const int LockExclusive = 2;
    private const int LockNoWait = 4;
    private const int LockNone = 8;

    /// <summary>The system's call, told what a repetition needs.</summary>
    private delegate int SystemCall();

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        foreach ((string name, int number) in ((string, int)[])
            [
                ("LOCK_SH", LockShared), ("LOCK_EX", LockExclusive), ("LOCK_NB", LockNoWait), ("LOCK_UN", LockNone), ("LOCK_MAND", 32), ("LOCK_READ", 64), ("LOCK_WRITE", 128), ("LOCK_RW", 192),
                ("F_DUPFD", 0), ("F_GETFD", 1), ("F_SETFD", 2), ("F_GETFL", 3), ("F_SETFL", 4), ("F_GETLK", 5), ("F_SETLK", SetLock), ("F_SETLKW", SetLockAndWait),
                ("F_SETOWN", 8), ("F_GETOWN", 9), ("F_SETSIG", 10), ("F_GETSIG", 11), ("F_SETOWN_EX", 15), ("F_GETOWN_EX", 16),
                ("F_OFD_GETLK", 36), ("F_OFD_SETLK", 37), ("F_OFD_SETLKW", 38), ("F_GETLK64", 5), ("F_SETLK64", 6), ("F_SETLKW64", 7),
                ("F_SETLEASE", 1024), ("F_GETLEASE", 1025), ("F_NOTIFY", 1026), ("F_DUPFD_CLOEXEC", 1030), ("F_SETPIPE_SZ", 1031), ("F_GETPIPE_SZ", 1032),
                ("F_ADD_SEALS", 1033), ("F_GET_SEALS", 1034), ("F_SEAL_SEAL", 1), ("F_SEAL_SHRINK", 2), ("F_SEAL_GROW", 4), ("F_SEAL_WRITE", 8), ("F_SEAL_FUTURE_WRITE", 16),
                ("F_RDLCK", 0), ("F_WRLCK", 1), ("F_UNLCK", 2), ("F_EXLCK", 4), ("F_SHLCK", 8), ("FD_CLOEXEC", 1), ("FASYNC", 0x2000),
                ("DN_ACCESS", 1), ("DN_MODIFY", 2), ("DN_CREATE", 4), ("DN_DELETE", 8), ("DN_RENAME", 16), ("DN_ATTRIB", 32),
                ("FICLONE", 0x40049409), ("FICLONERANGE", 0x4020940D),
            ])
        {
            module.DefineConstant(name, Value.Int(number));
        }

        module.DefineConstant("DN_MULTISHOT", Value.Int(0x80000000L));
        return true;
    }

    [PyFunction("fcntl", Doc = "Perform the operation `cmd` on file descriptor fd.")]
    public static Value Control(ThreadState thread, Value fd, int cmd, [Optional("0")] Value arg)
    {
        if (!SelectArguments.TryDescriptor(thread, fd, out int descriptor))
        {
            return Value.Error;
        }

        if (!IsBytes(arg))
        {
            return TryNumber(thread, arg, out nint number) ? Number(thread, () => Libc.ControlFile(descriptor, cmd, number)) : Value.Error;
        }

        return TryCopy(thread, arg, "fcntl argument 3 is too long", out byte[] copy) ? OfBytes(thread, copy, pointer => Libc.ControlFile(descriptor, cmd, pointer)) : Value.Error;
    }

    [PyFunction("ioctl", Doc = "Perform the operation request on file descriptor fd.")]
    public static Value InputOutputControl(ThreadState thread, Value fd, long request, [Optional("0")] Value arg, [Optional("True")] Value mutateFlag)
    {
        if (!SelectArguments.TryDescriptor(thread, fd, out int descriptor))
        {
            return Value.Error;
        }

        nuint code = unchecked((nuint)(uint)request);
        if (!IsBytes(arg))
        {
            return TryNumber(thread, arg, out nint number) ? Number(thread, () => FcntlCalls.Ioctl(descriptor, code, number)) : Value.Error;
        }

        int mutates = mutateFlag.IsUnbound ? 1 : Operators.IsTrue(thread, mutateFlag);
        if (mutates < 0)
        {
            return Value.Error;
        }

        bool isWritable = mutates > 0 && arg.Ref is not (BytesObject or StrObject) && Buffers.TryGetWritable(thread, arg, "ioctl() argument 3", out _);
        if (!isWritable)
        {
            thread.ClearException();
            return TryCopy(thread, arg, "ioctl argument 3 is too long", out byte[] copy) ? OfBytes(thread, copy, pointer => FcntlCalls.Ioctl(descriptor, code, pointer)) : Value.Error;
        }

        // The buffer may move while the lock is away: the call gets bytes of its own.
        if (!Buffers.TryGetWritable(thread, arg, "ioctl() argument 3", out Span<byte> target))
        {
            return Value.Error;
        }

        byte[] bytes = new byte[Math.Max(target.Length, MostBytes)];
        target.CopyTo(bytes);
        int result;
        fixed (byte* start = bytes)
        {
            nint pointer = (nint)start;
            if (!TryCall(thread, () => FcntlCalls.Ioctl(descriptor, code, pointer), out result))
            {
                return Value.Error;
            }
        }

        if (!Buffers.TryGetWritable(thread, arg, "ioctl() argument 3", out target))
        {
            return Value.Error;
        }

        bytes.AsSpan(0, target.Length).CopyTo(target);
        return Value.Int(result);
    }

    [PyFunction("flock", Doc = "Perform the lock operation on file descriptor fd.")]
    public static Value Flock(ThreadState thread, Value fd, int operation)
    {
        if (!SelectArguments.TryDescriptor(thread, fd, out int descriptor))
        {
            return Value.Error;
        }

        return TryCall(thread, () => FcntlCalls.Flock(descriptor, operation), out _) ? Value.None : Value.Error;
    }

    [PyFunction("lockf", Doc = "A wrapper around the fcntl() locking calls.")]
    public static Value Lockf(ThreadState thread, Value fd, int cmd, long len = 0, long start = 0, int whence = 0)
    {
        const short readLock = 0;
        const short writeLock = 1;
        const short noLock = 2;
        if (!SelectArguments.TryDescriptor(thread, fd, out int descriptor))
        {
            return Value.Error;
        }

        var description = new LockDescription { Whence = (short)whence, Start = start, Length = len };
        if (cmd == LockNone)
        {
            description.Kind = noLock;
        }
        else if ((cmd & (LockShared | LockExclusive)) != 0)
        {
            description.Kind = (cmd & LockShared) != 0 ? readLock : writeLock;
        }
        else
        {
            return thread.ValueError("unrecognized lockf argument");
        }

        int command = (cmd & LockNoWait) != 0 ? SetLock : SetLockAndWait;
        nint pointer = (nint)(&description);
        return TryCall(thread, () => Libc.ControlFile(descriptor, command, pointer), out _) ? Value.None : Value.Error;
    }

    private static bool IsBytes(Value arg) => !arg.IsUnbound && !Integers.IsInt(arg) && !arg.Type.Slot(SpecialMethod.Index).IsDefined;

    private static bool TryNumber(ThreadState thread, Value arg, out nint number)
    {
        number = 0;
        if (arg.IsUnbound)
        {
            return true;
        }

        if (!Operators.TryIndex(thread, arg, out long index))
        {
            return false;
        }

        number = (nint)index;
        return true;
    }

    private static bool TryCopy(ThreadState thread, Value arg, string tooLong, out byte[] copy)
    {
        copy = [];
        ReadOnlySpan<byte> given;
        if (arg.Ref is StrObject text)
        {
            given = System.Text.Encoding.UTF8.GetBytes(text.ToString());
        }
        else if (!Buffers.TryGet(thread, arg, out given))
        {
            return false;
        }

        if (given.Length > MostBytes)
        {
            thread.ValueError(tooLong);
            return false;
        }

        copy = given.ToArray();
        return true;
    }

    /// <summary>The bytes that the call has made of a copy of the argument's.</summary>
    private static Value OfBytes(ThreadState thread, byte[] given, Func<nint, int> call)
    {
        byte[] bytes = new byte[MostBytes + 8];
        given.CopyTo(bytes, 0);
        fixed (byte* start = bytes)
        {
            nint pointer = (nint)start;
            if (!TryCall(thread, () => call(pointer), out _))
            {
                return Value.Error;
            }
        }

        return Value.Of(BytesObject.Of(bytes.AsSpan(0, given.Length).ToArray()));
    }

    private static Value Number(ThreadState thread, SystemCall call) => TryCall(thread, call, out int result) ? Value.Int(result) : Value.Error;

    /// <summary>Makes a call that may wait, without the interpreter's lock; again when a signal has cut it short (PEP 475).</summary>
    private static bool TryCall(ThreadState thread, SystemCall call, out int result)
    {
        while (true)
        {
            thread.BeginBlocking();
            result = call();
            int error = Marshal.GetLastPInvokeError();
            thread.EndBlocking();
            if (result >= 0)
            {
                return true;
            }

            if (error != InterruptedCall)
            {
                OSErrors.Raise(thread, error);
                return false;
            }

            if (!Interruption.TryContinue(thread))
            {
                return false;
            }
        }
    }
}
