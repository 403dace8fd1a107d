using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>What emitted code calls by name; the JIT inlines the small ones into it.</summary>
internal static class Support
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref Value WindowOf(Frame frame) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(frame.Window), frame.Base);

    /// <summary>The slot holds nothing counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutInt(ref Value register, long value)
    {
        register.Ref = null;
        register.Bits = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutFloat(ref Value register, double value)
    {
        register.Bits = BitConverter.DoubleToInt64Bits(value);
        if (!ReferenceEquals(register.Ref, Singletons.FloatTag))
        {
            register.Ref = Singletons.FloatTag;
        }
    }

    /// <summary>Releases what the register holds, which is counted.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Forget(ThreadState thread, ref Value register)
    {
        PyObject old = register.Ref!;
        register.Ref = null;
        RefCount.Release(thread, old);
    }

    /// <summary>What a register hands over: a temporary itself, of anything else a new reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Take(ThreadState thread, ref Value register, bool isTemporary)
    {
        Value value = register;
        if (isTemporary)
        {
            register.Ref = null;
        }
        else
        {
            RefCount.Retain(thread, value);
        }

        return value;
    }

    /// <summary>The object that was found, if something was, and it is no number.</summary>
    public static PyObject? TakeObject(bool isFound, Value found) => isFound && !found.IsFloat ? found.Ref : null;

    /// <summary>The int that was found, if something was, and it is one; anything else is released.</summary>
    public static bool TakeInt(ThreadState thread, bool isFound, Value found, out long value)
    {
        value = found.Bits;
        if (isFound && found.Ref is not null)
        {
            RefCount.Release(thread, found);
            return false;
        }

        return isFound;
    }

    /// <summary>As <see cref="TakeInt"/> for a float.</summary>
    public static bool TakeFloat(ThreadState thread, bool isFound, Value found, out double value)
    {
        value = BitConverter.Int64BitsToDouble(found.Bits);
        if (isFound && !found.IsFloat)
        {
            RefCount.Release(thread, found);
            return false;
        }

        return isFound;
    }

    /// <summary>A bool into a slot that holds nothing counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutBool(ref Value register, bool value) => register = value ? Value.True : Value.False;

    /// <summary>isinstance() with a class: 1, 0, or -1 when the program has a say in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryInstanceOf(ref Value value, TypeObject type) => ReferenceEquals(value.Type, type) ? 1 : Inheritance.TryIsInstance(value, type);

    /// <summary>isinstance() with a tuple of classes: 1, 0, or -1 when the program has a say in it.</summary>
    public static int TryInstanceOfAny(ref Value value, TupleObject types) => Inheritance.TryIsInstance(value, types);

    /// <summary>None into a slot that holds nothing counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutNone(ref Value register) => register = Value.None;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutUnbound(ref Value register) => register = Value.Unbound;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUnbound(ref Value register) => register.IsUnbound;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNone(ref Value register) => register.IsNone;

    /// <summary>A copy of a register in the window into a slot that holds nothing counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ThreadState thread, ref Value target, ref Value source)
    {
        Value value = source;
        RefCount.Retain(thread, value);
        target = value;
    }

    /// <summary>Gives an alias the value of its register. Once, even if two ways lead here: a slot that has the value already has counted it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Share(ThreadState thread, ref Value alias, ref Value source)
    {
        Value value = source;
        if (!ReferenceEquals(alias.Ref, value.Ref))
        {
            RefCount.Retain(thread, value);
        }

        alias = value;
    }

    /// <summary>Takes back what <see cref="Share"/> gave.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Unshare(ThreadState thread, ref Value alias)
    {
        if (alias.Ref is { } held)
        {
            alias.Ref = null;
            RefCount.Release(thread, held);
        }
    }

    /// <summary>Moves a register in the window into a slot that holds nothing counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Move(ref Value target, ref Value source)
    {
        Value value = source;
        source.Ref = null;
        target = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value OfObject(PyObject known) => Value.Of(known);

    /// <summary>An object, whose reference moves, into a slot that holds nothing counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutObject(ref Value register, PyObject value) => register = Value.Of(value);

    /// <summary>
    /// True when the frame's window has so many registers, those of functions written into the body included; they are the frame's from now on: what is pushed without frames for these
    /// functions, a finaliser that a release calls say, comes behind them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasRoom(Frame frame, int count)
    {
        int top = frame.Base + count;
        if (top > frame.Window.Length || !ReferenceEquals(frame.Window, frame.Segment))
        {
            return false;
        }

        frame.Top = top;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMultiply(long left, long right, out long product)
    {
        long high = Math.BigMul(left, right, out product);
        return high == product >> 63;
    }

    /// <summary>The quotient rounded down; the divisor is positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long FloorDivide(long left, long divisor)
    {
        long quotient = left / divisor;
        return left - (quotient * divisor) < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The remainder with the divisor's sign; the divisor is positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Remainder(long left, long divisor)
    {
        long remainder = left % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }

    /// <summary>A power of floats, when it is an ordinary one.</summary>
    public static bool TryPower(double left, double right, out double result) =>
        FloatArithmetic.TryPower(left, right, out result, out bool isComplex) is null && !isComplex;

    /// <summary>The range's iterator in a register, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RangeIteratorObject? AsRange(ref Value register) => register.Ref as RangeIteratorObject;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool NextOfRange(RangeIteratorObject range, out long item)
    {
        long current = range.Current;
        item = current;
        long remaining = range.Remaining;
        if (remaining <= 0)
        {
            return false;
        }

        range.Remaining = remaining - 1;
        range.Current = current + range.Step;
        return true;
    }

    /// <summary>The truth of what needs no user code to know it: 1, 0, or -1 for anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Truth(ref Value register) =>
        register.IsTrue ? 1 : register.IsFalse ? 0 : register.Ref is { } reference ? TruthOf(reference, register.Bits) : register.Bits != 0 ? 1 : 0;

    private static int TruthOf(PyObject reference, long bits)
    {
        TypeObject type = reference.Type;
        bool truth;
        if (ReferenceEquals(reference, Singletons.None))
        {
            truth = false;
        }
        else if (ReferenceEquals(type, BuiltinTypes.Str))
        {
            truth = Unsafe.As<StrObject>(reference).Length != 0;
        }
        else if (ReferenceEquals(type, BuiltinTypes.List))
        {
            truth = Unsafe.As<ListObject>(reference).Count != 0;
        }
        else if (ReferenceEquals(type, BuiltinTypes.Tuple))
        {
            truth = Unsafe.As<TupleObject>(reference).Length != 0;
        }
        else if (ReferenceEquals(type, BuiltinTypes.Dict))
        {
            truth = Unsafe.As<DictObject>(reference).Count != 0;
        }
        else if (reference is InstanceObject && !type.Slot(SpecialMethod.Bool).IsDefined && !type.Slot(SpecialMethod.Len).IsDefined)
        {
            truth = true;
        }
        else if (ReferenceEquals(reference, Singletons.FloatTag))
        {
            truth = BitConverter.Int64BitsToDouble(bits) != 0;
        }
        else
        {
            return -1;
        }

        return truth ? 1 : 0;
    }

    /// <summary>Whether two strs are equal: 1, 0, or -1 when something is no str itself.</summary>
    public static int StrEquals(ref Value left, ref Value right) =>
        left.Ref is StrObject a && right.Ref is StrObject b && ReferenceEquals(a.Type, BuiltinTypes.Str) && ReferenceEquals(b.Type, BuiltinTypes.Str)
            ? (a.TextEquals(b) ? 1 : 0)
            : -1;

    /// <summary>As <see cref="StrEquals"/> with a constant, which it mostly is, or is not by a look at the headers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int IsStr(ref Value register, StrObject text) =>
        ReferenceEquals(register.Ref, text) ? 1 : StrEqualsOther(register.Ref, text);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int StrEqualsOther(PyObject? reference, StrObject text) =>
        reference is StrObject other && ReferenceEquals(other.Type, BuiltinTypes.Str) ? (other.TextEquals(text) ? 1 : 0) : -1;

    /// <summary>Whether one str is in another: 1, 0, or -1 when something is no str itself or has characters beyond 16 bits.</summary>
    public static int StrIsIn(ref Value part, ref Value text) =>
        part.Ref is StrObject { IsWide: false, IsExact: true } a && text.Ref is StrObject { IsWide: false, IsExact: true } b
            ? (ComparisonSlow.IsIn(a, b) ? 1 : 0)
            : -1;

    /// <summary>A safe point at a jump back within compiled code; frame.Pc is the target.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow AtJumpBack(ThreadState thread, Frame frame)
    {
        if (thread.Breaker == SafePoint.Sample)
        {
            if (frame.Generator is null || !Tier.WantsDriverOf(frame))
            {
                SafePoint.Withdraw(thread, SafePoint.Sample);
            }

            return Tier.SampledBody(frame);
        }

        return SafePoint.AfterJump(thread, frame);
    }
}
