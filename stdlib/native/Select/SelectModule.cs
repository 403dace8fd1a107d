using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;
using OptionalAttribute = Pyl.VM.Binding.OptionalAttribute;

namespace Pyl.Stdlib.Native.Select;

/// <summary>The module select; select() itself is made of poll(2), which has no limit on descriptors' numbers.</summary>
[PyModule("select", Doc = "This module supports asynchronous I/O on multiple file descriptors.")]
internal static unsafe class SelectModule
{
    private const short Exceptional = 2;

    [PyConstant("error")]
    public static TypeObject Error => ExceptionTypes.OSError;

    [PyConstant("epoll")]
    public static TypeObject Epoll => EpollMethods.Type;

    [PyConstant("PIPE_BUF")]
    public static readonly long PipeBuffer = 4096;

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        foreach ((string name, long number) in Numbers())
        {
            module.DefineConstant(name, Value.Int(number));
        }

        return true;
    }

    [PyFunction("poll", Doc = "Returns a polling object.\n\nThis object supports registering and unregistering file descriptors, and then\npolling them for I/O events.")]
    public static Value Poll(ThreadState thread) => Value.Of(new PollObject(thread));

    [PyFunction("select", Doc = "Wait until one or more file descriptors are ready for some kind of I/O.")]
    public static Value Select(ThreadState thread, Value rlist, Value wlist, Value xlist, [Optional("None")] Value timeout)
    {
        if (!SelectArguments.TryTimeout(thread, timeout, 1, out TimeSpan limit))
        {
            return thread.ClearIf(ExceptionTypes.TypeError) ? thread.TypeError("timeout must be a float or None") : Value.Error;
        }

        if (!timeout.IsUnbound && !timeout.IsNone && limit < TimeSpan.Zero)
        {
            return thread.ValueError("timeout must be non-negative");
        }

        Value[]?[] lists = [Iterables.ToArray(thread, rlist), null, null];
        lists[1] = lists[0] is null ? null : Iterables.ToArray(thread, wlist);
        lists[2] = lists[1] is null ? null : Iterables.ToArray(thread, xlist);
        Value result = lists[2] is null ? Value.Error : Wait(thread, lists!, limit);
        foreach (Value[]? list in lists)
        {
            foreach (Value item in list ?? [])
            {
                thread.Release(item);
            }
        }

        return result;
    }

    private static Value Wait(ThreadState thread, Value[][] lists, TimeSpan limit)
    {
        short[] wanted = [PosixConstants.PollIn, PosixConstants.PollOut, Exceptional];
        short[] answers = [PosixConstants.PollIn | PosixConstants.PollHangUp | PosixConstants.PollError, PosixConstants.PollOut | PosixConstants.PollError, Exceptional];
        const short Invalid = 0x20;
        int count = lists[0].Length + lists[1].Length + lists[2].Length;
        var entries = new Libc.PollEntry[count + 1];
        int place = 0;
        for (int i = 0; i < 3; i++)
        {
            foreach (Value item in lists[i])
            {
                if (!SelectArguments.TryDescriptor(thread, item, out int descriptor))
                {
                    return Value.Error;
                }

                entries[place++] = new Libc.PollEntry { Descriptor = descriptor, Events = wanted[i] };
            }
        }

        int ready;
        fixed (Libc.PollEntry* first = entries)
        {
            ready = SystemWait.Poll(thread, first, count, limit);
        }

        if (ready < 0)
        {
            return ready == SystemWait.Raised ? Value.Error : OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
        }

        place = 0;
        Value[] results = new Value[3];
        for (int i = 0; i < 3; i++)
        {
            var found = new ListObject(thread);
            results[i] = Value.Of(found);
            foreach (Value item in lists[i])
            {
                short received = ready == 0 ? (short)0 : entries[place].Received;
                place++;
                if ((received & Invalid) != 0)
                {
                    return OSErrors.Raise(thread, 9);
                }

                if ((received & answers[i]) != 0)
                {
                    found.Add(thread.Retain(item));
                }
            }
        }

        return Value.Of(TupleObject.Steal(thread, results));
    }

    private static (string Name, long Number)[] Numbers() =>
    [
        ("POLLIN", 1), ("POLLPRI", 2), ("POLLOUT", 4), ("POLLERR", 8), ("POLLHUP", 16), ("POLLNVAL", 32), ("POLLRDNORM", 64), ("POLLRDBAND", 128),
        ("POLLWRNORM", 256), ("POLLWRBAND", 512), ("POLLMSG", 1024), ("POLLRDHUP", 0x2000),
        ("EPOLLIN", 1), ("EPOLLPRI", 2), ("EPOLLOUT", 4), ("EPOLLERR", 8), ("EPOLLHUP", 16), ("EPOLLRDNORM", 64), ("EPOLLRDBAND", 128),
        ("EPOLLWRNORM", 256), ("EPOLLWRBAND", 512), ("EPOLLMSG", 1024), ("EPOLLRDHUP", 0x2000), ("EPOLLEXCLUSIVE", 1 << 28), ("EPOLLWAKEUP", 1 << 29),
        ("EPOLLONESHOT", 1 << 30), ("EPOLLET", 1L << 31), ("EPOLL_CLOEXEC", 0x80000),
    ];
}
