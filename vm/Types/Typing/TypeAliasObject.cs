using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What a type statement makes: typing.TypeAliasType (PEP 695).</summary>
public sealed class TypeAliasObject : PyObject
{
    internal LazyValue Target;

    /// <summary>The references move in.</summary>
    internal TypeAliasObject(ThreadState thread, StrObject name, LazyValue target, TupleObject parameters, Value module)
        : base(thread, BuiltinTypes.TypeAliasType)
    {
        Name = name;
        Target = target;
        Parameters = parameters;
        Module = module;
    }

    internal StrObject Name { get; }

    internal TupleObject Parameters { get; }

    internal Value Module { get; }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Target.Release(thread);
        RefCount.Release(thread, Parameters);
        RefCount.Release(thread, Module);
    }
}

[PyType("typealias", typeof(TypeAliasObject), Field = nameof(BuiltinTypes.TypeAliasType))]
internal static class TypeAliasMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, [Keyword] StrObject name, Value value, [KeywordOnly][Optional] Value typeParams)
    {
        if (!typeParams.IsUnbound && typeParams.Ref is not TupleObject)
        {
            return thread.TypeError("type_params must be a tuple");
        }

        TupleObject parameters = typeParams.IsUnbound ? TupleObject.Empty : (TupleObject)thread.Retain(typeParams).Ref!;
        return Value.Of(new TypeAliasObject(thread, name, LazyValue.Known(thread, value), parameters, thread.Retain(TypingHooks.CallerModule(thread))));
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, TypeAliasObject self) => Value.Of(self.Name);

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, TypeAliasObject self, Value key) => self.Parameters.Length == 0
        ? thread.TypeError("Only generic type aliases are subscriptable")
        : GenericAliases.Make(thread, Value.Of(self), key);

    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, TypeAliasObject self)
    {
        Value unpacked = TypeParameters.Unpack(thread, Value.Of(self));
        if (unpacked.IsError)
        {
            return unpacked;
        }

        TupleObject tuple = TupleObject.Steal(thread, [unpacked]);
        Value iterator = Items.Iterator(thread, Value.Of(tuple));
        thread.Release(Value.Of(tuple));
        return iterator;
    }

    [PyMethod("__or__")]
    public static Value Or(ThreadState thread, Value self, Value other) => UnionTypes.Or(thread, self, other);

    [PyMethod("__ror__")]
    public static Value ROr(ThreadState thread, Value self, Value other) => UnionTypes.Or(thread, other, self);

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, TypeAliasObject self) => Value.Of(self.Name);

    [PyGetter("__name__")]
    public static Value Name(ThreadState thread, TypeAliasObject self) => Value.Of(self.Name);

    [PyGetter("__value__")]
    public static Value Target(ThreadState thread, TypeAliasObject self) => LazyValue.Get(thread, ref self.Target, Value.None);

    [PyGetter("evaluate_value")]
    public static Value EvaluateValue(ThreadState thread, TypeAliasObject self) => self.Target.Evaluator(thread);

    [PyGetter("__type_params__")]
    public static Value TypeParams(ThreadState thread, TypeAliasObject self) => thread.Retain(Value.Of(self.Parameters));

    /// <summary>The type parameters, a TypeVarTuple unpacked.</summary>
    [PyGetter("__parameters__")]
    public static Value ParametersOf(ThreadState thread, TypeAliasObject self)
    {
        var items = new List<Value>();
        foreach (Value parameter in self.Parameters.Span.ToArray())
        {
            Value item = parameter.Ref is TypeVarTupleObject ? TypeParameters.Unpack(thread, parameter) : thread.Retain(parameter);
            if (item.IsError)
            {
                return item;
            }

            items.Add(item);
        }

        return Value.Of(TupleObject.Steal(thread, [.. items]));
    }

    [PyGetter("__module__")]
    public static Value Module(ThreadState thread, TypeAliasObject self) => thread.Retain(self.Module);
}
