using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>product(*iterables, repeat): the last position runs fastest.</summary>
public sealed class ProductObject : PyObject
{
    private readonly Value[][] _pools;
    private readonly int[] _indices;
    private bool _started;
    private bool _stopped;

    /// <summary>The items' references move in.</summary>
    internal ProductObject(ThreadState thread, TypeObject type, Value[][] pools, int repeat)
        : base(thread, type)
    {
        _pools = pools;
        _indices = new int[pools.Length * repeat];
        _stopped = repeat > 0 && pools.Any(static pool => pool.Length == 0);
    }

    internal Value Next(ThreadState thread)
    {
        if (_stopped)
        {
            return Value.End;
        }

        if (_started && !Advance())
        {
            _stopped = true;
            return Value.End;
        }

        _started = true;
        var items = new Value[_indices.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = thread.Retain(_pools[i % _pools.Length][_indices[i]]);
        }

        return Value.Of(TupleObject.Steal(thread, items));
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        foreach (Value[] pool in _pools)
        {
            Iterables.Release(thread, pool);
        }
    }

    private bool Advance()
    {
        for (int i = _indices.Length - 1; i >= 0; i--)
        {
            if (++_indices[i] < _pools[i % _pools.Length].Length)
            {
                return true;
            }

            _indices[i] = 0;
        }

        return false;
    }
}

/// <summary>The methods of product.</summary>
[PyType("product", typeof(ProductObject), Module = "itertools", Locks = true, Doc = "Cartesian product of input iterables.  Equivalent to nested for-loops.\n\nFor example, product(A, B) returns the same as:  ((x,y) for x in A for y in B).\nTo compute the product of an iterable with itself, specify the number of\nrepetitions with the optional repeat keyword argument.")]
internal static class ProductMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("product");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> iterables, [KeywordOnly] long repeat = 1)
    {
        if (repeat < 0)
        {
            return thread.ValueError("repeat argument cannot be negative");
        }

        if (iterables.Length > 0 && repeat > Array.MaxLength / iterables.Length)
        {
            return thread.OverflowError("repeat argument too large");
        }

        var pools = new Value[iterables.Length][];
        for (int i = 0; i < pools.Length; i++)
        {
            if (Iterables.ToArray(thread, iterables[i]) is not { } pool)
            {
                foreach (Value[] made in pools.AsSpan(0, i))
                {
                    Iterables.Release(thread, made);
                }

                return Value.Error;
            }

            pools[i] = pool;
        }

        return Value.Of(new ProductObject(thread, cls, pools, pools.Length == 0 ? 0 : (int)repeat));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, ProductObject self) => self.Next(thread);
}
