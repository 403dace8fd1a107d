using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Getter and setter of instances' __dict__ and __weakref__.</summary>
internal static class InstanceDict
{
    public static Value Get(ThreadState thread, Value self) => self.Ref switch
    {
        ModuleObject module => Value.Of(module.Namespace),
        { } reference when (reference.Type.Flags & TypeFlags.HasDict) != 0 => thread.Retain(Value.Of(InstanceAttributes.Materialize(thread, reference))),
        _ => Attributes.Missing(thread, self, Names.Dict),
    };

    public static bool Set(ThreadState thread, Value self, Value value)
    {
        if (value.IsUnbound)
        {
            InstanceAttributes.Replace(thread, self.Ref!, new DictObject(thread));
            return true;
        }

        if (value.Ref is not DictObject dict)
        {
            thread.TypeError($"__dict__ must be set to a dictionary, not a '{value.Type.Name}'");
            return false;
        }

        InstanceAttributes.Replace(thread, self.Ref!, dict);
        return true;
    }

    public static Value GetWeakReference(ThreadState thread, Value self)
    {
        WeakReferenceObject[] references = self.Ref is null ? [] : WeakReferences.Of(self.Ref);
        return references.Length == 0 ? Value.None : thread.Retain(Value.Of(references[0]));
    }
}
