using System.Diagnostics;
using System.Runtime.InteropServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;
using OptionalAttribute = Pyl.VM.Binding.OptionalAttribute;

namespace Pyl.Stdlib.Native.Select;

/// <summary>select.epoll: a set of descriptors of which the system tells when they are ready.</summary>
internal sealed unsafe class EpollObject(ThreadState thread) : PyObject(thread, EpollMethods.Type)
{
    private const int Add = 1;
    private const uint Readable = 1;

    /// <summary>The thread whose wake descriptor is in the set, so that one call waits for both.</summary>
    private ThreadState? _watched;
    private WakeDescriptor? _wake;
    private SelectCalls.EpollEvent[] _events = [];

    ~EpollObject() => Close();

    /// <summary>The epoll's own descriptor; -1 when closed.</summary>
    public int Descriptor { get; set; } = -1;

    public void Close()
    {
        int descriptor = Descriptor;
        Descriptor = -1;
        if (descriptor >= 0)
        {
            _ = Libc.Close(descriptor);
            GC.SuppressFinalize(this);
        }
    }

    protected internal override void ReleaseReferences(ThreadState thread) => Close();

    /// <summary>Waits; the list of (descriptor, events), or Error.</summary>
    public Value Wait(ThreadState thread, TimeSpan timeout, int limit)
    {
        long start = timeout > TimeSpan.Zero ? Stopwatch.GetTimestamp() : 0;
        if (timeout != TimeSpan.Zero && thread.IsMain && _watched is null)
        {
            Watch(thread);
        }

        int room = limit + 1;
        SelectCalls.EpollEvent[] events = Interlocked.Exchange(ref _events, []);
        if (events.Length < room)
        {
            events = new SelectCalls.EpollEvent[room];
        }

        while (true)
        {
            if (!Interruption.TryContinue(thread))
            {
                return Value.Error;
            }

            int descriptor = Descriptor;
            int milliseconds = SystemWait.Milliseconds(timeout, start);
            int count;
            fixed (SelectCalls.EpollEvent* first = events)
            {
                if (milliseconds == 0)
                {
                    count = SelectCalls.WaitEpoll(descriptor, first, room, 0);
                }
                else
                {
                    thread.BeginBlocking();
                    count = SelectCalls.WaitEpoll(descriptor, first, room, milliseconds);
                    int error = Marshal.GetLastPInvokeError();
                    thread.EndBlocking();
                    Marshal.SetLastPInvokeError(error);
                }
            }

            if (count < 0)
            {
                if (Marshal.GetLastPInvokeError() == 4)
                {
                    continue;
                }

                return OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
            }

            int wake = -1;
            for (int i = 0; i < count && _wake is not null; i++)
            {
                if (events[i].Descriptor == _wake.Number)
                {
                    wake = i;
                    _wake.Reset();
                }
            }

            if (thread.Breaker != 0 && !Interruption.TryContinue(thread))
            {
                return Value.Error;
            }

            // What woke it may have been a signal whose handler has raised nothing: CPython waits on, too.
            if (count - (wake >= 0 ? 1 : 0) == 0 && timeout != TimeSpan.Zero && !(timeout > TimeSpan.Zero && Stopwatch.GetElapsedTime(start) >= timeout))
            {
                continue;
            }

            var result = new ListObject(thread);
            for (int i = 0; i < count; i++)
            {
                if (i != wake && result.Length < limit)
                {
                    result.Add(Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int(events[i].Descriptor), Value.Int(events[i].Events)])));
                }
            }

            _events = events;
            return Value.Of(result);
        }
    }

    private void Watch(ThreadState thread)
    {
        var wake = WakeDescriptor.Of(thread);
        var change = new SelectCalls.EpollEvent { Events = Readable, Descriptor = wake.Number };
        if (wake.Number >= 0 && SelectCalls.ControlEpoll(Descriptor, Add, wake.Number, &change) == 0)
        {
            _watched = thread;
            _wake = wake;
        }
    }
}

/// <summary>The methods of epoll.</summary>
[PyType("epoll", typeof(EpollObject), Module = "select", Doc = "select.epoll(sizehint=-1, flags=0)\n\nReturns an epolling object.")]
internal static unsafe class EpollMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "epoll", BuiltinTypes.Object, TypeFlags.None) { Module = "select" };

    private const int CloseOnExec = 0x80000;
    private const int Add = 1;
    private const int Delete = 2;
    private const int Modify = 3;
    private const uint DefaultEvents = 1 | 4 | 2;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword] int sizehint = -1, int flags = 0)
    {
        if (sizehint < -1 || sizehint == 0)
        {
            return thread.ValueError("sizehint must be positive or -1");
        }

        int descriptor = SelectCalls.CreateEpoll(CloseOnExec);
        return descriptor < 0 ? OSErrors.Raise(thread, Marshal.GetLastPInvokeError()) : Value.Of(new EpollObject(thread) { Descriptor = descriptor });
    }

    [PyClassMethod("fromfd", Doc = "Create an epoll object from a given control fd.")]
    public static Value FromDescriptor(ThreadState thread, TypeObject cls, int fd) => Value.Of(new EpollObject(thread) { Descriptor = fd });

    [PyMethod("close", Doc = "Close the epoll control file descriptor.\n\nFurther operations on the epoll object will raise an exception.")]
    public static void Close(EpollObject self) => self.Close();

    [PyGetter("closed")]
    public static Value Closed(ThreadState thread, EpollObject self) => Value.Bool(self.Descriptor < 0);

    [PyMethod("fileno", Doc = "Return the epoll control file descriptor.")]
    public static Value FileNumber(ThreadState thread, EpollObject self) => IsOpen(thread, self) ? Value.Int(self.Descriptor) : Value.Error;

    [PyMethod("register", Doc = "Registers a new fd or raises an OSError if the fd is already registered.")]
    public static Value Register(ThreadState thread, EpollObject self, [Keyword] Value fd, [Optional] Value eventmask) => Change(thread, self, Add, fd, eventmask);

    [PyMethod("modify", Doc = "Modify event mask for a registered file descriptor.")]
    public static Value ModifyEvents(ThreadState thread, EpollObject self, [Keyword] Value fd, Value eventmask) => Change(thread, self, Modify, fd, eventmask);

    [PyMethod("unregister", Doc = "Remove a registered file descriptor from the epoll object.")]
    public static Value Unregister(ThreadState thread, EpollObject self, [Keyword] Value fd) => Change(thread, self, Delete, fd, Value.Unbound);

    [PyMethod("poll", Doc = "Wait for events on the epoll file descriptor.\n\nReturns a list containing any descriptors that have events to report,\nas a list of (fd, events) 2-tuples.")]
    public static Value Poll(ThreadState thread, EpollObject self, [Keyword, Optional("None")] Value timeout, int maxevents = -1)
    {
        if (!IsOpen(thread, self) || !SelectArguments.TryTimeout(thread, timeout, 1, out TimeSpan limit))
        {
            return Value.Error;
        }

        if (maxevents < -1 || maxevents == 0)
        {
            return thread.ValueError($"maxevents must be greater than 0, got {maxevents}");
        }

        return self.Wait(thread, limit, maxevents == -1 ? 1023 : maxevents);
    }

    [PyMethod("__enter__")]
    public static Value Enter(ThreadState thread, EpollObject self) => IsOpen(thread, self) ? thread.Retain(Value.Of(self)) : Value.Error;

    [PyMethod("__exit__")]
    public static void Exit(EpollObject self, ReadOnlySpan<Value> arguments) => self.Close();

    private static bool IsOpen(ThreadState thread, EpollObject self)
    {
        if (self.Descriptor >= 0)
        {
            return true;
        }

        thread.ValueError("I/O operation on closed epoll object");
        return false;
    }

    private static Value Change(ThreadState thread, EpollObject self, int operation, Value fd, Value mask)
    {
        uint events = DefaultEvents;
        if (!IsOpen(thread, self) || !SelectArguments.TryDescriptor(thread, fd, out int descriptor))
        {
            return Value.Error;
        }

        if (!mask.IsUnbound)
        {
            if (!Bind.TryLong(thread, mask, out long number))
            {
                return Value.Error;
            }

            events = (uint)number;
        }

        var change = new SelectCalls.EpollEvent { Events = events, Descriptor = descriptor };
        return OsDescriptorFunctions.Done(thread, SelectCalls.ControlEpoll(self.Descriptor, operation, descriptor, &change));
    }
}
