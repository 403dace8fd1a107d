using System.Runtime.CompilerServices;
using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What makes array.array a type and a sequence.</summary>
[PyType("array", typeof(ArrayObject), Module = "array", Locks = true, Doc = "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and initialized from the\noptional initializer value, which must be a list, string or iterable over elements of\nthe appropriate type.")]
internal static class ArrayMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "array", BuiltinTypes.Object, TypeFlags.BaseType | TypeFlags.Sequence | TypeFlags.HasWeakReferences) { Module = "array" };

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!keywords.IsEmpty && ReferenceEquals(cls, Type))
        {
            return thread.TypeError("array.array() takes no keyword arguments");
        }

        arguments = arguments[..^keywords.Count];
        if (arguments.Length is 0 or > 2)
        {
            return thread.TypeError(arguments.IsEmpty ? "array() takes at least 1 argument (0 given)" : $"array() takes at most 2 arguments ({arguments.Length} given)");
        }

        if (arguments[0].Ref is not StrObject { Length: 1 } typecode)
        {
            return thread.TypeError(arguments[0].Ref is StrObject text
                ? $"array() argument 1 must be a unicode character, not a string of length {text.Length}"
                : $"array() argument 1 must be a unicode character, not {arguments[0].Type.Name}");
        }

        int code = typecode.CodePointAt(0);
        Value initial = arguments.Length > 1 ? arguments[1] : Value.Unbound;
        bool isText = code is 'u' or 'w';
        if (!isText && initial.Ref is StrObject)
        {
            return thread.TypeError($"cannot use a str to initialize an array with typecode '{(char)code}'");
        }

        if (!isText && initial.Ref is ArrayObject { IsText: true })
        {
            return thread.TypeError($"cannot use a unicode array to initialize an array with typecode '{(char)code}'");
        }

        if (code > 127 || !ArrayObject.Codes.Contains((char)code))
        {
            return thread.ValueError("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
        }

        var array = new ArrayObject(thread, cls, (char)code);
        if (initial.IsUnbound || Fill(thread, array, initial))
        {
            return Value.Of(array);
        }

        thread.Release(Value.Of(array));
        return Value.Error;
    }

    [PyGetter("typecode", Doc = "the typecode character used to create the array")]
    public static Value TypeCode(ThreadState thread, ArrayObject self) => Value.Of(StrObject.OfChar(self.Code));

    [PyGetter("itemsize", Doc = "the size, in bytes, of one array item")]
    public static long ItemSize(ArrayObject self) => self.ItemSize;

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, ArrayObject self)
    {
        string name = self.Type.ShortName;
        if (self.Count == 0)
        {
            return Value.Str($"{name}('{self.Code}')");
        }

        Value items = self.IsText ? ArrayEditMethods.ToText(thread, self) : ArrayEditMethods.ToList(thread, self);
        string? text = Operators.ReprText(thread, items);
        thread.Release(items);
        return text is null ? Value.Error : Value.Str($"{name}('{self.Code}', {text})");
    }

    [PyMethod("__len__")]
    public static long Len(ArrayObject self) => self.Count;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, ArrayObject self) => Value.Of(new ArrayIteratorObject(thread, self));

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, ArrayObject self, Value item)
    {
        int found = ArrayEditMethods.Find(thread, self, item, 0, self.Count);
        return found == ArrayEditMethods.Failed ? Value.Error : Value.Bool(found >= 0);
    }

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, ArrayObject self, Value other) => Compare(thread, SpecialMethod.Eq, self, other);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, ArrayObject self, Value other) => Compare(thread, SpecialMethod.Ne, self, other);

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, ArrayObject self, Value other) => Compare(thread, SpecialMethod.Lt, self, other);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, ArrayObject self, Value other) => Compare(thread, SpecialMethod.Le, self, other);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, ArrayObject self, Value other) => Compare(thread, SpecialMethod.Gt, self, other);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, ArrayObject self, Value other) => Compare(thread, SpecialMethod.Ge, self, other);

    [PyMethod("__add__")]
    public static Value Add(ThreadState thread, ArrayObject self, Value other)
    {
        if (other.Ref is not ArrayObject right)
        {
            return thread.TypeError($"can only append array (not \"{other.Type.Name}\") to array");
        }

        return right.Code == self.Code ? Make(thread, self, [.. self.Bytes, .. right.Bytes]) : thread.TypeError("bad argument type for built-in operation");
    }

    [PyMethod("__iadd__")]
    public static Value IAdd(ThreadState thread, ArrayObject self, Value other)
    {
        if (other.Ref is not ArrayObject)
        {
            return thread.TypeError($"can only extend array with array (not \"{other.Type.Name}\")");
        }

        return ArrayEditMethods.TryExtend(thread, self, other) ? thread.Retain(Value.Of(self)) : Value.Error;
    }

    [PyMethod("__mul__")]
    public static Value Mul(ThreadState thread, ArrayObject self, Value count)
    {
        if (count.Ref is not null && !count.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            return thread.TypeError($"can't multiply sequence by non-int of type '{count.Type.Name}'");
        }

        if (!Operators.TryIndex(thread, count, out long times))
        {
            return Value.Error;
        }

        if (times <= 0 || self.Count == 0)
        {
            return Make(thread, self, []);
        }

        if (times > System.Array.MaxLength / self.Bytes.Length)
        {
            return thread.MemoryError();
        }

        byte[] bytes = new byte[self.Bytes.Length * times];
        VM.Text.Spans.SpanEdit.Repeat<byte>(self.Bytes, bytes);
        return Make(thread, self, bytes);
    }

    [PyMethod("__rmul__")]
    public static Value RMul(ThreadState thread, ArrayObject self, Value count) => Mul(thread, self, count);

    [PyMethod("__imul__")]
    public static Value IMul(ThreadState thread, ArrayObject self, Value count)
    {
        Value repeated = Mul(thread, self, count);
        if (repeated.Ref is not ArrayObject result)
        {
            return repeated;
        }

        bool stored = self.TrySplice(thread, 0, self.Count, result.Bytes);
        thread.Release(repeated);
        return stored ? thread.Retain(Value.Of(self)) : Value.Error;
    }

    [PyMethod("__copy__", Doc = "Return a copy of the array.")]
    public static Value Copy(ThreadState thread, ArrayObject self) => Make(thread, self, self.Bytes);

    [PyMethod("__deepcopy__", Doc = "Return a copy of the array.")]
    public static Value DeepCopy(ThreadState thread, ArrayObject self, Value memo) => Make(thread, self, self.Bytes);

    [PyMethod("__reduce_ex__", Doc = "Return state information for pickling.")]
    public static Value ReduceEx(ThreadState thread, ArrayObject self, Value protocol)
    {
        if (!Operators.TryIndex(thread, protocol, out long version))
        {
            return Value.Error;
        }

        Value state = thread.CallMethod(Value.Of(self), StrObject.Intern("__getstate__"));
        if (state.IsError)
        {
            return state;
        }

        Value code = Value.Of(StrObject.OfChar(self.Code));
        if (version < 3 || MachineFormat(self) < 0)
        {
            Value items = ArrayEditMethods.ToList(thread, self);
            return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), Value.Of(TupleObject.Steal(thread, [code, items])), state]));
        }

        Value module = thread.Interpreter.Modules.GetName(StrObject.Intern("array"));
        Value reconstruct = module.Ref is ModuleObject loaded ? loaded.Namespace.GetName(StrObject.Intern("_array_reconstructor")) : Value.None;
        Value arguments = Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), code, Value.Int(MachineFormat(self)), Value.Of(BytesObject.Of(self.Bytes))]));
        return Value.Of(TupleObject.Steal(thread, [thread.Retain(reconstruct), arguments, state]));
    }

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyMethod("__buffer__", Doc = "Return a buffer object that exposes the underlying memory of the object.")]
    public static Value Buffer(ThreadState thread, Value self, long flags) => MemoryViewObject.FromObject(thread, self);

    [PyMethod("__sizeof__", Doc = "Size of the array in memory, in bytes.")]
    public static long SizeOf(ArrayObject self) => 80 + self.Bytes.Length;

    /// <summary>CPython's number for the layout of the items, which pickles carry; -1 for characters, whose size differs between machines.</summary>
    internal static int MachineFormat(ArrayObject array) => array.Code switch
    {
        'B' => 0,
        'b' => 1,
        'H' => 2,
        'h' => 4,
        'I' => 6,
        'i' => 8,
        'L' or 'Q' => 10,
        'l' or 'q' => 12,
        'f' => 14,
        'd' => 16,
        _ => 20,
    };

    /// <summary>An array of the same type code with a copy of the bytes.</summary>
    internal static Value Make(ThreadState thread, ArrayObject like, ReadOnlySpan<byte> bytes)
    {
        var array = new ArrayObject(thread, Type, like.Code);
        array.TrySplice(thread, 0, 0, bytes);
        return Value.Of(array);
    }

    private static bool Fill(ThreadState thread, ArrayObject array, Value initial)
    {
        switch (initial.Ref)
        {
            case BytesObject or ByteArrayObject:
                Buffers.TryGet(thread, initial, out ReadOnlySpan<byte> bytes);
                return ArrayEditMethods.FromBytes(thread, array, bytes);
            case StrObject text:
                return ArrayEditMethods.TryAppendText(thread, array, text);
            case ArrayObject other when other.Code == array.Code:
                return array.TrySplice(thread, 0, 0, other.Bytes);
        }

        return ArrayEditMethods.TryAppendAll(thread, array, initial);
    }

    private static Value Compare(ThreadState thread, SpecialMethod operation, ArrayObject self, Value other)
    {
        if (other.Ref is not ArrayObject right)
        {
            return Value.NotImplemented;
        }

        if (self.Count != right.Count && operation is SpecialMethod.Eq or SpecialMethod.Ne)
        {
            return Value.Bool((self.Count == right.Count) == (operation == SpecialMethod.Eq));
        }

        for (int i = 0; i < self.Count && i < right.Count; i++)
        {
            Value a = self.Get(i);
            Value b = right.Get(i);
            int equal = a.IsFloat && b.IsFloat ? (a.Float == b.Float ? 1 : 0) : Comparison.Equal(thread, a, b);
            if (equal < 0)
            {
                return Value.Error;
            }

            if (equal == 0)
            {
                return operation switch
                {
                    SpecialMethod.Eq => Value.False,
                    SpecialMethod.Ne => Value.True,
                    _ => Comparison.Compare(thread, operation, a, b),
                };
            }
        }

        return Comparison.Compare(thread, operation, Value.Int(self.Count), Value.Int(right.Count));
    }
}

/// <summary>The iterator of an array, which may change meanwhile.</summary>
public sealed class ArrayIteratorObject : PyObject
{
    internal static readonly TypeObject Class = new(BuiltinTypes.Type, "arrayiterator", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "array" };

    private ArrayObject? _array;
    private int _index;

    /// <summary>The array is borrowed.</summary>
    internal ArrayIteratorObject(ThreadState thread, ArrayObject array)
        : base(thread, Class)
    {
        RefCount.Retain(thread, array);
        _array = array;
    }

    internal Value Next(ThreadState thread)
    {
        if (_array is not { } array)
        {
            return Value.End;
        }

        if (_index < array.Count)
        {
            return array.Get(_index++);
        }

        _array = null;
        RefCount.Release(thread, array);
        return Value.End;
    }

    internal Value Reduce(ThreadState thread) => IteratorState.Reduce(thread, _array is null ? Value.Unbound : Value.Of(_array), _index);

    internal void MoveTo(long index) => _index = (int)Math.Clamp(index, 0, _array?.Count ?? 0);

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (_array is { } array)
        {
            _array = null;
            RefCount.Release(thread, array);
        }
    }
}

/// <summary>The methods of arrayiterator.</summary>
[PyType("arrayiterator", typeof(ArrayIteratorObject), Module = "array", Locks = true)]
internal static class ArrayIteratorMethods
{
    internal static TypeObject Type => ArrayIteratorObject.Class;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, Value self) => Unsafe.As<ArrayIteratorObject>(self.Ref!).Next(thread);

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, ArrayIteratorObject self) => self.Reduce(thread);

    [PyMethod("__setstate__", Doc = "Set state information for unpickling.")]
    public static Value SetState(ThreadState thread, ArrayIteratorObject self, Value state)
    {
        if (!IteratorState.TryState(thread, state, out long index))
        {
            return Value.Error;
        }

        self.MoveTo(index);
        return Value.None;
    }
}
