using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>The special methods of deque.</summary>
[PyType("deque", typeof(DequeObject), Module = "_collections", Locks = true)]
internal static class DequeOperators
{
    internal static TypeObject Type => DequeMethods.Type;

    [PyConstant("__hash__")]
    public static Value Hash => Value.None;

    [PyMethod("__len__")]
    public static long Len(DequeObject self) => self.Count;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => Value.Of(new DequeIteratorObject(thread, (DequeObject)self.Ref!, reversed: false));

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, DequeObject self, Value item)
    {
        int version = self.Version;
        for (int i = 0; i < self.Count; i++)
        {
            int equal = DequeMethods.EqualAt(thread, self, i, item, version);
            if (equal != 0)
            {
                return equal < 0 ? Value.Error : Value.True;
            }
        }

        return Value.False;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, DequeObject self)
    {
        if (!ReprGuard.Enter(thread, self))
        {
            return Value.Str("[...]");
        }

        Value[] items = self.ToArray(thread);
        StringBuilder text = new StringBuilder(self.Type.ShortName).Append("([");
        bool succeeded = ReprText.TryAppendAll(thread, text, items);
        Iterables.Release(thread, items);
        ReprGuard.Leave(thread);
        return succeeded ? Value.Str(text.Append(self.MaxLength < 0 ? "])" : $"], maxlen={self.MaxLength})").ToString()) : Value.Error;
    }

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, DequeObject self, Value index) =>
        TryPosition(thread, self, index, out int position) ? self.Get(thread, position) : Value.Error;

    [PyMethod("__setitem__")]
    public static bool SetItem(ThreadState thread, DequeObject self, Value index, Value value)
    {
        if (!TryPosition(thread, self, index, out int position))
        {
            return false;
        }

        self.Set(thread, position, thread.Retain(value));
        return true;
    }

    [PyMethod("__delitem__")]
    public static bool DelItem(ThreadState thread, DequeObject self, Value index)
    {
        if (!TryPosition(thread, self, index, out int position))
        {
            return false;
        }

        thread.Release(self.TakeAt(position));
        return true;
    }

    [PyMethod("__add__")]
    public static Value Add(ThreadState thread, DequeObject self, Value other)
    {
        if (other.Ref is not DequeObject)
        {
            return thread.TypeError($"can only concatenate deque (not \"{other.Type.Name}\") to deque");
        }

        Value sum = DequeMethods.Copy(thread, self);
        if (!sum.IsError && !DequeMethods.TryExtend(thread, (DequeObject)sum.Ref!, other))
        {
            thread.Release(sum);
            return Value.Error;
        }

        return sum;
    }

    [PyMethod("__iadd__")]
    public static Value IAdd(ThreadState thread, DequeObject self, Value other) =>
        DequeMethods.TryExtend(thread, self, other) ? thread.Retain(Value.Of(self)) : Value.Error;

    [PyMethod("__mul__")]
    public static Value Mul(ThreadState thread, DequeObject self, Value count)
    {
        if (!SequenceRepeat.TryCount(thread, count, out long times))
        {
            return Value.Error;
        }

        Value product = DequeMethods.Copy(thread, self);
        if (!product.IsError && !TryRepeat(thread, (DequeObject)product.Ref!, times))
        {
            thread.Release(product);
            return Value.Error;
        }

        return product;
    }

    [PyMethod("__rmul__")]
    public static Value RMul(ThreadState thread, DequeObject self, Value count) => Mul(thread, self, count);

    [PyMethod("__imul__")]
    public static Value IMul(ThreadState thread, DequeObject self, Value count)
    {
        if (!SequenceRepeat.TryCount(thread, count, out long times))
        {
            return Value.Error;
        }

        return TryRepeat(thread, self, times) ? thread.Retain(Value.Of(self)) : Value.Error;
    }

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Eq, self, other);

    [PyMethod("__ne__")]
    public static Value Ne(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Ne, self, other);

    [PyMethod("__lt__")]
    public static Value Lt(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Lt, self, other);

    [PyMethod("__le__")]
    public static Value Le(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Le, self, other);

    [PyMethod("__gt__")]
    public static Value Gt(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Gt, self, other);

    [PyMethod("__ge__")]
    public static Value Ge(ThreadState thread, Value self, Value other) => Compare(thread, SpecialMethod.Ge, self, other);

    private static bool TryRepeat(ThreadState thread, DequeObject self, long times)
    {
        if (times <= 0)
        {
            self.ReleaseAll(thread);
            return true;
        }

        int size = self.Count;
        if (size == 0)
        {
            return true;
        }

        if (self.MaxLength >= 0)
        {
            // More rounds than fill the deque would only push each other out.
            times = Math.Min(times, (self.MaxLength + size - 1) / size);
        }
        else if (!SequenceRepeat.TryTotal(thread, size, times, out _))
        {
            return false;
        }

        Value[] items = self.ToArray(thread);
        for (long i = 1; i < times; i++)
        {
            foreach (Value item in items)
            {
                self.AddLast(thread, thread.Retain(item));
            }
        }

        Iterables.Release(thread, items);
        return true;
    }

    private static Value Compare(ThreadState thread, SpecialMethod operation, Value self, Value other)
    {
        if (other.Ref is not DequeObject right)
        {
            return Value.NotImplemented;
        }

        var left = (DequeObject)self.Ref!;
        if (left.Count != right.Count && operation is (SpecialMethod.Eq or SpecialMethod.Ne))
        {
            return Value.Bool(operation == SpecialMethod.Ne);
        }

        int leftVersion = left.Version;
        int rightVersion = right.Version;
        for (int i = 0; i < left.Count && i < right.Count; i++)
        {
            Value x = left.Get(thread, i);
            Value y = right.Get(thread, i);
            int equal = Comparison.Equal(thread, x, y);
            Value result = equal < 0 ? Value.Error
                : equal > 0 ? Value.Unbound
                : operation switch
                {
                    SpecialMethod.Eq => Value.False,
                    SpecialMethod.Ne => Value.True,
                    _ => Comparison.Compare(thread, operation, x, y),
                };
            thread.Release(x);
            thread.Release(y);
            if (!result.IsUnbound)
            {
                return result;
            }

            if (leftVersion != left.Version || rightVersion != right.Version)
            {
                return thread.RuntimeError("deque mutated during iteration");
            }
        }

        return ItemComparison.OfLengths(operation, left.Count, right.Count);
    }

    private static bool TryPosition(ThreadState thread, DequeObject self, Value index, out int position)
    {
        position = 0;
        if (index.Ref is not null && !index.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError($"sequence index must be integer, not '{index.Type.Name}'");
            return false;
        }

        if (!Operators.TryIndex(thread, index, out long wanted, ExceptionTypes.IndexError))
        {
            return false;
        }

        wanted += wanted < 0 ? self.Count : 0;
        if ((ulong)wanted >= (ulong)self.Count)
        {
            thread.IndexError("deque index out of range");
            return false;
        }

        position = (int)wanted;
        return true;
    }
}
