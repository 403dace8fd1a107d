using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Functools;

/// <summary>functools.Placeholder: stands in a partial's arguments for one that the call gives.</summary>
public sealed class PlaceholderObject : PyObject
{
    internal static readonly PlaceholderObject Instance = new();

    private PlaceholderObject()
        : base(PlaceholderMethods.Type)
    {
    }

    internal static bool Is(Value value) => ReferenceEquals(value.Ref, Instance);

    internal static int Count(ReadOnlySpan<Value> values)
    {
        int count = 0;
        foreach (ref readonly Value value in values)
        {
            count += Is(value) ? 1 : 0;
        }

        return count;
    }
}

/// <summary>The methods of _PlaceholderType.</summary>
[PyType("_PlaceholderType", typeof(PlaceholderObject), Module = "_functools", Doc = "The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.")]
internal static class PlaceholderMethods
{
    internal static readonly TypeObject Type = FunctoolsModule.MakeType("_PlaceholderType", TypeFlags.None);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        arguments.IsEmpty ? Value.Of(PlaceholderObject.Instance) : thread.TypeError("PlaceholderType takes no arguments");

    [PyMethod("__repr__")]
    public static string Repr(PlaceholderObject self) => "Placeholder";

    [PyMethod("__reduce__")]
    public static string Reduce(PlaceholderObject self) => "Placeholder";
}
