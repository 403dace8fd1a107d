using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A sort key and where its item stands.</summary>
internal struct Keyed<TKey>
{
    public TKey Key;
    public int Index;
}

/// <summary>Ints.</summary>
internal struct IntLess : ILess<Keyed<long>>
{
    public readonly bool Failed => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Less(Keyed<long> a, Keyed<long> b) => a.Key < b.Key;
}

/// <summary>Floats.</summary>
internal struct FloatLess : ILess<double>, ILess<Keyed<double>>
{
    public readonly bool Failed => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Less(double a, double b) => a < b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Less(Keyed<double> a, Keyed<double> b) => a.Key < b.Key;
}

/// <summary>Exact strs, by code points.</summary>
internal struct StrLess : ILess<object?>, ILess<Keyed<StrObject>>
{
    public readonly bool Failed => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Less(object? a, object? b) => Compare(Unsafe.As<StrObject>(a!), Unsafe.As<StrObject>(b!)) < 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Less(Keyed<StrObject> a, Keyed<StrObject> b) => Compare(a.Key, b.Key) < 0;

    /// <summary>The order of code points; in narrow strs a char is one.</summary>
    public static int Compare(StrObject a, StrObject b) =>
        a.IsWide || b.IsWide ? CompareWide(a, b) : CompareNarrow(a.Narrow, b.Narrow);

    /// <summary>Most strs differ at once: the comparison of .NET is called only for those that do not.</summary>
    private static int CompareNarrow(string a, string b)
    {
        // A string ends in a zero char, which may be read.
        int difference = MemoryMarshal.GetReference(a.AsSpan()) - MemoryMarshal.GetReference(b.AsSpan());
        return difference != 0 ? difference : string.CompareOrdinal(a, b);
    }

    private static int CompareWide(StrObject a, StrObject b)
    {
        int common = Math.Min(a.Length, b.Length);
        for (int i = 0; i < common; i++)
        {
            int difference = a.CodePointAt(i) - b.CodePointAt(i);
            if (difference != 0)
            {
                return difference;
            }
        }

        return a.Length - b.Length;
    }
}

/// <summary>Any values, by their <c>__lt__</c>, which may fail; as items of a general block and as keys.</summary>
internal struct ValueLess(ThreadState thread) : ILess<object?>, ILess<Keyed<Value>>
{
    public bool Failed { get; private set; }

    public bool Less(object? a, object? b) => Less(Slot.Peek(a), Slot.Peek(b));

    public bool Less(Keyed<Value> a, Keyed<Value> b) => Less(a.Key, b.Key);

    private bool Less(Value a, Value b)
    {
        int quick = QuickOrder.Less(a, b);
        if (quick != QuickOrder.Unknown)
        {
            return quick != 0;
        }

        if (Failed)
        {
            return false;
        }

        int less = Comparison.CompareTruth(thread, SpecialMethod.Lt, a, b);
        Failed = less < 0;
        return less > 0;
    }
}
