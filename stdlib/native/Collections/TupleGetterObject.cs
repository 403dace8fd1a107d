using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Collections;

/// <summary>The descriptor of a named tuple's field: the item at an index.</summary>
public sealed class TupleGetterObject : PyObject
{
    /// <summary>The reference moves in.</summary>
    internal TupleGetterObject(ThreadState thread, TypeObject type, long index, Value doc)
        : base(thread, type)
    {
        Index = index;
        Doc = doc;
    }

    internal long Index { get; }

    internal Value Doc { get; private set; }

    /// <summary>Replaces the documentation by a borrowed one.</summary>
    internal void SetDoc(ThreadState thread, Value doc)
    {
        Value old = Doc;
        Doc = thread.Retain(doc);
        thread.Release(old);
    }

    protected internal override void ReleaseReferences(ThreadState thread) => thread.Release(Doc);
}

/// <summary>The methods of _tuplegetter.</summary>
[PyType("_tuplegetter", typeof(TupleGetterObject), Module = "_collections")]
internal static class TupleGetterMethods
{
    internal static readonly TypeObject Type = CollectionsModule.MakeType("_tuplegetter");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, long index, Value doc) => Value.Of(new TupleGetterObject(thread, cls, index, thread.Retain(doc)));

    [PyGetter("__doc__")]
    public static Value Doc(ThreadState thread, TupleGetterObject self) => thread.Retain(self.Doc);

    [PySetter("__doc__")]
    public static bool SetDoc(ThreadState thread, TupleGetterObject self, Value value)
    {
        self.SetDoc(thread, value.IsUnbound ? Value.None : value);
        return true;
    }

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, TupleGetterObject self, Value instance, Value owner)
    {
        if (instance.Ref is not TupleObject tuple)
        {
            return instance.IsNone
                ? thread.Retain(Value.Of(self))
                : thread.TypeError($"descriptor for index '{self.Index}' for tuple subclasses doesn't apply to '{instance.Type.Name}' object");
        }

        return (ulong)self.Index < (ulong)tuple.Length ? thread.Retain(tuple.Span[(int)self.Index]) : thread.IndexError("tuple index out of range");
    }

    [PyMethod("__set__")]
    public static bool Set(ThreadState thread, TupleGetterObject self, Value instance, Value value)
    {
        thread.Raise(ExceptionTypes.AttributeError, "can't set attribute");
        return false;
    }

    [PyMethod("__delete__")]
    public static bool Delete(ThreadState thread, TupleGetterObject self, Value instance)
    {
        thread.Raise(ExceptionTypes.AttributeError, "can't delete attribute");
        return false;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, TupleGetterObject self) =>
        Operators.ReprText(thread, self.Doc) is { } doc ? Value.Str($"_tuplegetter({self.Index}, {doc})") : Value.Error;

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, TupleGetterObject self)
    {
        Value arguments = Value.Of(TupleObject.Of(thread, [Value.Int(self.Index), self.Doc]));
        return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), arguments]));
    }
}
