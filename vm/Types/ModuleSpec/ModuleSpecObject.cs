using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>importlib.machinery.ModuleSpec: where a module comes from. Its fields are ordinary attributes. Uncounted, as modules are.</summary>
public sealed class ModuleSpecObject : PyObject
{
    internal static readonly TypeObject Class = new(BuiltinTypes.Type, "ModuleSpec", BuiltinTypes.Object, TypeFlags.BaseType | TypeFlags.HasDict) { Module = "_frozen_importlib" };

    private static readonly StrObject s_name = StrObject.Intern("name");
    private static readonly StrObject s_loader = StrObject.Intern("loader");
    private static readonly StrObject s_origin = StrObject.Intern("origin");
    private static readonly StrObject s_loaderState = StrObject.Intern("loader_state");
    private static readonly StrObject s_locations = StrObject.Intern("submodule_search_locations");

    internal ModuleSpecObject(TypeObject type)
        : base(type)
    {
    }

    /// <summary>True when the origin is a file.</summary>
    internal bool HasLocation { get; set; }

    /// <summary>Sets the fields; the values are borrowed. <paramref name="locations"/> is None for what is no package.</summary>
    internal void Fill(ThreadState thread, Value name, Value loader, Value origin, Value loaderState, Value locations)
    {
        Value self = Value.Of(this);
        Runtime.Attributes.GenericSet(thread, self, s_name, name);
        Runtime.Attributes.GenericSet(thread, self, s_loader, loader);
        Runtime.Attributes.GenericSet(thread, self, s_origin, origin);
        Runtime.Attributes.GenericSet(thread, self, s_loaderState, loaderState);
        Runtime.Attributes.GenericSet(thread, self, s_locations, locations);
    }

    internal Value Name(ThreadState thread) => Runtime.Attributes.Get(thread, Value.Of(this), s_name);

    internal Value Loader(ThreadState thread) => Runtime.Attributes.Get(thread, Value.Of(this), s_loader);

    internal Value Origin(ThreadState thread) => Runtime.Attributes.Get(thread, Value.Of(this), s_origin);

    internal Value Locations(ThreadState thread) => Runtime.Attributes.Get(thread, Value.Of(this), s_locations);
}
