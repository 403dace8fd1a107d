using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of frozenset (Objects/setobject.c).</summary>
[PyType("frozenset", typeof(SetObject), Field = "FrozenSet", Doc = "Build an immutable unordered collection of unique elements.")]
internal static class FrozenSetMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!Construction.TryPositional(thread, cls, BuiltinTypes.FrozenSet, ref arguments, keywords))
        {
            return Value.Error;
        }

        if (arguments.Length > 1)
        {
            return thread.TypeError($"frozenset expected at most 1 argument, got {arguments.Length}");
        }

        if (arguments.IsEmpty)
        {
            return Value.Of(new SetObject(thread, cls));
        }

        return ReferenceEquals(cls, BuiltinTypes.FrozenSet) && ReferenceEquals(arguments[0].Type, BuiltinTypes.FrozenSet)
            ? thread.Retain(arguments[0])
            : SetAlgebra.Result(SetOperations.From(thread, cls, arguments[0]));
    }

    [PyMethod("__hash__")]
    public static Value Hash(ThreadState thread, SetObject self)
    {
        if (self.CachedHash == 0)
        {
            self.CachedHash = SetOperations.Hash(self);
        }

        return Value.Int(self.CachedHash);
    }
}
