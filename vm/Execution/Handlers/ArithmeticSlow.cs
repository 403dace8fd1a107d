using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>What the arithmetic handlers leave out: everything but small ints and floats. Never inlined.</summary>
internal static class ArithmeticSlow
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Binary(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, Bytecode.BinaryOperator operation)
    {
        if (SmallNumbers.TryApply(operation, Unsafe.Add(ref registers, b), Unsafe.Add(ref registers, c), out Value number))
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), number);
            return Flow.Next;
        }

        if (operation == Bytecode.BinaryOperator.Add && !FreeThreading.AreSeveral
            && Unsafe.Add(ref registers, b).Ref is ListObject before && ReferenceEquals(before.Type, BuiltinTypes.List)
            && Unsafe.Add(ref registers, c).Ref is ListObject after && ReferenceEquals(after.Type, BuiltinTypes.List))
        {
            if (b >= frame.LocalCount && RefCount.IsUnique(thread, before) && !ReferenceEquals(before, after))
            {
                // A list that nobody else has, as in x[:i] + y: it becomes the sum.
                Unsafe.Add(ref registers, b).Ref = null;
                before.Absorb(thread, after);
                Registers.Consume(thread, frame, ref registers, c);
                Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(before));
                return Flow.Next;
            }

            return Registers.Finish(thread, frame, ref registers, a, b, c, Value.Of(ListObject.Concatenate(thread, before, after)));
        }

        if (Unsafe.Add(ref registers, b).Ref is InstanceObject instance && PushableOperator(instance.Type, Unsafe.Add(ref registers, c).Type, (int)operation) is { } method)
        {
            TypeObject rightType = Unsafe.Add(ref registers, c).Type;
            Value left = Registers.Take(thread, frame, ref registers, b);
            Value right = Registers.Take(thread, frame, ref registers, c);
            Flow flow = SpecialReturns.Push(thread, frame, method, a, ReturnAction.Binary, left, right, Value.Unbound);
            if (flow == Flow.Frame)
            {
                Frame pushed = thread.CurrentFrame;
                pushed.PendingOperator = (int)operation;
                pushed.PendingLeft = instance.Type;
                pushed.PendingRight = rightType;
            }

            return flow;
        }

        if (operation == Bytecode.BinaryOperator.Add && Unsafe.Add(ref registers, b).Ref is StrObject { IsExact: true } start && Unsafe.Add(ref registers, c).Ref is StrObject { IsExact: true } end)
        {
            // Strs are not counted: nothing is to be released.
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(StrObject.Concatenate(start, end)));
            return Flow.Next;
        }

        Value result = BinaryOperations.Apply(thread, BinaryOperation.All[(int)operation], Unsafe.Add(ref registers, b), Unsafe.Add(ref registers, c));
        return Registers.Finish(thread, frame, ref registers, a, b, c, result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow BinaryInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int right, Bytecode.BinaryOperator operation)
    {
        if (SmallNumbers.TryApply(operation, Unsafe.Add(ref registers, b), Value.Int(right), out Value number))
        {
            Registers.Set(thread, ref Unsafe.Add(ref registers, a), number);
            return Flow.Next;
        }

        Value result = BinaryOperations.Apply(thread, BinaryOperation.All[(int)operation], Unsafe.Add(ref registers, b), Value.Int(right));
        return Registers.Finish(thread, frame, ref registers, a, b, result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow InPlace(ThreadState thread, Frame frame, ref Value registers, int a, int b, Bytecode.BinaryOperator operation)
    {
        if (SmallNumbers.TryApply(operation, Unsafe.Add(ref registers, a), Unsafe.Add(ref registers, b), out Value number))
        {
            Unsafe.Add(ref registers, a) = number;
            return Flow.Next;
        }

        if (operation == Bytecode.BinaryOperator.Add && Unsafe.Add(ref registers, a).Ref is StrObject { IsExact: true } start && Unsafe.Add(ref registers, b).Ref is StrObject { IsExact: true } end)
        {
            Unsafe.Add(ref registers, a).Ref = StrObject.Concatenate(start, end);
            return Flow.Next;
        }

        Value result = BinaryOperations.ApplyInPlace(thread, BinaryOperation.All[(int)operation], Unsafe.Add(ref registers, a), Unsafe.Add(ref registers, b));
        return Registers.Finish(thread, frame, ref registers, a, b, result);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow InPlaceInt(ThreadState thread, ref Value registers, int a, int right, Bytecode.BinaryOperator operation)
    {
        if (SmallNumbers.TryApply(operation, Unsafe.Add(ref registers, a), Value.Int(right), out Value number))
        {
            Unsafe.Add(ref registers, a) = number;
            return Flow.Next;
        }

        Value result = BinaryOperations.ApplyInPlace(thread, BinaryOperation.All[(int)operation], Unsafe.Add(ref registers, a), Value.Int(right));
        if (result.IsError)
        {
            return Flow.Error;
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), result);
        return Flow.Next;
    }

    /// <summary>
    /// The left operand's method when nothing else can have a say: both are of one class, or the right one's class knows no reflected method;
    /// those of numbers know nothing of instances.
    /// </summary>
    private static FunctionObject? PushableOperator(TypeObject left, TypeObject right, int operation)
    {
        BinaryOperation described = BinaryOperation.All[operation];
        return (ReferenceEquals(left, right) || ReferenceEquals(right, BuiltinTypes.Int) || ReferenceEquals(right, BuiltinTypes.Float) || !right.Slot(described.Reflected).IsDefined) ? SpecialReturns.Pushable(left, described.Slot, 2) : null;
    }

    /// <summary>A unary operator by its slot.</summary>
    public static Value Unary(ThreadState thread, SpecialMethod slot, string symbol, Value value)
    {
        Value result = Operators.CallUnary(thread, slot, value, out bool missing);
        return missing ? thread.TypeError($"bad operand type for {symbol}: '{value.Type.Name}'") : result;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Flow Not(ThreadState thread, Frame frame, ref Value registers, int a, int b)
    {
        int truth = Operators.IsTrue(thread, Unsafe.Add(ref registers, b));
        return truth < 0 ? Flow.Error : Registers.Finish(thread, frame, ref registers, a, b, Value.Bool(truth == 0));
    }
}
