using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("module", typeof(ModuleObject))]
internal static class ModuleMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Value.Of(new ModuleObject((TypeObject)arguments[0].Ref!, ""));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ModuleObject self, [Keyword("name")] StrObject name, [Keyword("doc"), Optional] Value doc)
    {
        self.Name = name.ToString();
        foreach (StrObject key in (ReadOnlySpan<StrObject>)[Names.Package, Names.Loader, Names.Spec])
        {
            self.Namespace.SetName(thread, key, Value.None);
        }

        self.Namespace.SetName(thread, Names.Name, Value.Of(name));
        self.Namespace.SetName(thread, Names.Doc, doc.IsUnbound ? Value.None : thread.Retain(doc));
        return Value.None;
    }

    [PyMethod("__getattribute__")]
    public static Value GetAttribute(ThreadState thread, Value self, Value name)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"attribute name must be string, not '{name.Type.Name}'");
        }

        text = text.Intern();
        var module = (ModuleObject)self.Ref!;
        Value found = Attributes.GenericTryGet(thread, self, text);
        if (!found.IsUnbound)
        {
            return found;
        }

        Value hook = module.Namespace.GetName(Names.GetAttr);
        return hook.IsUnbound ? Attributes.Missing(thread, self, text) : thread.Call(hook, Value.Of(text));
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, ModuleObject self)
    {
        if (self.Namespace.GetName(Names.Spec).Ref is ModuleSpecObject spec)
        {
            Value name = spec.Name(thread);
            Value loader = name.IsError ? name : spec.Loader(thread);
            Value origin = loader.IsError ? loader : spec.Origin(thread);
            Value text = origin.IsError ? origin : Describe(thread, name, origin, loader, spec.HasLocation);
            thread.Release(origin.IsError ? Value.None : origin);
            thread.Release(loader.IsError ? Value.None : loader);
            thread.Release(name.IsError ? Value.None : name);
            return text;
        }

        return Describe(thread, OrNone(Names.Name), OrNone(Names.File), OrNone(Names.Loader), hasLocation: true);

        Value OrNone(StrObject attribute) => self.Namespace.GetName(attribute) is { IsUnbound: false } found ? found : Value.None;
    }

    /// <summary>How importlib shows a module: by where it was loaded from, or by what loaded it.</summary>
    private static Value Describe(ThreadState thread, Value name, Value origin, Value loader, bool hasLocation)
    {
        string? shown = name.IsNone ? "'?'" : Operators.ReprText(thread, name);
        string? where = !origin.IsNone ? hasLocation ? Operators.ReprText(thread, origin) : Operators.StrText(thread, origin)
            : loader.IsNone ? "" : ReferenceEquals(loader.Ref, ImporterTypes.NamespaceLoader) ? "namespace" : Operators.ReprText(thread, loader);
        return shown is null || where is null ? Value.Error
            : Value.Str(!origin.IsNone && hasLocation ? $"<module {shown} from {where}>" : where.Length == 0 && loader.IsNone ? $"<module {shown}>" : $"<module {shown} ({where})>");
    }

    [PyMethod("__dir__")]
    public static Value Dir(ThreadState thread, ModuleObject self)
    {
        if (!ReferenceEquals(self.Type, BuiltinTypes.Module))
        {
            // A subclass may say that its __dict__ is something else.
            Value own = Attributes.Get(thread, Value.Of(self), Names.Dict);
            if (own.IsError)
            {
                return own;
            }

            bool isDict = own.Ref is DictObject;
            thread.Release(own);
            if (!isDict)
            {
                return thread.TypeError("<module>.__dict__ is not a dictionary");
            }
        }

        Value hook = self.Namespace.GetName(Names.Dir);
        if (!hook.IsUnbound)
        {
            return thread.Call(hook);
        }

        var list = new ListObject(thread);
        DictKeys keys = self.Namespace.Keys;
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys.Entries[i].Content is not null)
            {
                list.Add(thread.Retain(keys.Entries[i].Key));
            }
        }

        return Value.Of(list);
    }

    [PyGetter("__dict__")]
    public static Value Dict(ThreadState thread, ModuleObject self) => Value.Of(self.Namespace);

    [PyGetter("__annotations__")]
    public static Value Annotations(ThreadState thread, ModuleObject self) =>
        LazyAnnotations.OfNamespace(thread, Value.Of(self), self.Namespace, $"module '{self.DisplayName()}' has no attribute '__annotations__'", true);

    [PySetter("__annotations__")]
    public static bool SetAnnotations(ThreadState thread, ModuleObject self, Value value) => LazyAnnotations.SetOnNamespace(thread, self.Namespace, value, isModule: true);

    [PyGetter("__annotate__")]
    public static Value Annotate(ThreadState thread, ModuleObject self) => LazyAnnotations.AnnotateOfNamespace(thread, self.Namespace);

    [PySetter("__annotate__")]
    public static bool SetAnnotate(ThreadState thread, ModuleObject self, Value value) => LazyAnnotations.SetAnnotate(thread, self.Namespace, value, isModule: true);
}
