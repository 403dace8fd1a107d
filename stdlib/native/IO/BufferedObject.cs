using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>
/// BufferedReader, BufferedWriter and BufferedRandom: bytes read ahead and bytes not yet written, over a raw stream. Over a
/// FileIO itself the descriptor is used directly, over anything else the raw stream's methods.
/// </summary>
internal sealed class BufferedObject(ThreadState thread, TypeObject type) : IOBaseObject(thread, type)
{
    private Value _raw = Value.Unbound;
    private byte[] _ahead = [];
    private int _aheadStart;
    private int _aheadEnd;
    private byte[] _pending = [];
    private int _pendingCount;

    /// <summary>The raw stream, borrowed; Unbound before __init__ and after detach().</summary>
    public Value Raw => _raw;

    /// <summary>The raw stream when it is a FileIO itself.</summary>
    public FileIOObject? File { get; private set; }

    public bool IsDetached { get; private set; }

    public bool CanRead { get; private set; }

    public bool CanWrite { get; private set; }

    public int BufferSize { get; private set; }

    /// <summary>-u: nothing that is written waits.</summary>
    public bool IsUnbuffered { get; set; }

    private int Unread => _aheadEnd - _aheadStart;

    /// <summary>Takes over a raw stream (borrowed).</summary>
    public void Attach(ThreadState thread, Value raw, int bufferSize, bool canRead, bool canWrite)
    {
        Drop(thread, ref _raw);
        _raw = thread.Retain(raw);
        File = raw.Ref is FileIOObject { Type.IsHeap: false } file ? file : null;
        (IsDetached, IsClosed) = (false, false);
        (CanRead, CanWrite, BufferSize) = (canRead, canWrite, bufferSize);
        (_aheadStart, _aheadEnd, _pendingCount) = (0, 0, 0);
        _ahead = [];
        _pending = [];
    }

    /// <summary>Gives the raw stream back; its reference moves to the caller.</summary>
    public Value Detach()
    {
        Value raw = _raw;
        _raw = Value.Unbound;
        File = null;
        IsDetached = true;
        return raw;
    }

    /// <summary>Forgets what was read ahead and not asked for.</summary>
    public void DropAhead() => _aheadStart = _aheadEnd = 0;

    /// <summary>True when there is a raw stream; false with ValueError set.</summary>
    public bool CheckAttached(ThreadState thread)
    {
        if (!_raw.IsUnbound)
        {
            return true;
        }

        thread.ValueError(IsDetached ? "raw stream has been detached" : "I/O operation on uninitialized object");
        return false;
    }

    public override int IsClosedNow(ThreadState thread) =>
        File is not null ? (File.Descriptor < 0 ? 1 : 0)
        : CheckAttached(thread) ? IOSupport.IsClosed(thread, _raw) : -1;

    /// <summary>True when reading or writing makes sense; false with ValueError set, which names what was tried.</summary>
    public bool CheckOpen(ThreadState thread, string action)
    {
        int closed = CheckAttached(thread) ? IsClosedNow(thread) : -1;
        if (closed > 0 && Unread == 0)
        {
            thread.ValueError($"{action} closed file");
        }

        return closed == 0 || (closed > 0 && Unread > 0);
    }

    /// <summary>Everything up to the end; null with an exception set. None yet on a non-blocking stream: an empty array and <paramref name="isNone"/>.</summary>
    public byte[]? ReadAll(ThreadState thread, out bool isNone)
    {
        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        isNone = false;
        byte[] first = _ahead.AsSpan(_aheadStart, Unread).ToArray();
        _aheadStart = _aheadEnd = 0;
        if (!FlushPending(thread))
        {
            return null;
        }

        if (File is not null)
        {
            byte[]? rest = File.ReadAll(thread);
            if (rest is null && thread.HasException)
            {
                return null;
            }

            isNone = rest is null && first.Length == 0;
            return first.Length == 0 ? rest ?? [] : [.. first, .. rest ?? []];
        }

        return ReadAllOfObject(thread, first, out isNone);
    }

    /// <summary>As many bytes as fit, fewer only at the end or when none come; -1 with an exception set, -2 when nothing has come yet.</summary>
    public int Read(ThreadState thread, Span<byte> target)
    {
        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        int done = TakeAhead(target);
        if (done == target.Length)
        {
            return done;
        }

        if (!FlushPending(thread))
        {
            return -1;
        }

        while (done < target.Length)
        {
            Span<byte> rest = target[done..];
            int count;
            if (rest.Length >= BufferSize)
            {
                count = ReadRaw(thread, rest[..(rest.Length - (rest.Length % BufferSize))]);
            }
            else
            {
                count = Fill(thread);
                if (count > 0)
                {
                    count = TakeAhead(rest);
                }
            }

            if (count == FileIOObject.Failed)
            {
                return -1;
            }

            if (count == FileIOObject.WouldBlock)
            {
                return done == 0 ? -2 : done;
            }

            if (count == 0)
            {
                break;
            }

            done += count;
        }

        return done;
    }

    /// <summary>What one read of the raw stream gives, or what was read ahead already; null with an exception set.</summary>
    public byte[]? ReadOnce(ThreadState thread, int limit)
    {
        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        if (!FlushPending(thread))
        {
            return null;
        }

        if (Unread == 0)
        {
            byte[] buffer = new byte[limit];
            int count = ReadRaw(thread, buffer);
            return count == FileIOObject.Failed ? null : count <= 0 ? [] : count == limit ? buffer : buffer[..count];
        }

        byte[] result = new byte[Math.Min(limit, Unread)];
        TakeAhead(result);
        return result;
    }

    /// <summary>Bytes that a read would give, at least one if there are any, without taking them; false when an exception is set.</summary>
    public bool TryPeek(ThreadState thread, out ReadOnlySpan<byte> bytes)
    {
        bool filled = FlushPending(thread) && (Unread > 0 || Fill(thread) != FileIOObject.Failed);
        bytes = filled ? _ahead.AsSpan(_aheadStart, Unread) : default;
        return filled;
    }

    /// <summary>A line with its newline, at most <paramref name="limit"/> bytes (negative: any number); null with an exception set.</summary>
    public byte[]? ReadLine(ThreadState thread, long limit)
    {
        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        if (!FlushPending(thread))
        {
            return null;
        }

        List<byte>? parts = null;
        while (true)
        {
            ReadOnlySpan<byte> unread = _ahead.AsSpan(_aheadStart, Unread);
            long room = limit < 0 ? long.MaxValue : limit - (parts?.Count ?? 0);
            if (unread.Length > room)
            {
                unread = unread[..(int)room];
            }

            int end = unread.IndexOf((byte)'\n');
            if (end >= 0 || unread.Length == room)
            {
                int length = end >= 0 ? end + 1 : unread.Length;
                _aheadStart += length;
                return Join(parts, unread[..length]);
            }

            if (unread.Length > 0)
            {
                (parts ??= []).AddRange(unread);
                _aheadStart = _aheadEnd;
            }

            int count = Fill(thread);
            if (count == FileIOObject.Failed)
            {
                return null;
            }

            if (count <= 0)
            {
                return Join(parts, []);
            }
        }
    }

    /// <summary>Writes bytes, now or later; false when an exception is set.</summary>
    public bool Write(ThreadState thread, ReadOnlySpan<byte> bytes)
    {
        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        if (Unread > 0 && !DropAhead(thread))
        {
            return false;
        }

        if (bytes.Length + _pendingCount > BufferSize)
        {
            int passed = 0;
            int count = PassOn(thread);
            while (count >= 0 && bytes.Length - passed > BufferSize)
            {
                count = WriteRaw(thread, bytes[passed..]);
                passed += Math.Max(count, 0);
            }

            if (count == FileIOObject.Failed)
            {
                return false;
            }

            bytes = bytes[passed..];
            if (bytes.Length + _pendingCount > BufferSize)
            {
                // Nobody takes any more: what fits waits, and the program learns how much that was.
                int room = BufferSize - _pendingCount;
                Append(bytes[..room]);
                return RaiseWouldBlock(thread, passed + room);
            }
        }

        Append(bytes);
        return !IsUnbuffered || FlushPending(thread);
    }

    /// <summary>Passes on what was written; false when an exception is set.</summary>
    public bool FlushPending(ThreadState thread)
    {
        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        int count = PassOn(thread);
        return count >= 0 || (count == FileIOObject.WouldBlock && RaiseWouldBlock(thread, 0));
    }

    /// <summary>Puts the raw stream where the program thinks that it is; false when an exception is set.</summary>
    public bool DropAhead(ThreadState thread)
    {
        int unread = Unread;
        _aheadStart = _aheadEnd = 0;
        return unread == 0 || SeekRaw(thread, -unread, PosixConstants.SeekCurrent) >= 0;
    }

    /// <summary>The new position; -1 with an exception set.</summary>
    public long Seek(ThreadState thread, long offset, int whence)
    {
        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        if (!FlushPending(thread))
        {
            return -1;
        }

        if (whence == PosixConstants.SeekCurrent)
        {
            offset -= Unread;
        }

        long position = SeekRaw(thread, offset, whence);
        if (position >= 0)
        {
            _aheadStart = _aheadEnd = 0;
        }

        return position;
    }

    /// <summary>Where the program is; -1 with an exception set.</summary>
    public long Tell(ThreadState thread)
    {
        long position = File is { Descriptor: < 0 } ? Closed(thread) : File is not null ? File.Seek(thread, 0, PosixConstants.SeekCurrent) : Position(thread, thread.CallMethod(_raw, IOSupport.Tell));
        return position < 0 ? position : Math.Max(0, position - Unread + _pendingCount);
    }

    protected internal override void ReleaseReferences(ThreadState thread) => Drop(thread, ref _raw);

    /// <summary>Passes on what was written, what the raw stream takes of it; a negative result is why the rest still waits.</summary>
    private int PassOn(ThreadState thread)
    {
        int done = 0;
        while (done < _pendingCount)
        {
            int count = WriteRaw(thread, _pending.AsSpan(done, _pendingCount - done));
            if (count < 0)
            {
                _pending.AsSpan(done, _pendingCount - done).CopyTo(_pending);
                _pendingCount -= done;
                return count;
            }

            done += count;
        }

        _pendingCount = 0;
        return 0;
    }

    /// <summary>Puts bytes, for which there is room, behind those that wait.</summary>
    private void Append(ReadOnlySpan<byte> bytes)
    {
        // Small files are common: the buffer grows with what is written.
        int needed = _pendingCount + bytes.Length;
        if (needed > _pending.Length)
        {
            Array.Resize(ref _pending, Math.Min(BufferSize, Math.Max(needed, Math.Max(4096, _pending.Length * 2))));
        }

        bytes.CopyTo(_pending.AsSpan(_pendingCount));
        _pendingCount = needed;
    }

    private int TakeAhead(Span<byte> target)
    {
        int count = Math.Min(target.Length, Unread);
        _ahead.AsSpan(_aheadStart, count).CopyTo(target);
        _aheadStart += count;
        return count;
    }

    /// <summary>Reads into the empty read-ahead.</summary>
    private int Fill(ThreadState thread)
    {
        if (_ahead.Length == 0)
        {
            _ahead = new byte[BufferSize];
        }

        _aheadStart = _aheadEnd = 0;
        byte[] ahead = _ahead;
        // As in CPython the raw stream reads into the read-ahead itself.
        int count = File is not null ? ReadRaw(thread, ahead) : ReadObject(thread, ahead);
        _aheadEnd = ReferenceEquals(ahead, _ahead) ? Math.Max(count, 0) : 0;
        return count;
    }

    private int ReadRaw(ThreadState thread, Span<byte> target)
    {
        if (File is not null)
        {
            return File.Descriptor >= 0 ? File.Read(thread, target) : Closed(thread);
        }

        byte[] bytes = new byte[target.Length];
        int count = ReadObject(thread, bytes);
        if (count > 0)
        {
            bytes.AsSpan(0, count).CopyTo(target);
        }

        return count;
    }

    /// <summary>Has the raw stream, which is no FileIO, read into an array.</summary>
    private int ReadObject(ThreadState thread, byte[] target)
    {
        var buffer = new ByteArrayObject(target);
        Value view = MemoryViewObject.FromObject(thread, Value.Of(buffer));
        Value read = view.IsError ? view : thread.CallMethod(_raw, IOSupport.ReadInto, view);
        thread.Release(view.IsError ? Value.None : view);
        if (read.IsError)
        {
            return FileIOObject.Failed;
        }

        if (read.IsNone)
        {
            return FileIOObject.WouldBlock;
        }

        if (!Bind.TryLong(thread, read, out long count))
        {
            return FileIOObject.Failed;
        }

        if (count < 0 || count > target.Length)
        {
            thread.Raise(ExceptionTypes.OSError, $"raw readinto() returned invalid length {count} (should have been between 0 and {target.Length})");
            return FileIOObject.Failed;
        }

        if (!buffer.Span.Overlaps(target))
        {
            // The program has got at the bytearray and has resized it.
            buffer.Span[..Math.Min((int)count, buffer.Span.Length)].CopyTo(target);
        }

        return (int)count;
    }

    private int WriteRaw(ThreadState thread, ReadOnlySpan<byte> bytes)
    {
        if (File is not null)
        {
            return File.Descriptor >= 0 ? File.Write(thread, bytes) : Closed(thread);
        }

        Value view = MemoryViewObject.FromObject(thread, Value.Of(BytesObject.Of(bytes.ToArray())));
        Value written = view.IsError ? view : thread.CallMethod(_raw, IOSupport.Write, view);
        thread.Release(view.IsError ? Value.None : view);
        if (written.IsError)
        {
            return FileIOObject.Failed;
        }

        if (written.IsNone)
        {
            return FileIOObject.WouldBlock;
        }

        if (!Bind.TryLong(thread, written, out long count))
        {
            return FileIOObject.Failed;
        }

        if (count < 0 || count > bytes.Length)
        {
            thread.Raise(ExceptionTypes.OSError, $"raw write() returned invalid length {count} (should have been between 0 and {bytes.Length})");
            return FileIOObject.Failed;
        }

        return (int)count;
    }

    private long SeekRaw(ThreadState thread, long offset, int whence) => File is not null
        ? File.Seek(thread, offset, whence)
        : Position(thread, thread.CallMethod(_raw, IOSupport.Seek, Value.Int(offset), Value.Int(whence)));

    private byte[]? ReadAllOfObject(ThreadState thread, byte[] first, out bool isNone)
    {
        isNone = false;
        Value readAll = VM.Runtime.Attributes.TryGet(thread, _raw, IOSupport.ReadAll);
        if (readAll.IsError)
        {
            return null;
        }

        var all = new List<byte>(first);
        bool once = !readAll.IsUnbound;
        while (true)
        {
            Value read = once ? thread.Call(readAll) : thread.CallMethod(_raw, IOSupport.Read);
            if (read.IsError || (!read.IsNone && read.Ref is not BytesObject))
            {
                if (!read.IsError)
                {
                    thread.Release(read);
                    thread.TypeError($"{(once ? "readall" : "read")}() should return bytes");
                }

                thread.Release(once ? readAll : Value.None);
                return null;
            }

            int count = (read.Ref as BytesObject)?.Length ?? 0;
            isNone = read.IsNone && all.Count == 0;
            if (read.Ref is BytesObject bytes)
            {
                all.AddRange(bytes.Data);
            }

            if (once || count == 0)
            {
                thread.Release(once ? readAll : Value.None);
                return [.. all];
            }
        }
    }

    private static long Position(ThreadState thread, Value value)
    {
        if (value.IsError || !Bind.TryLong(thread, value, out long position))
        {
            return -1;
        }

        if (position < 0)
        {
            thread.Raise(ExceptionTypes.OSError, $"Raw stream returned invalid position {position}");
        }

        return position;
    }

    private static int Closed(ThreadState thread)
    {
        thread.ValueError("I/O operation on closed file.");
        return FileIOObject.Failed;
    }

    private static bool RaiseWouldBlock(ThreadState thread, int written)
    {
        Value exception = thread.Call(Value.Of(ExceptionTypes.BlockingIOError), Value.Int(11), Value.Str("write could not complete without blocking"), Value.Int(written));
        if (exception.Ref is ExceptionObject made)
        {
            thread.RaiseObject(made);
        }

        return false;
    }

    private static byte[] Join(List<byte>? parts, ReadOnlySpan<byte> last)
    {
        if (parts is null)
        {
            return last.ToArray();
        }

        parts.AddRange(last);
        return [.. parts];
    }
}
