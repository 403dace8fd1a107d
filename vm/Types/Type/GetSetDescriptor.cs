using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A computed attribute of a builtin type (getset_descriptor).</summary>
public sealed unsafe class GetSetDescriptor : PyObject
{
    internal readonly delegate*<ThreadState, Value, Value> Getter;
    internal readonly delegate*<ThreadState, Value, Value, bool> Setter;

    internal GetSetDescriptor(TypeObject owner, string name, delegate*<ThreadState, Value, Value> getter, delegate*<ThreadState, Value, Value, bool> setter, string? doc)
        : base(BuiltinTypes.GetSetDescriptor)
    {
        Owner = owner;
        Name = name;
        Getter = getter;
        Setter = setter;
        Doc = doc;
    }

    public TypeObject Owner { get; }

    public string Name { get; }

    public string? Doc { get; }
}

/// <summary>A __slots__ member of a class (member_descriptor).</summary>
public sealed class MemberDescriptor(TypeObject owner, StrObject name, int index) : PyObject(BuiltinTypes.MemberDescriptor)
{
    public TypeObject Owner { get; } = owner;

    public StrObject Name { get; } = name;

    /// <summary>Index into <see cref="PyObject.Attributes"/>.</summary>
    internal int Index { get; } = index;
}
