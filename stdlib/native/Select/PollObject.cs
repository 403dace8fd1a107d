using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;
using OptionalAttribute = Pyl.VM.Binding.OptionalAttribute;

namespace Pyl.Stdlib.Native.Select;

/// <summary>select.poll: descriptors and the events wanted, in the order in which they were registered.</summary>
internal sealed class PollObject(ThreadState thread) : PyObject(thread, PollMethods.Type)
{
    public Dictionary<int, short> Wanted { get; } = [];
}

/// <summary>The methods of poll.</summary>
[PyType("poll", typeof(PollObject), Module = "select", Locks = true)]
internal static unsafe class PollMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "poll", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "select" };

    private const int Default = 1 | 2 | 4;
    private const int NoEntry = 2;

    [PyMethod("register", Doc = "Register a file descriptor with the polling object.")]
    public static Value Register(ThreadState thread, PollObject self, Value fd, int eventmask = Default)
    {
        if (!SelectArguments.TryDescriptor(thread, fd, out int descriptor))
        {
            return Value.Error;
        }

        self.Wanted[descriptor] = (short)eventmask;
        return Value.None;
    }

    [PyMethod("modify", Doc = "Modify an already registered file descriptor.")]
    public static Value Modify(ThreadState thread, PollObject self, Value fd, int eventmask)
    {
        if (!SelectArguments.TryDescriptor(thread, fd, out int descriptor))
        {
            return Value.Error;
        }

        if (!self.Wanted.ContainsKey(descriptor))
        {
            return OSErrors.Raise(thread, NoEntry);
        }

        self.Wanted[descriptor] = (short)eventmask;
        return Value.None;
    }

    [PyMethod("unregister", Doc = "Remove a file descriptor being tracked by the polling object.")]
    public static Value Unregister(ThreadState thread, PollObject self, Value fd) =>
        !SelectArguments.TryDescriptor(thread, fd, out int descriptor) ? Value.Error
        : self.Wanted.Remove(descriptor) ? Value.None : thread.KeyError(fd);

    [PyMethod("poll", Doc = "Polls the set of registered file descriptors.\n\nReturns a list containing any descriptors that have events or errors to\nreport, as a list of (fd, event) 2-tuples.")]
    public static Value Poll(ThreadState thread, PollObject self, [Optional("None")] Value timeout)
    {
        if (!SelectArguments.TryTimeout(thread, timeout, 0.001, out TimeSpan limit))
        {
            return Value.Error;
        }

        int count = self.Wanted.Count;
        var entries = new Libc.PollEntry[count + 1];
        int place = 0;
        foreach ((int descriptor, short events) in self.Wanted)
        {
            entries[place++] = new Libc.PollEntry { Descriptor = descriptor, Events = events };
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

        var result = new ListObject(thread);
        for (int i = 0; i < count && ready > 0; i++)
        {
            if (entries[i].Received != 0)
            {
                result.Add(Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int(entries[i].Descriptor), Value.Int((ushort)entries[i].Received)])));
            }
        }

        return Value.Of(result);
    }
}
