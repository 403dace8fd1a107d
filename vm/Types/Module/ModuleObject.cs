using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A module: a namespace with a name. Uncounted; belongs to one interpreter.</summary>
public sealed class ModuleObject : PyObject
{
    public ModuleObject(TypeObject type, string name)
        : base(type)
    {
        Name = name;
        Namespace = new DictObject();
    }

    public string Name { get; internal set; }

    /// <summary>__dict__.</summary>
    public DictObject Namespace { get; internal set; }

    /// <summary>Adds a native function under its own name.</summary>
    public void DefineFunction(NativeFunction function)
    {
        function.Module = Name;
        Namespace.SetName(StrObject.Intern(function.Name), Value.Of(function));
    }

    /// <summary>Adds a constant; the reference moves in.</summary>
    public void DefineConstant(string name, Value value) => Namespace.SetName(StrObject.Intern(name), value);

    /// <summary>__name__ as error messages show it.</summary>
    internal string DisplayName() => Namespace.GetName(Names.Name).Ref is StrObject name ? name.ToString() : Name;
}
