using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The attributes of memoryview.</summary>
[PyType("memoryview", typeof(MemoryViewObject))]
internal static class MemoryViewAttributes
{
    [PyGetter("obj", Doc = "The underlying object of the memoryview.")]
    public static Value Object(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? thread.Retain(self.Owner) : Value.Error;

    [PyGetter("nbytes", Doc = "The amount of space in bytes that the array would use in a contiguous representation.")]
    public static Value ByteCount(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? Value.Int(self.View.ByteCount) : Value.Error;

    [PyGetter("readonly", Doc = "A bool indicating whether the memory is read only.")]
    public static Value ReadOnly(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? Value.Bool(self.View.IsReadOnly) : Value.Error;

    [PyGetter("itemsize", Doc = "The size in bytes of each element of the memoryview.")]
    public static Value ItemSize(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? Value.Int(self.View.ItemSize) : Value.Error;

    [PyGetter("format", Doc = "A string containing the format (in struct module style) for each element in the view.")]
    public static Value Format(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? Value.Str(self.View.Format) : Value.Error;

    [PyGetter("ndim", Doc = "An integer indicating how many dimensions of a multi-dimensional array the memory represents.")]
    public static Value Dimensions(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? Value.Int(self.View.Shape.Length) : Value.Error;

    [PyGetter("shape", Doc = "A tuple of ndim integers giving the shape of the memory as an N-dimensional array.")]
    public static Value Shape(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? Tuple(thread, self.View.Shape) : Value.Error;

    [PyGetter("strides", Doc = "A tuple of ndim integers giving the size in bytes to access each element for each dimension of the array.")]
    public static Value Strides(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? Tuple(thread, self.View.Strides) : Value.Error;

    [PyGetter("suboffsets", Doc = "A tuple of integers used internally for arrays of pointers: always empty.")]
    public static Value Suboffsets(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? Value.Of(TupleObject.Empty) : Value.Error;

    [PyGetter("c_contiguous", Doc = "A bool indicating whether the memory is C contiguous.")]
    public static Value IsContiguous(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? Value.Bool(self.View.IsContiguous) : Value.Error;

    [PyGetter("f_contiguous", Doc = "A bool indicating whether the memory is Fortran contiguous.")]
    public static Value IsFortranContiguous(ThreadState thread, MemoryViewObject self) => self.IsUsable(thread) ? Value.Bool(self.View.IsFortranContiguous) : Value.Error;

    [PyGetter("contiguous", Doc = "A bool indicating whether the memory is contiguous.")]
    public static Value IsAnyContiguous(ThreadState thread, MemoryViewObject self) =>
        self.IsUsable(thread) ? Value.Bool(self.View.IsContiguous || self.View.IsFortranContiguous) : Value.Error;

    private static Value Tuple(ThreadState thread, int[] numbers) =>
        Value.Of(TupleObject.Steal(thread, Array.ConvertAll(numbers, static number => Value.Int(number))));
}
