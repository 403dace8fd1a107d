using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of set that frozenset has not: making and changing sets (Objects/setobject.c).</summary>
[PyType("set", typeof(SetObject), Locks = true)]
internal static class SetMutation
{
    [PyConstant("__hash__")]
    public static Value Hash => Value.None;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new SetObject(thread, cls));

    [PyMethod("__init__")]
    public static bool Init(ThreadState thread, SetObject self, [Optional("()")] Value iterable)
    {
        self.ReleaseAll(thread);
        return iterable.IsUnbound || SetOperations.Update(thread, self, iterable);
    }

    [PyMethod(Doc = "Add an element to a set.\n\nThis has no effect if the element is already present.")]
    public static Value Add(ThreadState thread, SetObject self, Value @object) => self.Add(thread, @object) < 0 ? Value.Error : Value.None;

    [PyMethod(Doc = "Remove all elements from this set.")]
    public static void Clear(ThreadState thread, SetObject self) => self.ReleaseAll(thread);

    [PyMethod(Doc = "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set.")]
    public static Value Discard(ThreadState thread, SetObject self, Value @object) => self.Remove(thread, @object) < 0 ? Value.Error : Value.None;

    [PyMethod(Doc = "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.")]
    public static Value Remove(ThreadState thread, SetObject self, Value @object)
    {
        int removed = self.Remove(thread, @object);
        return removed < 0 ? Value.Error : removed == 0 ? thread.KeyError(@object) : Value.None;
    }

    [PyMethod(Doc = "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.")]
    public static Value Pop(ThreadState thread, SetObject self) =>
        self.Used == 0 ? thread.KeyError(Value.Str("pop from an empty set")) : self.Pop();

    [PyMethod(Doc = "Update the set, adding elements from all others.")]
    public static Value Update(ThreadState thread, SetObject self, ReadOnlySpan<Value> others)
    {
        foreach (ref readonly Value other in others)
        {
            if (!SetOperations.Update(thread, self, other))
            {
                return Value.Error;
            }
        }

        return Value.None;
    }

    [PyMethod("difference_update", Doc = "Update the set, removing elements found in others.")]
    public static Value DifferenceUpdate(ThreadState thread, SetObject self, ReadOnlySpan<Value> others)
    {
        foreach (ref readonly Value other in others)
        {
            if (!SetOperations.DifferenceUpdate(thread, self, other))
            {
                return Value.Error;
            }
        }

        return Value.None;
    }

    [PyMethod("intersection_update", Doc = "Update the set, keeping only elements found in it and all others.")]
    public static Value IntersectionUpdate(ThreadState thread, SetObject self, ReadOnlySpan<Value> others) =>
        TryKeepCommon(thread, self, others) ? Value.None : Value.Error;

    [PyMethod("symmetric_difference_update", Doc = "Update the set, keeping only elements found in either set, but not in both.")]
    public static Value SymmetricDifferenceUpdate(ThreadState thread, SetObject self, Value other) =>
        SetOperations.SymmetricDifferenceUpdate(thread, self, other) ? Value.None : Value.Error;

    [PyMethod("__ior__")]
    public static Value IOr(ThreadState thread, SetObject self, Value other) =>
        other.Ref is not SetObject ? Value.NotImplemented : SetOperations.Update(thread, self, other) ? thread.Retain(Value.Of(self)) : Value.Error;

    [PyMethod("__isub__")]
    public static Value ISub(ThreadState thread, SetObject self, Value other) =>
        other.Ref is not SetObject ? Value.NotImplemented : SetOperations.DifferenceUpdate(thread, self, other) ? thread.Retain(Value.Of(self)) : Value.Error;

    [PyMethod("__ixor__")]
    public static Value IXor(ThreadState thread, SetObject self, Value other) =>
        other.Ref is not SetObject ? Value.NotImplemented : SetOperations.SymmetricDifferenceUpdate(thread, self, other) ? thread.Retain(Value.Of(self)) : Value.Error;

    [PyMethod("__iand__")]
    public static Value IAnd(ThreadState thread, SetObject self, Value other) =>
        other.Ref is not SetObject ? Value.NotImplemented : TryKeepCommon(thread, self, [other]) ? thread.Retain(Value.Of(self)) : Value.Error;

    private static bool TryKeepCommon(ThreadState thread, SetObject self, ReadOnlySpan<Value> others)
    {
        Value common = SetAlgebra.Intersection(thread, self, others);
        if (common.IsError)
        {
            return false;
        }

        self.TakeOver(thread, (SetObject)common.Ref!);
        RefCount.Release(thread, common);
        return true;
    }
}
