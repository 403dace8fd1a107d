using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>tell() and seek() of text streams. A position is the byte offset of the next character.</summary>
internal static class TextPositions
{
    public static Value Tell(ThreadState thread, TextIOWrapperObject self)
    {
        if (!self.CheckOpen(thread))
        {
            return Value.Error;
        }

        if (!self.IsSeekable)
        {
            return IOSupport.Unsupported(thread, "underlying stream is not seekable");
        }

        if (self.Reader is { IsTellingDisabled: true })
        {
            return thread.Raise(ExceptionTypes.OSError, "telling position disabled by next() call");
        }

        if (!self.PassOn(thread) || !IOSupport.Do(thread, Value.Of(self), IOSupport.Flush))
        {
            return Value.Error;
        }

        Value position = thread.CallMethod(self.Buffer, IOSupport.Tell);
        if (position.IsError || self.Reader is not { } reader || position.Ref is not null)
        {
            return position;
        }

        return reader.TellFrom(thread, position.Bits) is { } found ? Value.Int(found) : thread.Raise(ExceptionTypes.OSError, "can't reconstruct logical file position");
    }

    public static Value Seek(ThreadState thread, TextIOWrapperObject self, Value cookie, int whence)
    {
        if (!self.CheckOpen(thread))
        {
            return Value.Error;
        }

        if (!self.IsSeekable)
        {
            return IOSupport.Unsupported(thread, "underlying stream is not seekable");
        }

        if (whence is < 0 or > 2)
        {
            return thread.ValueError($"invalid whence ({whence}, should be 0, 1 or 2)");
        }

        int isZero = Comparison.Equal(thread, cookie, Value.Int(0));
        if (isZero < 0)
        {
            return Value.Error;
        }

        if (whence != 0 && isZero == 0)
        {
            return IOSupport.Unsupported(thread, whence == 1 ? "can't do nonzero cur-relative seeks" : "can't do nonzero end-relative seeks");
        }

        Value target = cookie;
        if (whence == 1)
        {
            target = Tell(thread, self);
        }

        if (target.IsError || !Bind.TryLong(thread, target, out long offset))
        {
            return Value.Error;
        }

        if (whence == 0 && offset < 0)
        {
            return thread.ValueError($"negative seek position {offset}");
        }

        if (!IOSupport.Do(thread, Value.Of(self), IOSupport.Flush))
        {
            return Value.Error;
        }

        Value position = whence == 2
            ? thread.CallMethod(self.Buffer, IOSupport.Seek, Value.Int(0), Value.Int(2))
            : thread.CallMethod(self.Buffer, IOSupport.Seek, Value.Int(offset));
        if (position.IsError)
        {
            return position;
        }

        bool atStart = position.IsInt && position.Bits == 0;
        if (self.Reader is { } reader)
        {
            reader.Reset(atStart);
            reader.IsTellingDisabled = false;
        }

        self.Encoder?.Reset(atStart);
        return position;
    }
}
