using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What the compiler's intrinsics for PEP 695 syntax make, and what the kinds of type parameters share.</summary>
internal static class TypeParameters
{
    /// <summary>A type parameter T; bound and constraints are functions that compute them, or Unbound.</summary>
    public static Value TypeVar(ThreadState thread, Frame frame, Value name, Value bound, Value constraints)
    {
        var made = new TypeVarObject(thread, (StrObject)name.Ref!) { InfersVariance = true };
        if (!bound.IsUnbound)
        {
            made.Bound = LazyValue.Computed(thread, bound);
        }

        if (!constraints.IsUnbound)
        {
            made.Constraints = LazyValue.Computed(thread, constraints);
        }

        return Value.Of(made);
    }

    /// <summary>A type parameter **P.</summary>
    public static Value ParamSpec(ThreadState thread, Frame frame, Value name) =>
        Value.Of(new ParamSpecObject(thread, (StrObject)name.Ref!) { InfersVariance = true });

    /// <summary>A type parameter *Ts.</summary>
    public static Value TypeVarTuple(ThreadState thread, Frame frame, Value name) => Value.Of(new TypeVarTupleObject(thread, (StrObject)name.Ref!));

    /// <summary>T = default: the function computes it. The parameter, a new reference.</summary>
    public static Value SetDefault(ThreadState thread, Value parameter, Value evaluator)
    {
        var target = (TypeParameterObject)parameter.Ref!;
        target.Default = LazyValue.Computed(thread, evaluator);
        return thread.Retain(parameter);
    }

    /// <summary>The implicit base Generic[T, *Ts] of a class with type parameters.</summary>
    public static Value SubscriptGeneric(ThreadState thread, Value parameters)
    {
        var unpacked = new List<Value>();
        foreach (Value parameter in ((TupleObject)parameters.Ref!).Span.ToArray())
        {
            Value item = parameter.Ref is TypeVarTupleObject ? Unpack(thread, parameter) : thread.Retain(parameter);
            if (item.IsError)
            {
                return item;
            }

            unpacked.Add(item);
        }

        TupleObject tuple = TupleObject.Steal(thread, [.. unpacked]);
        Value result = TypingHooks.Call(thread, "_GenericAlias", Value.Of(BuiltinTypes.Generic), Value.Of(tuple));
        RefCount.Release(thread, tuple);
        return result;
    }

    /// <summary>type X[T] = ...; the parameters are a tuple or None, the function computes the value.</summary>
    public static Value TypeAlias(ThreadState thread, Frame frame, Value name, Value parameters, Value evaluator)
    {
        Value module = frame.Globals.GetName(Names.Name);
        var alias = new TypeAliasObject(
            thread,
            (StrObject)name.Ref!,
            LazyValue.Computed(thread, evaluator),
            parameters.IsNone ? TupleObject.Empty : (TupleObject)thread.Retain(parameters).Ref!,
            module.IsUnbound ? Value.None : thread.Retain(module));
        return Value.Of(alias);
    }

    /// <summary>typing.Unpack[value].</summary>
    public static Value Unpack(ThreadState thread, Value value)
    {
        Value form = TypingHooks.Get(thread, "Unpack");
        if (form.IsError)
        {
            return form;
        }

        Value result = Items.Get(thread, form, value);
        thread.Release(form);
        return result;
    }

    /// <summary>Gives a parameter made by a call its default and __module__.</summary>
    public static Value Finish(ThreadState thread, TypeParameterObject made, Value defaultValue)
    {
        if (!defaultValue.IsUnbound && defaultValue.Ref is not NoDefaultObject)
        {
            made.Default = LazyValue.Known(thread, defaultValue);
        }

        Value module = TypingHooks.CallerModule(thread);
        if (!Attributes.Set(thread, Value.Of(made), Names.Module, module))
        {
            RefCount.Release(thread, made);
            return Value.Error;
        }

        return Value.Of(made);
    }

    /// <summary>__typing_prepare_subst__ of TypeVar: a missing last argument is its default.</summary>
    public static Value AppendDefault(ThreadState thread, TypeVarObject self, Value alias, Value arguments)
    {
        Value parameters = Attributes.Get(thread, alias, GenericAliases.ParametersName);
        if (parameters.IsError)
        {
            return parameters;
        }

        int index = -1;
        if (parameters.Ref is TupleObject tuple)
        {
            index = GenericAliases.IndexOf(tuple.Span, Value.Of(self));
        }

        thread.Release(parameters);
        long count = Operators.Length(thread, arguments);
        if (count < 0)
        {
            return Value.Error;
        }

        if (index < count || index < 0)
        {
            return thread.Retain(arguments);
        }

        if (index == count && !self.Default.IsEmpty)
        {
            Value value = LazyValue.Get(thread, ref self.Default, Value.None);
            if (value.IsError)
            {
                return value;
            }

            var extended = new List<Value>();
            using (var items = new Iteration(thread, arguments))
            {
                while (items.MoveNext(out Value item))
                {
                    extended.Add(item);
                }
            }

            extended.Add(value);
            return Value.Of(TupleObject.Steal(thread, [.. extended]));
        }

        string? text = Operators.ReprText(thread, alias);
        return text is null ? Value.Error : thread.TypeError($"Too few arguments for {text}; actual {count}, expected at least {index + 1}");
    }
}
