using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What an object refers to, for the module gc.</summary>
internal static class Referents
{
    /// <summary>True for objects that can be part of a cycle, as CPython's gc.is_tracked() says of them.</summary>
    public static bool MayHave(Value value)
    {
        if (value.Ref is null || value.IsFloat)
        {
            return false;
        }

        TypeObject type = value.Type;
        return value.Ref switch
        {
            TypeObject self => self.IsHeap,
            TupleObject tuple => Array.Exists(tuple.Span.ToArray(), MayHave),
            ListObject or DictObject or SetObject or FunctionObject or ModuleObject or ExceptionObject or SliceObject => true,
            StrObject or BytesObject or IntObject or FloatObject or ComplexObject or RangeObject or ExecutableCode => type.IsHeap,
            _ => type.IsHeap || value.Ref is not (InstanceObject or ByteArrayObject) && !value.IsNone && !value.IsBool
                && !ReferenceEquals(type, BuiltinTypes.Ellipsis) && !ReferenceEquals(type, BuiltinTypes.NotImplementedType),
        };
    }

    /// <summary>Adds the direct referents of containers and instances; other objects show none.</summary>
    public static void Add(ThreadState thread, ListObject list, Value value)
    {
        if (value.Ref is null || value.IsFloat)
        {
            return;
        }

        switch (value.Ref)
        {
            case ListObject or TupleObject or SetObject:
                AddAll(thread, list, value);
                break;
            case DictObject:
                _ = MappingIteration.ForEach(thread, value, list, static (thread, list, key, item) =>
                {
                    list.Add(thread.Retain(key));
                    list.Add(thread.Retain(item));
                    return true;
                });
                break;
        }

        if (value.Type.IsHeap)
        {
            Value attributes = Attributes.TryGet(thread, value, StrObject.Intern("__dict__"));
            if (attributes.IsError)
            {
                thread.ClearException();
            }
            else if (!attributes.IsUnbound)
            {
                list.Add(attributes);
            }

            list.Add(Value.Of(value.Type));
        }
    }

    private static void AddAll(ThreadState thread, ListObject list, Value value)
    {
        if (Iterables.ToArray(thread, value) is not { } items)
        {
            thread.ClearException();
            return;
        }

        foreach (Value item in items)
        {
            list.Add(item);
        }
    }
}
