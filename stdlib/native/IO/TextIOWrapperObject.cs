using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Text.Codecs;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>
/// A text stream over a binary one. print() writes to it through <see cref="ITextOutput"/> without looking up methods, and over
/// a buffered stream of this library bytes are passed on without becoming objects.
/// </summary>
internal sealed class TextIOWrapperObject(ThreadState thread, TypeObject type) : IOBaseObject(thread, type), ITextOutput
{
    /// <summary>How many bytes are read, and collected before they are passed on, at a time.</summary>
    public int ChunkSize { get; set; } = 8192;

    private Value _buffer = Value.Unbound;
    private byte[] _pending = [];
    private int _pendingCount;

    /// <summary>The binary stream, borrowed; Unbound before __init__ and after detach().</summary>
    public Value Buffer => _buffer;

    /// <summary>The binary stream when it is one of this library's buffered ones.</summary>
    public BufferedObject? Direct { get; private set; }

    public bool IsDetached { get; private set; }

    public string Encoding { get; private set; } = "utf-8";

    public string Errors { get; private set; } = "strict";

    public bool LineBuffering { get; set; }

    public bool WriteThrough { get; set; }

    public bool IsSeekable { get; private set; }

    /// <summary>The newline argument; null for universal newlines.</summary>
    public string? Newline { get; private set; }

    /// <summary>What \n becomes when it is written; null for itself.</summary>
    public string? WriteNewline { get; private set; }

    /// <summary>The encoder; null for a stream that cannot be written.</summary>
    public TextEncoding? Encoder { get; private set; }

    /// <summary>The reading half; null for a stream that cannot be read.</summary>
    public TextReading? Reader { get; private set; }

    /// <summary>Takes over a binary stream (borrowed).</summary>
    public void Attach(ThreadState thread, Value buffer, bool readable, bool writable, bool seekable)
    {
        Drop(thread, ref _buffer);
        _buffer = thread.Retain(buffer);
        Direct = buffer.Ref is BufferedObject { Type.IsHeap: false } direct ? direct : null;
        (IsDetached, IsClosed, IsSeekable) = (false, false, seekable);
        _pendingCount = 0;
        Encoder = writable ? new TextEncoding(CodecRegistry.Utf8, "strict") : null;
        Reader = readable ? new TextReading(this) : null;
    }

    /// <summary>Sets encoding, error handler and newlines; what was read or written before must have been dealt with.</summary>
    public void Configure(TextCodec codec, string encoding, string errors, string? newline, bool atStart)
    {
        (Encoding, Errors, Newline) = (encoding, errors, newline);
        WriteNewline = newline is "\r" or "\r\n" ? newline : null;
        if (Encoder is not null)
        {
            Encoder = new TextEncoding(codec, errors);
            Encoder.Reset(atStart);
        }

        Reader?.Configure(new TextDecoding(codec, errors), newline);
    }

    /// <summary>Gives the binary stream back; its reference moves to the caller.</summary>
    public Value Detach()
    {
        Value buffer = _buffer;
        _buffer = Value.Unbound;
        Direct = null;
        IsDetached = true;
        return buffer;
    }

    /// <summary>True when there is a binary stream; false with ValueError set.</summary>
    public bool CheckAttached(ThreadState thread)
    {
        if (!_buffer.IsUnbound)
        {
            return true;
        }

        thread.ValueError(IsDetached ? "underlying buffer has been detached" : "I/O operation on uninitialized object");
        return false;
    }

    public override int IsClosedNow(ThreadState thread) => Direct is not null ? Direct.IsClosedNow(thread)
        : CheckAttached(thread) ? IOSupport.IsClosed(thread, _buffer) : -1;

    /// <summary>True when there is an open binary stream; false with ValueError set.</summary>
    public bool CheckOpen(ThreadState thread)
    {
        int closed = CheckAttached(thread) ? IsClosedNow(thread) : -1;
        if (closed > 0)
        {
            IOSupport.ClosedError(thread);
        }

        return closed == 0;
    }

    bool ITextOutput.IsPlain => !Type.IsHeap;

    /// <summary>Writes text, now or later; false when an exception is set.</summary>
    public bool TryWrite(ThreadState thread, StrObject text)
    {
        if (!SettleLine(thread))
        {
            return false;
        }

        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        return TryWriteLocked(thread, text);
    }

    /// <summary>Writes text and what ends it, now or later; false when an exception is set.</summary>
    public bool TryWrite(ThreadState thread, StrObject text, StrObject end)
    {
        if (!SettleLine(thread))
        {
            return false;
        }

        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        return TryWriteLocked(thread, text) && TryWriteLocked(thread, end);
    }

    /// <summary>Writes pieces of text, now or later; false when an exception is set.</summary>
    public bool TryWriteAll(ThreadState thread, ReadOnlySpan<StrObject> pieces)
    {
        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        foreach (StrObject piece in pieces)
        {
            if (!TryWriteLocked(thread, piece))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What a print() of the thread holds back is written before anything else of it; not under this stream's lock, for it may be another's.</summary>
    private static bool SettleLine(ThreadState thread) => thread.Line is not { } line || line.TrySettle(thread);

    private bool TryWriteLocked(ThreadState thread, StrObject text)
    {
        if (!CheckOpen(thread))
        {
            return false;
        }

        if (Encoder is null)
        {
            IOSupport.Unsupported(thread, "not writable");
            return false;
        }

        StrData data = text.Data;
        bool hasNewline = (WriteNewline is not null || LineBuffering) && Newlines.FindEnd(data, 0, "\n") >= 0;
        bool flushes = LineBuffering && (hasNewline || Newlines.FindEnd(data, 0, "\r") >= 0);
        if (hasNewline && WriteNewline is not null)
        {
            data = ReplaceNewlines(data, WriteNewline);
        }

        if (_pendingCount + data.Length > ChunkSize && _pendingCount > 0 && !PassOn(thread))
        {
            return false;
        }

        if (!Encoder.TryAppend(thread, data, ref _pending, ref _pendingCount)
            || ((_pendingCount >= ChunkSize || flushes || WriteThrough) && !PassOn(thread)))
        {
            return false;
        }

        if (flushes && !FlushBuffer(thread))
        {
            return false;
        }

        // Where there are positions, what was read ahead lies behind what was written; in a socket it is still to be read.
        if (IsSeekable)
        {
            Reader?.Forget();
        }

        return true;
    }

    /// <summary>flush(): passes on what was written and flushes the binary stream; false when an exception is set.</summary>
    public bool TryFlush(ThreadState thread)
    {
        if (!SettleLine(thread))
        {
            return false;
        }

        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        return CheckOpen(thread) && PassOn(thread) && FlushBuffer(thread);
    }

    /// <summary>Hands the collected bytes to the binary stream; false when an exception is set.</summary>
    public bool PassOn(ThreadState thread)
    {
        using StreamLock.Scope guard = StreamLock.Enter(thread, this);
        if (_pendingCount == 0)
        {
            return true;
        }

        int count = _pendingCount;
        _pendingCount = 0;
        if (Direct is not null)
        {
            return Direct.Write(thread, _pending.AsSpan(0, count));
        }

        return IOSupport.Do(thread, _buffer, IOSupport.Write, Value.Of(BytesObject.Of(_pending.AsSpan(0, count).ToArray())));
    }

    protected internal override void ReleaseReferences(ThreadState thread) => Drop(thread, ref _buffer);

    private bool FlushBuffer(ThreadState thread) =>
        Direct is { CanRead: false } ? Direct.FlushPending(thread) : IOSupport.Do(thread, _buffer, IOSupport.Flush);

    private static StrData ReplaceNewlines(StrData text, string newline)
    {
        if (text.Narrow is { } narrow)
        {
            return narrow.Replace("\n", newline);
        }

        var builder = new StrDataBuilder(text.Length + 16);
        foreach (int point in text.Wide!)
        {
            if (point == '\n')
            {
                builder.Append(newline);
            }
            else
            {
                builder.Append(point);
            }
        }

        return builder.ToStrData();
    }
}
