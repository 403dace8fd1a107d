using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>A hash that is being computed. Uncounted.</summary>
public sealed class HashObject : PyObject
{
    /// <summary>Hashing less takes less time than to let go of the lock and get it back (CPython's HASHLIB_GIL_MINSIZE).</summary>
    internal const int LeastUnlocked = 2048;

    private readonly HashState _state;

    internal HashObject(TypeObject type, HashKind kind, HashState state)
        : base(type)
    {
        Kind = kind;
        _state = state;
    }

    internal HashKind Kind { get; }

    /// <summary>Hashes more, nothing when <paramref name="data"/> is absent; large data without the interpreter's lock. Raises TypeError for what has no bytes.</summary>
    internal bool TryAppend(ThreadState thread, Value data)
    {
        if (data.IsUnbound)
        {
            return true;
        }

        if (!Buffers.Has(data))
        {
            thread.TypeError(data.Ref is StrObject ? "Strings must be encoded before hashing" : "object supporting the buffer API required");
            return false;
        }

        if (!Bind.TryBytes(thread, data, out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        Append(thread, bytes);
        return true;
    }

    private void Append(ThreadState thread, ReadOnlySpan<byte> data)
    {
        if (data.Length < LeastUnlocked)
        {
            lock (_state)
            {
                _state.Append(data);
            }

            return;
        }

        thread.BeginBlocking();
        try
        {
            lock (_state)
            {
                _state.Append(data);
            }
        }
        finally
        {
            thread.EndBlocking();
        }
    }

    /// <summary>The digest of what was hashed so far; <paramref name="length"/> bytes of it where the function gives as many as one wants.</summary>
    internal byte[] Current(int length)
    {
        lock (_state)
        {
            return _state.Current(length);
        }
    }

    /// <summary>Another that goes on from here.</summary>
    internal HashObject Copy()
    {
        lock (_state)
        {
            return new HashObject(Type, Kind, _state.Copy());
        }
    }
}
