using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>count(start, step): numbers without end.</summary>
public sealed class CountObject : PyObject
{
    private Value _current;
    private readonly Value _step;

    /// <summary>The references move in.</summary>
    internal CountObject(ThreadState thread, TypeObject type, Value start, Value step)
        : base(thread, type)
    {
        _current = start;
        _step = step;
    }

    internal Value Next(ThreadState thread)
    {
        Value current = _current;
        if (current.Ref is null && _step.Ref is null)
        {
            long next = unchecked(current.Bits + _step.Bits);
            if (((current.Bits ^ next) & (_step.Bits ^ next)) >= 0)
            {
                _current = Value.Int(next);
                return current;
            }
        }

        // Adding may come back here; the number that was current is given once.
        thread.Retain(current);
        Value sum = BinaryOperations.Apply(thread, BinaryOperation.Add, current, _step);
        if (sum.IsError)
        {
            thread.Release(current);
            return sum;
        }

        Value displaced = _current;
        _current = sum;
        thread.Release(displaced);
        return current;
    }

    internal Value Repr(ThreadState thread)
    {
        string name = Type.ShortName;
        if (Operators.ReprText(thread, _current) is not { } current)
        {
            return Value.Error;
        }

        if (_step.Ref is null && _step.Bits == 1)
        {
            return Value.Str($"{name}({current})");
        }

        return Operators.ReprText(thread, _step) is { } step ? Value.Str($"{name}({current}, {step})") : Value.Error;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(_current);
        thread.Release(_step);
    }
}

/// <summary>The methods of count.</summary>
[PyType("count", typeof(CountObject), Module = "itertools", Locks = true, Doc = "Return a count object whose .__next__() method returns consecutive values.\n\nEquivalent to:\n    def count(firstval=0, step=1):\n        x = firstval\n        while 1:\n            yield x\n            x += step")]
internal static class CountMethods
{
    internal static readonly TypeObject Type = ItertoolsModule.MakeType("count");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword, Optional("0")] Value start, [Optional("1")] Value step)
    {
        if ((!start.IsUnbound && !IsNumber(start.Type)) || (!step.IsUnbound && !IsNumber(step.Type)))
        {
            return thread.TypeError("a number is required");
        }

        Value first = start.IsUnbound ? Value.Int(0) : start;
        Value distance = step.IsUnbound ? Value.Int(1) : step;
        if (first.IsBool && distance.Ref is null && distance.Bits == 1)
        {
            first = Value.Int(first.IsTrue ? 1 : 0);
        }

        return Value.Of(new CountObject(thread, cls, thread.Retain(first), thread.Retain(distance)));
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, CountObject self) => self.Next(thread);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, CountObject self) => self.Repr(thread);

    private static bool IsNumber(TypeObject type) =>
        type.Slot(SpecialMethod.Index).IsDefined
        || type.Slot(SpecialMethod.Int).IsDefined
        || type.Slot(SpecialMethod.Float).IsDefined
        || type.IsSubtypeOf(BuiltinTypes.Complex);
}
