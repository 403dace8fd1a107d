using System.Text;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Type parameters inside arguments, and their substitution (CPython Objects/genericaliasobject.c).</summary>
internal static class GenericAliases
{
    internal static readonly StrObject ParametersName = StrObject.Intern("__parameters__");
    private static readonly StrObject s_substitute = StrObject.Intern("__typing_subst__");
    private static readonly StrObject s_prepare = StrObject.Intern("__typing_prepare_subst__");
    private static readonly StrObject s_unpackedArguments = StrObject.Intern("__typing_unpacked_tuple_args__");
    private static readonly StrObject s_isUnpackedTypeVarTuple = StrObject.Intern("__typing_is_unpacked_typevartuple__");

    /// <summary>origin[arguments]; both borrowed, a tuple of arguments or a single one.</summary>
    public static Value Make(ThreadState thread, Value origin, Value arguments) =>
        Value.Of(new GenericAliasObject(thread, thread.Retain(origin), AsTuple(thread, arguments)));

    /// <summary>The value itself when it is a tuple, else a tuple of it; a new reference.</summary>
    public static Value AsTuple(ThreadState thread, Value value) =>
        value.Ref is TupleObject ? thread.Retain(value) : Value.Of(TupleObject.Of(thread, [value]));

    /// <summary>The type parameters that occur in the arguments, each once; a new reference.</summary>
    public static Value Parameters(ThreadState thread, ReadOnlySpan<Value> arguments)
    {
        var found = new List<Value>();
        if (!Collect(thread, arguments, found))
        {
            ReleaseAll(thread, found);
            return Value.Error;
        }

        return Value.Of(TupleObject.Steal(thread, [.. found]));
    }

    /// <summary>The arguments with the parameters replaced by item, a tuple or single value; a new tuple.</summary>
    public static Value Substitute(ThreadState thread, Value self, ReadOnlySpan<Value> arguments, TupleObject parameters, Value item)
    {
        if (parameters.Length == 0)
        {
            return Operators.ReprText(thread, self) is { } text ? thread.TypeError($"{text} is not a generic class") : Value.Error;
        }

        Value items = Unpack(thread, item);
        foreach (Value parameter in parameters.Span.ToArray())
        {
            if (items.IsError)
            {
                return items;
            }

            Value prepare = Attributes.TryGet(thread, parameter, s_prepare);
            if (prepare.IsError)
            {
                thread.Release(items);
                return prepare;
            }

            if (!prepare.IsUnbound && !prepare.IsNone)
            {
                Value prepared = thread.Call(prepare, self, items);
                thread.Release(items);
                thread.Release(prepare);
                if (prepared.IsError)
                {
                    return prepared;
                }

                items = AsTuple(thread, prepared);
                thread.Release(prepared);
            }
        }

        var given = (TupleObject)items.Ref!;
        Value result = given.Length != parameters.Length
            ? CountError(thread, self, given.Length, parameters.Length)
            : Replace(thread, arguments, parameters.Span, given.Span);
        thread.Release(items);
        return result;
    }

    /// <summary>Position by identity, then by equality of identity only: parameters are compared as objects.</summary>
    public static int IndexOf(ReadOnlySpan<Value> values, Value wanted)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i].Same(wanted))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>An argument as reprs of aliases show it; false when an exception is set.</summary>
    public static bool AppendRepr(ThreadState thread, StringBuilder text, Value value)
    {
        if (ReferenceEquals(value.Ref, Singletons.Ellipsis))
        {
            text.Append("...");
            return true;
        }

        if (value.Ref is ListObject list && ReferenceEquals(list.Type, BuiltinTypes.List))
        {
            text.Append('[');
            for (int i = 0; i < list.Count; i++)
            {
                text.Append(i == 0 ? "" : ", ");
                if (!AppendRepr(thread, text, list.Peek(i)))
                {
                    return false;
                }
            }

            text.Append(']');
            return true;
        }

        if (value.Ref is TypeObject type)
        {
            text.Append(ModuleAndName(type));
            return true;
        }

        if (value.Ref is FunctionObject or NativeFunction)
        {
            return AppendQualifiedName(thread, text, value);
        }

        if (Operators.ReprText(thread, value) is not { } repr)
        {
            return false;
        }

        text.Append(repr);
        return true;
    }

    /// <summary>What has a __qualname__ is shown by it, in its module.</summary>
    private static bool AppendQualifiedName(ThreadState thread, StringBuilder text, Value value)
    {
        Value name = Attributes.Get(thread, value, Names.QualName);
        if (name.IsError)
        {
            return false;
        }

        Value module = Attributes.Get(thread, value, Names.Module);
        if (!module.IsError)
        {
            text.Append(module.Ref is StrObject where && where.ToString() != "builtins" ? $"{where}.{name.Ref}" : name.Ref?.ToString());
            thread.Release(module);
        }

        thread.Release(name);
        return !module.IsError;
    }

    /// <summary>module.qualname, without builtins.</summary>
    public static string ModuleAndName(TypeObject type)
    {
        string name = type.QualifiedName ?? type.ShortName;
        string? module = type.IsHeap ? (type.Namespace.GetName(Names.Module).Ref as StrObject)?.ToString() : type.Module;
        return module is null or "builtins" ? name : module + "." + name;
    }

    /// <summary>*tuple[int, str] inside the items becomes int, str; a new tuple.</summary>
    private static Value Unpack(ThreadState thread, Value item)
    {
        Value tuple = AsTuple(thread, item);
        var result = new List<Value>();
        foreach (Value value in ((TupleObject)tuple.Ref!).Span.ToArray())
        {
            Value inner = value.Ref is TypeObject ? Value.Unbound : Attributes.TryGet(thread, value, s_unpackedArguments);
            if (inner.IsError)
            {
                ReleaseAll(thread, result);
                thread.Release(tuple);
                return inner;
            }

            if (inner.Ref is TupleObject parts && !(parts.Length > 0 && ReferenceEquals(parts.Items[^1].Ref, Singletons.Ellipsis)))
            {
                foreach (ref readonly Value part in parts.Span)
                {
                    result.Add(thread.Retain(part));
                }
            }
            else
            {
                result.Add(thread.Retain(value));
            }

            if (!inner.IsUnbound)
            {
                thread.Release(inner);
            }
        }

        thread.Release(tuple);
        return Value.Of(TupleObject.Steal(thread, [.. result]));
    }

    private static bool Collect(ThreadState thread, ReadOnlySpan<Value> arguments, List<Value> found)
    {
        foreach (Value argument in arguments.ToArray())
        {
            if (argument.Ref is TypeObject)
            {
                // A generic class is not a parameter of the alias.
                continue;
            }

            if (argument.Ref is TupleObject tuple)
            {
                if (!Collect(thread, tuple.Span, found))
                {
                    return false;
                }

                continue;
            }

            if (argument.Ref is ListObject list)
            {
                var items = new Value[list.Count];
                for (int i = 0; i < items.Length; i++)
                {
                    items[i] = list.Peek(i);
                }

                if (!Collect(thread, items, found))
                {
                    return false;
                }

                continue;
            }

            Value substitute = Attributes.TryGet(thread, argument, s_substitute);
            if (substitute.IsError)
            {
                return false;
            }

            if (!substitute.IsUnbound)
            {
                thread.Release(substitute);
                AddOnce(thread, found, argument);
                continue;
            }

            Value nested = Attributes.TryGet(thread, argument, ParametersName);
            if (nested.IsError)
            {
                return false;
            }

            if (nested.Ref is TupleObject parameters)
            {
                foreach (ref readonly Value parameter in parameters.Span)
                {
                    AddOnce(thread, found, parameter);
                }
            }

            if (!nested.IsUnbound)
            {
                thread.Release(nested);
            }
        }

        return true;
    }

    private static void AddOnce(ThreadState thread, List<Value> found, Value parameter)
    {
        foreach (Value known in found)
        {
            if (known.Same(parameter))
            {
                return;
            }
        }

        found.Add(thread.Retain(parameter));
    }

    private static Value Replace(ThreadState thread, ReadOnlySpan<Value> arguments, ReadOnlySpan<Value> parameters, ReadOnlySpan<Value> given)
    {
        var result = new List<Value>();
        foreach (Value argument in arguments.ToArray())
        {
            Value replaced = ReplaceOne(thread, argument, parameters, given, out bool spread);
            if (replaced.IsError)
            {
                ReleaseAll(thread, result);
                return replaced;
            }

            if (spread && replaced.Ref is TupleObject parts)
            {
                foreach (ref readonly Value part in parts.Span)
                {
                    result.Add(thread.Retain(part));
                }

                thread.Release(replaced);
            }
            else
            {
                result.Add(replaced);
            }
        }

        return Value.Of(TupleObject.Steal(thread, [.. result]));
    }

    private static Value ReplaceOne(ThreadState thread, Value argument, ReadOnlySpan<Value> parameters, ReadOnlySpan<Value> given, out bool spread)
    {
        spread = false;
        if (argument.Ref is TypeObject)
        {
            return thread.Retain(argument);
        }

        if (argument.Ref is TupleObject tuple)
        {
            return Replace(thread, tuple.Span, parameters, given);
        }

        if (argument.Ref is ListObject list)
        {
            var items = new Value[list.Count];
            for (int i = 0; i < items.Length; i++)
            {
                items[i] = list.Peek(i);
            }

            Value replacedItems = Replace(thread, items, parameters, given);
            if (replacedItems.IsError)
            {
                return replacedItems;
            }

            Value made = Value.Of(ListObject.Of(thread, ((TupleObject)replacedItems.Ref!).Span));
            thread.Release(replacedItems);
            return made;
        }

        Value unpacked = Attributes.TryGet(thread, argument, s_isUnpackedTypeVarTuple);
        spread = unpacked.IsTrue;
        if (unpacked.IsError)
        {
            return unpacked;
        }

        if (!unpacked.IsUnbound)
        {
            thread.Release(unpacked);
        }

        Value substitute = Attributes.TryGet(thread, argument, s_substitute);
        if (substitute.IsError)
        {
            return substitute;
        }

        if (!substitute.IsUnbound)
        {
            int index = IndexOf(parameters, argument);
            if (index < 0)
            {
                // It has become a parameter after the parameters were listed.
                thread.Release(substitute);
                string? shown = Operators.ReprText(thread, argument);
                return shown is null ? Value.Error : thread.TypeError($"{shown} not found in __parameters__");
            }

            Value result = thread.Call(substitute, given[index]);
            thread.Release(substitute);
            return result;
        }

        return ReplaceNested(thread, argument, parameters, given);
    }

    /// <summary>An argument that is itself generic: subscripted with what its own parameters become.</summary>
    private static Value ReplaceNested(ThreadState thread, Value argument, ReadOnlySpan<Value> parameters, ReadOnlySpan<Value> given)
    {
        Value own = Attributes.TryGet(thread, argument, ParametersName);
        if (own.IsError)
        {
            return own;
        }

        if (own.Ref is not TupleObject { Length: > 0 } ownParameters)
        {
            if (!own.IsUnbound)
            {
                thread.Release(own);
            }

            return thread.Retain(argument);
        }

        var items = new List<Value>();
        foreach (Value parameter in ownParameters.Span.ToArray())
        {
            int index = IndexOf(parameters, parameter);
            if (index < 0)
            {
                items.Add(thread.Retain(parameter));
            }
            else if (parameter.Ref is TypeVarTupleObject && given[index].Ref is TupleObject many)
            {
                foreach (ref readonly Value one in many.Span)
                {
                    items.Add(thread.Retain(one));
                }
            }
            else
            {
                items.Add(thread.Retain(given[index]));
            }
        }

        thread.Release(own);
        TupleObject key = TupleObject.Steal(thread, [.. items]);
        Value result = Items.Get(thread, argument, Value.Of(key));
        RefCount.Release(thread, key);
        return result;
    }

    private static Value CountError(ThreadState thread, Value self, int actual, int expected) =>
        Operators.ReprText(thread, self) is { } text
            ? thread.TypeError($"Too {(actual > expected ? "many" : "few")} arguments for {text}; actual {actual}, expected {expected}")
            : Value.Error;

    private static void ReleaseAll(ThreadState thread, List<Value> values)
    {
        foreach (Value value in values)
        {
            thread.Release(value);
        }
    }
}
