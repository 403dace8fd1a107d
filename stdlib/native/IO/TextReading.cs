using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The reading half of a text stream: decoded characters read ahead, and what is needed to say where in the bytes the reader is.</summary>
internal sealed class TextReading(TextIOWrapperObject owner)
{
    private TextDecoding _decoding = null!;
    private NewlineTranslator? _translator;
    private StrData _ahead = StrData.Empty;
    private int _used;

    // The state when the bytes of _ahead were decoded, and these bytes: tell() decodes them again.
    private TextDecoding? _startDecoding;
    private bool _startPendingReturn;
    private byte[] _chunk = [];

    /// <summary>next() reads ahead without the means to tell().</summary>
    public bool IsTellingDisabled { get; set; }

    /// <summary>Kinds of newlines seen.</summary>
    public int SeenNewlines => _translator?.Seen ?? 0;

    /// <summary>True when something has been decoded since the last <see cref="Forget"/>.</summary>
    public bool HasDecoded => _startDecoding is not null;

    private int Available => _ahead.Length - _used;

    public void Configure(TextDecoding decoding, string? newline)
    {
        _decoding = decoding;
        _translator = newline is null or "" ? new NewlineTranslator(newline is null) : null;
        Forget();
    }

    /// <summary>Drops what was read ahead: the stream goes on from where its bytes are.</summary>
    public void Forget()
    {
        _ahead = StrData.Empty;
        _used = 0;
        _startDecoding = null;
        _chunk = [];
    }

    /// <summary>After a seek.</summary>
    public void Reset(bool atStart)
    {
        Forget();
        _decoding.Reset(atStart);
        if (_translator is not null)
        {
            _translator.HasPendingReturn = false;
        }
    }

    /// <summary>Everything up to the end; false when an exception is set.</summary>
    public bool TryReadAll(ThreadState thread, out StrData text)
    {
        text = StrData.Empty;
        byte[]? bytes = ReadBytes(thread, all: true);
        if (bytes is null || !TryTranslate(thread, bytes, final: true, out StrData rest))
        {
            return false;
        }

        text = Available == 0 ? rest : Join(_ahead.Slice(_used), rest);
        Forget();
        return true;
    }

    /// <summary>A number of characters, fewer only at the end; false when an exception is set.</summary>
    public bool TryRead(ThreadState thread, long count, out StrData text)
    {
        text = Take(count);
        while (text.Length < count)
        {
            if (!TryFill(thread, out bool atEnd))
            {
                return false;
            }

            text = Join(text, Take(count - text.Length));
            if (atEnd && Available == 0)
            {
                break;
            }
        }

        return true;
    }

    /// <summary>A line with its newline, at most a number of characters (negative: any); false when an exception is set.</summary>
    public bool TryReadLine(ThreadState thread, long limit, out StrData line)
    {
        line = StrData.Empty;
        string ending = owner.Newline ?? "\n";
        StrDataBuilder builder = default;
        bool isBuilding = false;
        while (true)
        {
            int end = Newlines.FindEnd(_ahead, _used, ending);
            long room = limit < 0 ? long.MaxValue : limit - builder.Length;
            if (end >= 0 || Available >= room)
            {
                StrData part = Take(Math.Min(room, end >= 0 ? end - _used : Available));
                if (isBuilding)
                {
                    builder.Append(part);
                }

                line = isBuilding ? builder.ToStrData() : part;
                return true;
            }

            if (Available > 0)
            {
                // "\r\n" may be cut in two by the end of the chunk.
                int keep = ending == "\r\n" && _ahead[^1] == '\r' ? 1 : 0;
                builder.Append(Take(Available - keep));
                isBuilding = true;
            }

            StrData kept = _ahead.Slice(_used);
            if (!TryFill(thread, out bool atEnd))
            {
                return false;
            }

            if (kept.Length > 0)
            {
                _ahead = Join(kept, _ahead);
                _used = 0;
            }

            if (atEnd && (Available == 0 || kept.Length == Available))
            {
                builder.Append(Take(Available));
                line = builder.ToStrData();
                return true;
            }
        }
    }

    /// <summary>
    /// The byte position that reading would go on from, given that of the binary stream. Null when it falls inside a
    /// sequence and no number can say it.
    /// </summary>
    public long? TellFrom(ThreadState thread, long position)
    {
        if (_startDecoding is null)
        {
            return position - _decoding.Left.Length - (_translator is { HasPendingReturn: true } ? 1 : 0);
        }

        long start = position - _chunk.Length - _startDecoding.Left.Length - (_startPendingReturn ? 1 : 0);
        if (_used == 0 && !_startPendingReturn)
        {
            return start;
        }

        // Decode the chunk again, byte by byte, until as many characters have come as were taken.
        TextDecoding decoding = _startDecoding.Copy();
        NewlineTranslator? translator = _translator is null ? null : new NewlineTranslator(_translator.Translates) { HasPendingReturn = _startPendingReturn };
        int characters = 0;
        for (int i = 0; i < _chunk.Length; i++)
        {
            if (characters >= _used && decoding.IsClean && translator is not { HasPendingReturn: true })
            {
                return position - _chunk.Length + i;
            }

            if (!decoding.TryDecode(thread, _chunk.AsSpan(i, 1), false, out StrData piece))
            {
                thread.ClearException();
                return null;
            }

            characters += (translator?.Translate(piece, false) ?? piece).Length;
            if (characters > _used && translator is { HasPendingReturn: false })
            {
                // A lone \r showed itself only with the character behind it.
                return position - _chunk.Length + i;
            }
        }

        return position - decoding.Left.Length;
    }

    /// <summary>Reads and decodes a chunk; false when an exception is set.</summary>
    private bool TryFill(ThreadState thread, out bool atEnd)
    {
        atEnd = false;
        TextDecoding start = _decoding.Copy();
        bool pendingReturn = _translator is { HasPendingReturn: true };
        byte[]? bytes = ReadBytes(thread, all: false);
        if (bytes is null)
        {
            return false;
        }

        atEnd = bytes.Length == 0;
        bool decoded = TryTranslate(thread, bytes, atEnd, out _ahead);
        _used = 0;
        if (!decoded)
        {
            return false;
        }

        (_startDecoding, _startPendingReturn, _chunk) = (start, pendingReturn, bytes);
        return true;
    }

    private bool TryTranslate(ThreadState thread, byte[] bytes, bool final, out StrData text)
    {
        if (!_decoding.TryDecode(thread, bytes, final, out text))
        {
            return false;
        }

        text = _translator?.Translate(text, final) ?? text;
        return true;
    }

    private byte[]? ReadBytes(ThreadState thread, bool all)
    {
        if (owner.Direct is { } direct)
        {
            if (!direct.CheckOpen(thread, "read of"))
            {
                return null;
            }

            if (!all)
            {
                return direct.ReadOnce(thread, owner.ChunkSize);
            }

            byte[]? rest = direct.ReadAll(thread, out bool isNone);
            return isNone ? WouldBlock(thread) : rest;
        }

        Value method = all ? Value.Unbound : Attributes.TryGet(thread, owner.Buffer, IOSupport.Read1);
        if (method.IsError)
        {
            return null;
        }

        Value read = all ? thread.CallMethod(owner.Buffer, IOSupport.Read)
            : method.IsUnbound ? thread.CallMethod(owner.Buffer, IOSupport.Read, Value.Int(owner.ChunkSize))
            : thread.Call(method, Value.Int(owner.ChunkSize));
        thread.Release(method.IsUnbound ? Value.None : method);
        if (read.IsError)
        {
            return null;
        }

        byte[]? bytes = null;
        if (all && read.IsNone)
        {
            return WouldBlock(thread);
        }

        if (Buffers.Has(read) && Buffers.TryGet(thread, read, out ReadOnlySpan<byte> data))
        {
            bytes = data.ToArray();
        }
        else if (!thread.HasException)
        {
            thread.TypeError($"underlying {(all ? "read" : method.IsUnbound ? "read" : "read1")}() should have returned a bytes-like object, not '{read.Type.Name}'");
        }

        thread.Release(read);
        return bytes;
    }

    /// <summary>All there is was asked for, and nobody knows yet what that is.</summary>
    private static byte[]? WouldBlock(ThreadState thread)
    {
        thread.Raise(ExceptionTypes.BlockingIOError, "Read returned None.");
        return null;
    }

    private StrData Take(long limit)
    {
        int count = (int)Math.Min(limit, Available);
        StrData result = count == _ahead.Length ? _ahead : _ahead.Slice(_used, count);
        _used += count;
        return result;
    }

    private static StrData Join(StrData first, StrData second)
    {
        if (first.Length == 0 || second.Length == 0)
        {
            return first.Length == 0 ? second : first;
        }

        if (first.Narrow is { } one && second.Narrow is { } other)
        {
            return one + other;
        }

        var builder = new StrDataBuilder(first.Length + second.Length);
        builder.Append(first);
        builder.Append(second);
        return builder.ToStrData();
    }
}
