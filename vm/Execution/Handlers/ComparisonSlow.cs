using System.Runtime.CompilerServices;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>What the comparison handlers leave out: everything but small ints and floats. Never inlined.</summary>
internal static class ComparisonSlow
{
    /// <summary>The result object of a comparison; exact strs need no dispatch.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Value Compare(ThreadState thread, SpecialMethod slot, Value left, Value right) =>
        TryStrings(slot, left, right, out bool truth) ? Value.Bool(truth) : Comparison.Compare(thread, slot, left, right);

    /// <summary>The truth of a comparison, consuming the operands: 1, 0, or -1 when an exception is set.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Truth(ThreadState thread, Frame frame, ref Value registers, int a, int b, SpecialMethod slot)
    {
        Value left = Unsafe.Add(ref registers, a);
        Value right = Unsafe.Add(ref registers, b);
        if (slot == SpecialMethod.Eq && left.Ref is StrObject { IsExact: true } one && right.Ref is StrObject { IsExact: true } other)
        {
            return ReferenceEquals(one, other) || (!(one.IsInterned && other.IsInterned) && one.TextEquals(other)) ? 1 : 0;
        }

        if (TryStrings(slot, left, right, out bool truth))
        {
            return truth ? 1 : 0;
        }

        int outcome = Comparison.CompareTruth(thread, slot, left, right);
        if (outcome >= 0)
        {
            Registers.Consume(thread, frame, ref registers, a);
            Registers.Consume(thread, frame, ref registers, b);
        }

        return outcome;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int TruthInt(ThreadState thread, Frame frame, ref Value registers, int a, int right, SpecialMethod slot)
    {
        Value left = Unsafe.Add(ref registers, a);
        if (left.IsFloat)
        {
            double value = left.Float;
            return slot switch
            {
                SpecialMethod.Lt => value < right,
                SpecialMethod.Le => value <= right,
                SpecialMethod.Eq => value == right,
                SpecialMethod.Ne => value != right,
                SpecialMethod.Gt => value > right,
                _ => value >= right,
            }
                ? 1
                : 0;
        }

        int outcome = Comparison.CompareTruth(thread, slot, left, Value.Int(right));
        if (outcome >= 0)
        {
            Registers.Consume(thread, frame, ref registers, a);
        }

        return outcome;
    }

    /// <summary>The truth of an operand, which is consumed: 1, 0, or -1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int TruthConsume(ThreadState thread, Frame frame, ref Value registers, int a)
    {
        int truth = Operators.IsTrue(thread, Unsafe.Add(ref registers, a));
        if (truth >= 0)
        {
            Registers.Consume(thread, frame, ref registers, a);
        }

        return truth;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Contains(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, int sense)
    {
        if (Unsafe.Add(ref registers, c).Ref is StrObject { IsWide: false, IsExact: true } text && Unsafe.Add(ref registers, b).Ref is StrObject { IsWide: false, IsExact: true } part)
        {
            // Strings are not counted: nothing is to be released.
            bool isIn = IsIn(part, text);
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Bool(isIn == (sense != 0)));
            return Flow.Next;
        }

        TypeObject type = Unsafe.Add(ref registers, c).Type;
        int found = ReferenceEquals(type, BuiltinTypes.Dict) ? Unsafe.As<DictObject>(Unsafe.Add(ref registers, c).Ref!).Contains(thread, Unsafe.Add(ref registers, b))
            : ReferenceEquals(type, BuiltinTypes.Set) && !FreeThreading.AreSeveral ? Unsafe.As<SetObject>(Unsafe.Add(ref registers, c).Ref!).Contains(thread, Unsafe.Add(ref registers, b))
            : Items.Contains(thread, Unsafe.Add(ref registers, c), Unsafe.Add(ref registers, b));
        return found < 0 ? Flow.Error : Registers.Finish(thread, frame, ref registers, a, b, c, Value.Bool(found == sense));
    }

    /// <summary>Whether one narrow str is in another.</summary>
    internal static bool IsIn(StrObject part, StrObject text) =>
        part.Length == 1 ? HasChar(text.Chars, part.Chars[0]) : StrSearch.Find(text, part) >= 0;

    /// <summary>Sets of characters written as a str are mostly short: no call for those.</summary>
    private static bool HasChar(ReadOnlySpan<char> text, char c)
    {
        if (text.Length > 4)
        {
            return text.Contains(c);
        }

        foreach (char candidate in text)
        {
            if (candidate == c)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryStrings(SpecialMethod slot, Value left, Value right, out bool truth)
    {
        truth = false;
        if (slot is not (SpecialMethod.Eq or SpecialMethod.Ne)
            || left.Ref is not StrObject a || right.Ref is not StrObject b
            || !ReferenceEquals(a.Type, BuiltinTypes.Str) || !ReferenceEquals(b.Type, BuiltinTypes.Str))
        {
            return false;
        }

        truth = a.TextEquals(b) == (slot == SpecialMethod.Eq);
        return true;
    }
}
