using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>From the arguments of FileIO to an open descriptor.</summary>
internal static class FileOpening
{
    private const int DefaultPermissions = 0x1B6; // rw-rw-rw-

    /// <summary>Opens the file; false when an exception is set.</summary>
    public static bool Open(ThreadState thread, FileIOObject file, Value name, string mode, bool ownsDescriptor, Value opener)
    {
        if (!TrySetMode(thread, file, mode, out int flags))
        {
            return false;
        }

        file.OwnsDescriptor = ownsDescriptor;
        file.IsClosed = false;
        if (name.IsBool)
        {
            StreamWarnings.Warn(thread, ExceptionTypes.RuntimeWarning, "bool is used as a file descriptor");
            name = Value.Int(name.IsTrue ? 1 : 0);
        }

        bool opened = name.Ref is null or IntObject ? TryUse(thread, file, name) : TryOpenPath(thread, file, name, flags, opener);
        if (!opened)
        {
            return false;
        }

        if (!FileDescriptors.TryStatus(file.Descriptor, out Libc.FileStatus status))
        {
            return Fail(thread, file, Value.Unbound);
        }

        if ((status.Mode & PosixConstants.TypeMask) == PosixConstants.TypeDirectory)
        {
            Marshal.SetLastPInvokeError(21);
            return Fail(thread, file, name);
        }

        file.BlockSize = status.BlockSize > 1 ? status.BlockSize : IOSupport.DefaultBufferSize;
        if (!Attributes.Set(thread, Value.Of(file), IOSupport.Name, name))
        {
            if (name.Ref is null or IntObject)
            {
                // A descriptor that was given is still the program's.
                file.Descriptor = -1;
            }

            return false;
        }

        if (file.IsAppending)
        {
            Libc.Seek(file.Descriptor, 0, PosixConstants.SeekEnd);
        }

        return true;
    }

    private static bool TrySetMode(ThreadState thread, FileIOObject file, string mode, out int flags)
    {
        flags = PosixConstants.CloseOnExec;
        bool updating = false;
        int kinds = 0;
        int pluses = 0;
        (file.CanRead, file.CanWrite, file.IsCreated, file.IsAppending) = (false, false, false, false);
        foreach (char c in mode)
        {
            switch (c)
            {
                case 'x':
                    kinds++;
                    (file.IsCreated, file.CanWrite) = (true, true);
                    flags |= PosixConstants.Exclusive | PosixConstants.Create;
                    break;
                case 'r':
                    kinds++;
                    file.CanRead = true;
                    break;
                case 'w':
                    kinds++;
                    file.CanWrite = true;
                    flags |= PosixConstants.Create | PosixConstants.Truncate;
                    break;
                case 'a':
                    kinds++;
                    (file.IsAppending, file.CanWrite) = (true, true);
                    flags |= PosixConstants.Append | PosixConstants.Create;
                    break;
                case 'b':
                    break;
                case '+':
                    pluses++;
                    updating = true;
                    break;
                default:
                    thread.ValueError($"invalid mode: {mode}");
                    return false;
            }
        }

        if (kinds != 1 || pluses > 1)
        {
            thread.ValueError("Must have exactly one of create/read/write/append mode and at most one plus");
            return false;
        }

        if (updating)
        {
            (file.CanRead, file.CanWrite) = (true, true);
        }

        flags |= file.CanRead && file.CanWrite ? PosixConstants.ReadWrite : file.CanWrite ? PosixConstants.WriteOnly : PosixConstants.ReadOnly;
        return true;
    }

    private static bool TryUse(ThreadState thread, FileIOObject file, Value descriptor)
    {
        if (!Bind.TryInt(thread, descriptor, out int number))
        {
            return false;
        }

        if (number < 0)
        {
            thread.ValueError("negative file descriptor");
            return false;
        }

        if (!FileDescriptors.TryStatus(number, out _))
        {
            OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
            return false;
        }

        file.Descriptor = number;
        return true;
    }

    private static bool TryOpenPath(ThreadState thread, FileIOObject file, Value name, int flags, Value opener)
    {
        if (!PathArguments.TryPath(thread, name, out string path))
        {
            return false;
        }

        if (!file.OwnsDescriptor)
        {
            thread.ValueError("Cannot use closefd=False with file name");
            return false;
        }

        if (opener.IsNone)
        {
            thread.BeginBlocking();
            file.Descriptor = Libc.Open(path, flags, DefaultPermissions);
            int error = Marshal.GetLastPInvokeError();
            thread.EndBlocking();
            Marshal.SetLastPInvokeError(error);
            return file.Descriptor >= 0 || Fail(thread, file, name);
        }

        Value result = thread.Call(opener, name, Value.Int(flags));
        if (result.IsError)
        {
            return false;
        }

        if (result.Ref is not null)
        {
            thread.Release(result);
            thread.TypeError("expected integer from opener");
            return false;
        }

        if (result.Bits < 0)
        {
            thread.ValueError($"opener returned {result.Bits}");
            return false;
        }

        file.Descriptor = (int)result.Bits;
        return true;
    }

    private static bool Fail(ThreadState thread, FileIOObject file, Value name)
    {
        int error = Marshal.GetLastPInvokeError();
        if (file.Descriptor >= 0 && name.Ref is not (null or IntObject))
        {
            Libc.Close(file.Descriptor);
        }

        file.Descriptor = -1;
        OSErrors.Raise(thread, error, name, Value.Unbound);
        return false;
    }
}
