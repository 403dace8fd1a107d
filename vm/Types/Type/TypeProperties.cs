using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The computed attributes of classes.</summary>
[PyType("type", typeof(TypeObject))]
internal static class TypeProperties
{
    [PyGetter("__name__")]
    public static string Name(ThreadState thread, TypeObject self) => self.ShortName;

    [PySetter("__name__")]
    public static bool SetName(ThreadState thread, TypeObject self, Value value)
    {
        if (!Settable(thread, self, value, "__name__"))
        {
            return false;
        }

        if (value.Ref is not StrObject text)
        {
            thread.TypeError($"can only assign string to {self.Name}.__name__, not '{value.Type.Name}'");
            return false;
        }

        if (text.ToString().Contains('\0'))
        {
            thread.ValueError("type name must not contain null characters");
            return false;
        }

        self.QualifiedName ??= self.ShortName;
        self.ShortName = text.ToString();
        return true;
    }

    [PyGetter("__qualname__")]
    public static string QualName(ThreadState thread, TypeObject self) => self.QualifiedName ?? self.ShortName;

    [PySetter("__qualname__")]
    public static bool SetQualName(ThreadState thread, TypeObject self, Value value)
    {
        if (!Settable(thread, self, value, "__qualname__"))
        {
            return false;
        }

        if (value.Ref is not StrObject text)
        {
            thread.TypeError($"can only assign string to {self.Name}.__qualname__, not '{value.Type.Name}'");
            return false;
        }

        self.QualifiedName = text.ToString();
        return true;
    }

    [PyGetter("__module__")]
    public static Value Module(ThreadState thread, TypeObject self)
    {
        if (!self.IsHeap)
        {
            return Value.Str(self.Module);
        }

        Value module = self.Namespace.GetName(Names.Module);
        return module.IsUnbound ? Attributes.Missing(thread, Value.Of(self), Names.Module) : thread.Retain(module);
    }

    [PySetter("__module__")]
    public static bool SetModule(ThreadState thread, TypeObject self, Value value)
    {
        if (!Settable(thread, self, value, "__module__"))
        {
            return false;
        }

        self.Namespace.SetName(thread, Names.Module, thread.Retain(value));
        Subclasses.Changed(thread, self, Names.Module);

        // The line belongs to the module that the class was written in.
        self.Namespace.RemoveName(thread, Names.FirstLineNumber);
        return true;
    }

    [PyGetter("__doc__")]
    public static Value Doc(ThreadState thread, TypeObject self)
    {
        Value doc = self.Namespace.GetName(Names.Doc);
        if (doc.IsUnbound)
        {
            return self.IsHeap || (self.Flags & TypeFlags.Exception) == 0 || ExceptionDocs.Of(self.ShortName) is not { Length: > 0 } text ? Value.None : Value.Str(text);
        }

        if (!self.IsHeap && doc.Ref is GetSetDescriptor)
        {
            // The instances' docstrings; the types themselves have texts of their own.
            return Value.Str(ReferenceEquals(self, BuiltinTypes.Type) ? "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type"
                : ReferenceEquals(self, BuiltinTypes.Function) ? "Create a function object."
                : $"The type of {self.Name} objects.");
        }

        return doc.Ref is { } attribute && self.IsHeap ? Descriptors.Get(thread, attribute, Value.Unbound, self) : thread.Retain(doc);
    }

    [PySetter("__doc__")]
    public static bool SetDoc(ThreadState thread, TypeObject self, Value value)
    {
        if (!Settable(thread, self, value, "__doc__"))
        {
            return false;
        }

        self.Namespace.SetName(thread, Names.Doc, thread.Retain(value));
        return true;
    }

    [PyGetter("__bases__")]
    public static Value Bases(ThreadState thread, TypeObject self) => Tuple(self.Bases);

    [PySetter("__bases__")]
    public static bool SetBases(ThreadState thread, TypeObject self, Value value)
    {
        if (!Settable(thread, self, value, "__bases__"))
        {
            return false;
        }

        if (value.Ref is not TupleObject { Length: > 0 } tuple)
        {
            thread.TypeError(value.Ref is TupleObject
                ? $"can only assign non-empty tuple to {self.Name}.__bases__, not ()"
                : $"can only assign tuple to {self.Name}.__bases__, not {value.Type.Name}");
            return false;
        }

        var bases = new TypeObject[tuple.Length];
        for (int i = 0; i < bases.Length; i++)
        {
            if (tuple.Items[i].Ref is not TypeObject parent)
            {
                thread.TypeError($"{self.Name}.__bases__ must be tuple of classes, not '{tuple.Items[i].Type.Name}'");
                return false;
            }

            if (parent.IsSubtypeOf(self) || BasesAssignment.DescendsFrom(parent, self))
            {
                thread.TypeError("a __bases__ item causes an inheritance cycle");
                return false;
            }

            bases[i] = parent;
        }

        if (ClassCreation.LayoutBase(thread, bases) is not { } best)
        {
            return false;
        }

        if (!ClassAssignment.IsCompatible(thread, self.Base ?? BuiltinTypes.Object, best, "__bases__"))
        {
            return false;
        }

        return BasesAssignment.Assign(thread, self, bases, best);
    }

    [PyGetter("__base__")]
    public static Value Base(ThreadState thread, TypeObject self) => self.Base is { } parent ? Value.Of(parent) : Value.None;

    [PyGetter("__mro__")]
    public static Value Mro(ThreadState thread, TypeObject self) => self.IsIncomplete ? Value.None : Tuple(self.Mro);

    [PyGetter("__dict__")]
    public static Value Dict(ThreadState thread, TypeObject self) => Value.Of(new MappingProxyObject(thread, Value.Of(self.Namespace)));

    [PyGetter("__flags__")]
    public static long Flags(ThreadState thread, TypeObject self) =>
        (self.IsHeap ? 1L << 9 : 1L << 8) | ((self.Flags & TypeFlags.DisallowInstantiation) != 0 ? 1L << 7 : 0) | ((self.Flags & TypeFlags.BaseType) != 0 ? 1L << 10 : 0) | ((self.Flags & TypeFlags.Abstract) != 0 ? 1L << 20 : 0);

    [PyGetter("__basicsize__")]
    public static long BasicSize(ThreadState thread, TypeObject self) => 48;

    [PyGetter("__itemsize__")]
    public static long ItemSize(ThreadState thread, TypeObject self) => 0;

    [PyGetter("__dictoffset__")]
    public static long DictOffset(ThreadState thread, TypeObject self) => (self.Flags & TypeFlags.HasDict) != 0 ? -1 : 0;

    [PyGetter("__weakrefoffset__")]
    public static long WeakReferenceOffset(ThreadState thread, TypeObject self) => (self.Flags & TypeFlags.HasWeakReferences) != 0 ? 24 : 0;

    [PyGetter("__text_signature__")]
    public static Value TextSignature(ThreadState thread, TypeObject self) => TypeSignatures.Of(self) is { } signature ? Value.Str(signature) : Value.None;

    [PyGetter("__abstractmethods__")]
    public static Value AbstractMethods(ThreadState thread, TypeObject self)
    {
        Value names = self.Namespace.GetName(Names.AbstractMethods);
        return names.IsUnbound || ReferenceEquals(self, BuiltinTypes.Type)
            ? thread.Raise(ExceptionTypes.AttributeError, "__abstractmethods__")
            : thread.Retain(names);
    }

    [PySetter("__abstractmethods__")]
    public static bool SetAbstractMethods(ThreadState thread, TypeObject self, Value value)
    {
        int truth = value.IsUnbound ? 0 : Operators.IsTrue(thread, value);
        if (truth < 0)
        {
            return false;
        }

        if (value.IsUnbound)
        {
            self.Namespace.RemoveName(thread, Names.AbstractMethods);
        }
        else
        {
            self.Namespace.SetName(thread, Names.AbstractMethods, thread.Retain(value));
        }

        self.Flags = truth > 0 ? self.Flags | TypeFlags.Abstract : self.Flags & ~TypeFlags.Abstract;
        Subclasses.Changed(thread, self, Names.AbstractMethods);
        return true;
    }

    [PyGetter("__annotations__")]
    public static Value Annotations(ThreadState thread, TypeObject self) => LazyAnnotations.OfNamespace(thread, Value.Of(self), self.Namespace, $"type object '{self.Name}' has no attribute '__annotations__'", self.IsHeap);

    [PySetter("__annotations__")]
    public static bool SetAnnotations(ThreadState thread, TypeObject self, Value value) =>
        Settable(thread, self, Value.None, "__annotations__") && LazyAnnotations.SetOnNamespace(thread, self.Namespace, value);

    [PyGetter("__annotate__")]
    public static Value Annotate(ThreadState thread, TypeObject self) =>
        self.IsHeap ? LazyAnnotations.AnnotateOfNamespace(thread, self.Namespace) : Attributes.Missing(thread, Value.Of(self), Names.Annotate);

    [PySetter("__annotate__")]
    public static bool SetAnnotate(ThreadState thread, TypeObject self, Value value) =>
        Settable(thread, self, Value.None, "__annotate__") && LazyAnnotations.SetAnnotate(thread, self.Namespace, value);

    [PyGetter("__type_params__")]
    public static Value TypeParameters(ThreadState thread, TypeObject self)
    {
        Value parameters = self.Namespace.GetName(Names.TypeParams);
        return parameters.IsUnbound || parameters.Ref is GetSetDescriptor ? Value.Of(TupleObject.Empty) : thread.Retain(parameters);
    }

    [PySetter("__type_params__")]
    public static bool SetTypeParameters(ThreadState thread, TypeObject self, Value value)
    {
        if (!Settable(thread, self, value, "__type_params__"))
        {
            return false;
        }

        self.Namespace.SetName(thread, Names.TypeParams, thread.Retain(value));
        return true;
    }

    private static Value Tuple(TypeObject[] types) => Value.Of(new TupleObject(BuiltinTypes.Tuple, Array.ConvertAll(types, static t => Value.Of(t))));

    private static bool Settable(ThreadState thread, TypeObject type, Value value, string name)
    {
        if (!type.IsHeap)
        {
            thread.TypeError($"cannot set '{name}' attribute of immutable type '{type.Name}'");
            return false;
        }

        if (value.IsUnbound)
        {
            thread.TypeError($"cannot delete '{name}' attribute of immutable type '{type.Name}'");
            return false;
        }

        return true;
    }
}
