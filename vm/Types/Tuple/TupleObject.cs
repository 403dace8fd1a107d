using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A tuple. Its items are written once before anybody else sees it, so it can hold Values, numbers unboxed. Counted when an
/// item is counted; a tuple of uncounted items is uncounted. Few items lie in the object itself: one allocation instead of two.
/// </summary>
public class TupleObject : PyObject
{
    public static readonly TupleObject Empty = new(BuiltinTypes.Tuple, []);

    // Null when the items lie in the object: then it is a One, Two, Three or Four, whose only field begins where One's does.
    private readonly Value[]? _array;

    private readonly int _length;

    /// <summary>The hash once computed; 0 when not yet. Items are hashed again and again when tuples are keys.</summary>
    internal long CachedHash;

    /// <summary>An uncounted tuple of uncounted items.</summary>
    internal TupleObject(TypeObject type, Value[] items)
        : base(type)
    {
        _array = items;
        _length = items.Length;
    }

    /// <summary>A counted tuple; the items' references move in.</summary>
    internal TupleObject(ThreadState thread, TypeObject type, Value[] items)
        : base(thread, type)
    {
        _array = items;
        _length = items.Length;
    }

    private TupleObject(int length)
        : base(BuiltinTypes.Tuple)
    {
        _length = length;
    }

    private TupleObject(ThreadState thread, int length)
        : base(thread, BuiltinTypes.Tuple)
    {
        _length = length;
    }

    public int Length => _length;

    public ReadOnlySpan<Value> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateReadOnlySpan(ref First, _length);
    }

    /// <summary>As <see cref="Span"/>.</summary>
    internal ReadOnlySpan<Value> Items => Span;

    /// <summary>The first item; the others follow it.</summary>
    internal ref Value First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _array is null ? ref Unsafe.As<One>(this).Item : ref MemoryMarshal.GetArrayDataReference(_array);
    }

    /// <summary>A tuple of the items, whose references move in; the array becomes the tuple's own.</summary>
    public static TupleObject Steal(ThreadState thread, Value[] items)
    {
        if (items.Length == 0)
        {
            return Empty;
        }

        return AreCounted(ref MemoryMarshal.GetArrayDataReference(items), items.Length)
            ? new TupleObject(thread, BuiltinTypes.Tuple, items)
            : new TupleObject(BuiltinTypes.Tuple, items);
    }

    /// <summary>A tuple of the items, whose references move in.</summary>
    public static TupleObject Steal(ThreadState thread, ReadOnlySpan<Value> items) => Steal(thread, ref MemoryMarshal.GetReference(items), items.Length);

    /// <summary>A tuple of items that lie one after another; their references move in.</summary>
    internal static TupleObject Steal(ThreadState thread, ref Value first, int count)
    {
        switch (count)
        {
            case 0:
                return Empty;
            case 1:
                One one = AreCounted(ref first, 1) ? new One(thread) : new One();
                one.Item = first;
                return one;
            case 2:
                Two two = AreCounted(ref first, 2) ? new Two(thread) : new Two();
                two.Values[0] = first;
                two.Values[1] = Unsafe.Add(ref first, 1);
                return two;
            case 3:
                Three three = AreCounted(ref first, 3) ? new Three(thread) : new Three();
                three.Values[0] = first;
                three.Values[1] = Unsafe.Add(ref first, 1);
                three.Values[2] = Unsafe.Add(ref first, 2);
                return three;
            case 4:
                Four four = AreCounted(ref first, 4) ? new Four(thread) : new Four();
                four.Values[0] = first;
                four.Values[1] = Unsafe.Add(ref first, 1);
                four.Values[2] = Unsafe.Add(ref first, 2);
                four.Values[3] = Unsafe.Add(ref first, 3);
                return four;
            default:
                return Steal(thread, MemoryMarshal.CreateReadOnlySpan(ref first, count).ToArray());
        }
    }

    /// <summary>
    /// Fills the tuple that an iterator handed out last with the next items, whose references move in, when whoever got it has dropped it: only the iterator's reference is
    /// left. False, and nothing has happened, when it is in use.
    /// </summary>
    internal bool TryRefill(ThreadState thread, ref Value first)
    {
        if (!RefCount.IsUnique(thread, this))
        {
            return false;
        }

        // Held meanwhile: releasing the old items can run user code that steps the iterator.
        RefCount.Retain(thread, this);
        CachedHash = 0;
        ref Value items = ref First;
        for (int i = 0; i < _length; i++)
        {
            Value old = Unsafe.Add(ref items, i);
            Unsafe.Add(ref items, i) = Unsafe.Add(ref first, i);
            RefCount.Release(thread, old);
        }

        return true;
    }

    /// <summary>As <see cref="TryRefill(ThreadState, ref Value)"/> for a tuple of two.</summary>
    internal bool TryRefill(ThreadState thread, Value first, Value second)
    {
        if (!RefCount.IsUnique(thread, this))
        {
            return false;
        }

        // Held meanwhile, as above; the reference is the caller's then.
        RefCount.Retain(thread, this);
        CachedHash = 0;
        Two two = Unsafe.As<Two>(this);
        PyObject? oldFirst = two.Values[0].Ref;
        PyObject? oldSecond = two.Values[1].Ref;
        two.Values[0] = first;
        two.Values[1] = second;
        if (oldFirst is not null)
        {
            RefCount.Release(thread, oldFirst);
        }

        if (oldSecond is not null)
        {
            RefCount.Release(thread, oldSecond);
        }

        return true;
    }

    /// <summary>As <see cref="Steal(ThreadState, ref Value, int)"/> for two to four items, but counted whatever they are: its only holder can be told.</summary>
    internal static TupleObject StealCounted(ThreadState thread, ref Value first, int count)
    {
        TupleObject made = count switch { 2 => new Two(thread), 3 => new Three(thread), _ => new Four(thread) };
        for (int i = 0; i < count; i++)
        {
            Unsafe.Add(ref made.First, i) = Unsafe.Add(ref first, i);
        }

        return made;
    }

    /// <summary>A tuple of borrowed items.</summary>
    public static TupleObject Of(ThreadState thread, ReadOnlySpan<Value> items)
    {
        RefCount.RetainAll(thread, items);
        return Steal(thread, items);
    }

    /// <summary>A tuple of the items of any iterable; an exact tuple is its own. Error when an exception is set.</summary>
    public static Value From(ThreadState thread, Value iterable)
    {
        if (iterable.Ref is TupleObject tuple && ReferenceEquals(tuple.Type, BuiltinTypes.Tuple))
        {
            return thread.Retain(iterable);
        }

        if (!FreeThreading.AreSeveral && iterable.Ref is ListObject { Count: <= FewArguments.Length } list && ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            FewArguments few = default;
            Span<Value> taken = ((Span<Value>)few)[..list.Count];
            for (int i = 0; i < taken.Length; i++)
            {
                taken[i] = list.Get(thread, i);
            }

            return Value.Of(Steal(thread, (ReadOnlySpan<Value>)taken));
        }

        return Iterables.ToArray(thread, iterable) is { } items ? Value.Of(Steal(thread, items)) : Value.Error;
    }

    /// <summary>Hash of the items, made once; false when an exception is set.</summary>
    internal bool TryHash(ThreadState thread, out long hash)
    {
        hash = CachedHash;
        return hash != 0 || TryHashItems(thread, out hash);
    }

    private bool TryHashItems(ThreadState thread, out long hash)
    {
        hash = 0;
        if (!StackGuard.Enter(thread, " while hashing a tuple"))
        {
            return false;
        }

        var combined = new TupleHash();
        foreach (ref readonly Value item in Span)
        {
            if (!Hashing.TryHash(thread, item, out long itemHash))
            {
                StackGuard.Leave(thread);
                return false;
            }

            combined.Add(itemHash);
        }

        StackGuard.Leave(thread);
        CachedHash = hash = combined.Finish(_length);
        return true;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        // The last first, as CPython's tuple_dealloc has it.
        for (int i = _length - 1; i >= 0; i--)
        {
            RefCount.Release(thread, Unsafe.Add(ref First, i));
        }
    }

    private static bool AreCounted(ref Value first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (Unsafe.Add(ref first, i).Ref is { } reference && reference.OwnerId != RefCount.Uncounted)
            {
                return true;
            }
        }

        return false;
    }

    private sealed class One : TupleObject
    {
        internal Value Item;

        internal One()
            : base(1)
        {
        }

        internal One(ThreadState thread)
            : base(thread, 1)
        {
        }
    }

    [InlineArray(2)]
    private struct Pair
    {
        private Value _first;
    }

    private sealed class Two : TupleObject
    {
        internal Pair Values;

        internal Two()
            : base(2)
        {
        }

        internal Two(ThreadState thread)
            : base(thread, 2)
        {
        }
    }

    [InlineArray(3)]
    private struct Triple
    {
        private Value _first;
    }

    private sealed class Three : TupleObject
    {
        internal Triple Values;

        internal Three()
            : base(3)
        {
        }

        internal Three(ThreadState thread)
            : base(thread, 3)
        {
        }
    }

    [InlineArray(4)]
    private struct Quadruple
    {
        private Value _first;
    }

    private sealed class Four : TupleObject
    {
        internal Quadruple Values;

        internal Four()
            : base(4)
        {
        }

        internal Four(ThreadState thread)
            : base(thread, 4)
        {
        }
    }
}
