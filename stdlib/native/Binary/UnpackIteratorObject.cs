using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The iterator that iter_unpack returns; it holds the buffer exported.</summary>
public sealed class UnpackIteratorObject : PyObject
{
    internal static readonly TypeObject Class = new(BuiltinTypes.Type, "unpack_iterator", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_struct" };

    private readonly StructFormat _format;
    private readonly Value _buffer;
    private BufferExport _export;
    private bool _open = true;
    private int _at;

    /// <summary>The reference to the buffer and the export move in.</summary>
    private UnpackIteratorObject(ThreadState thread, StructFormat format, Value buffer, BufferExport export)
        : base(thread, Class)
    {
        _format = format;
        _buffer = buffer;
        _export = export;
    }

    /// <summary>The number of tuples left.</summary>
    internal long Remaining => _open ? (_export.View!.ByteCount - _at) / _format.Size : 0;

    internal static Value Make(ThreadState thread, StructFormat format, Value buffer)
    {
        if (format.Size == 0)
        {
            return StructErrors.Raise(thread, "cannot iteratively unpack with a struct of length 0");
        }

        BufferExport export = Buffers.Export(thread, buffer);
        if (export.View is not { } view)
        {
            return Value.Error;
        }

        if (view.ByteCount % format.Size != 0)
        {
            export.Dispose();
            return StructErrors.Raise(thread, $"iterative unpacking requires a buffer of a multiple of {format.Size} bytes");
        }

        return Value.Of(new UnpackIteratorObject(thread, format, thread.Retain(buffer), export));
    }

    internal Value Next(ThreadState thread)
    {
        if (!_open)
        {
            return Value.End;
        }

        BufferView view = _export.View!;
        if (_at + _format.Size > view.ByteCount)
        {
            Close(thread);
            return Value.End;
        }

        ReadOnlySpan<byte> bytes = view.IsContiguous ? view.AsSpan() : view.ToArray();
        Value result = StructPacking.Unpack(thread, _format, bytes.Slice(_at, _format.Size));
        _at += _format.Size;
        return result;
    }

    protected internal override void ReleaseReferences(ThreadState thread) => Close(thread);

    private void Close(ThreadState thread)
    {
        if (_open)
        {
            _open = false;
            _export.Dispose();
            thread.Release(_buffer);
        }
    }
}

/// <summary>The methods of unpack_iterator.</summary>
[PyType("unpack_iterator", typeof(UnpackIteratorObject), Module = "_struct")]
internal static class UnpackIteratorMethods
{
    internal static TypeObject Type => UnpackIteratorObject.Class;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, UnpackIteratorObject self) => self.Next(thread);

    [PyMethod("__length_hint__")]
    public static long Hint(UnpackIteratorObject self) => self.Remaining;
}
