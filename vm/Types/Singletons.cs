using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A sentinel that no program ever sees.</summary>
internal sealed class Marker(TypeObject type) : PyObject(type);

/// <summary>None.</summary>
public sealed class NoneObject() : PyObject(BuiltinTypes.NoneType);

/// <summary>True and False.</summary>
public sealed class BoolObject(bool value) : PyObject(BuiltinTypes.Bool)
{
    public bool Value { get; } = value;
}

/// <summary>NotImplemented.</summary>
public sealed class NotImplementedObject() : PyObject(BuiltinTypes.NotImplementedType);

/// <summary>The constant <c>...</c>.</summary>
public sealed class EllipsisObject() : PyObject(BuiltinTypes.Ellipsis);

/// <summary>The process-wide immutable singletons.</summary>
public static class Singletons
{
    public static readonly PyObject FloatTag = new Marker(BuiltinTypes.Float);
    public static readonly PyObject ErrorMarker = new Marker(BuiltinTypes.Object);
    public static readonly PyObject EndMarker = new Marker(BuiltinTypes.Object);
    public static readonly PyObject UnboundMarker = new Marker(BuiltinTypes.Object);
    public static readonly NoneObject None = new();
    public static readonly BoolObject True = new(true);
    public static readonly BoolObject False = new(false);
    public static readonly NotImplementedObject NotImplemented = new();
    public static readonly EllipsisObject Ellipsis = new();
}
