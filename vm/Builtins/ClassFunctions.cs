using Pyl.VM.Binding;
using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Builtins;

/// <summary>__build_class__: what a class statement calls (Python/bltinmodule.c builtin___build_class__).</summary>
[PyModule("builtins")]
internal static class ClassFunctions
{
    [PyFunction("__build_class__", Doc = "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nWhat the class statement calls.", Signature = "")]
    public static Value BuildClass(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int positional = arguments.Length - keywords.Count;
        if (positional < 2 || arguments[0].Ref is not FunctionObject body || arguments[1].Ref is not StrObject)
        {
            return thread.TypeError(positional < 2 ? "__build_class__: not enough arguments" : "__build_class__: func must be a function");
        }

        Value originalBases = Value.Of(TupleObject.Of(thread, arguments[2..positional]));
        Value bases = ResolveBases(thread, (TupleObject)originalBases.Ref!);
        if (bases.IsError)
        {
            thread.Release(originalBases);
            return bases;
        }

        Value result = Build(thread, body, arguments[1], bases, originalBases, arguments[positional..], keywords);
        thread.Release(bases);
        thread.Release(originalBases);
        return result;
    }

    private static Value Build(ThreadState thread, FunctionObject body, Value name, Value bases, Value originalBases, ReadOnlySpan<Value> values, Keywords keywords)
    {
        // The metaclass keyword goes; the others are handed on.
        Value metaclass = Value.Unbound;
        var keptNames = new List<StrObject>();
        var keptValues = new List<Value>();
        for (int i = 0; i < keywords.Count; i++)
        {
            if (ReferenceEquals(keywords[i].Intern(), Names.Metaclass))
            {
                metaclass = values[i];
            }
            else
            {
                keptNames.Add(keywords[i]);
                keptValues.Add(values[i]);
            }
        }

        var tuple = (TupleObject)bases.Ref!;
        if (metaclass.IsUnbound)
        {
            metaclass = Value.Of(tuple.Length > 0 ? tuple.Items[0].Type : BuiltinTypes.Type);
        }

        if (metaclass.Ref is TypeObject declared)
        {
            if (ClassCreation.Winner(thread, declared, Array.ConvertAll(tuple.Span.ToArray(), static item => item.Type)) is not { } winner)
            {
                return Value.Error;
            }

            metaclass = Value.Of(winner);
        }

        var rest = new Keywords([.. keptNames]);
        Value ns = Prepare(thread, metaclass, name, bases, [.. keptValues], rest);
        if (ns.IsError)
        {
            return ns;
        }

        Value outcome = Interpreter.RunCode(thread, body.Code, body.Globals, ns.Ref, body);
        if (outcome.IsError)
        {
            thread.Release(ns);
            return outcome;
        }

        if (!bases.Same(originalBases) && !Items.Set(thread, ns, Value.Of(Names.OrigBases), originalBases))
        {
            thread.Release(ns);
            thread.Release(outcome);
            return Value.Error;
        }

        Value cls = Calls.CallVector(thread, metaclass, [name, bases, ns, .. keptValues], rest);
        Value checkedClass = CheckCell(thread, cls, outcome, name, metaclass);
        thread.Release(outcome);
        thread.Release(ns);
        return checkedClass;
    }

    /// <summary>The namespace: metaclass.__prepare__(name, bases, **keywords), or a dict.</summary>
    private static Value Prepare(ThreadState thread, Value metaclass, Value name, Value bases, Value[] values, Keywords keywords)
    {
        Value prepare = Attributes.TryGet(thread, metaclass, Names.Prepare);
        if (prepare.IsError)
        {
            return prepare;
        }

        if (prepare.IsUnbound)
        {
            return Value.Of(new DictObject(thread));
        }

        Value ns = Calls.CallVector(thread, prepare, [name, bases, .. values], keywords);
        thread.Release(prepare);
        if (!ns.IsError && !ns.Type.Slot(SpecialMethod.GetItem).IsDefined)
        {
            string type = ns.Type.Name;
            thread.Release(ns);
            string meta = metaclass.Ref is TypeObject m ? m.Name : "<metaclass>";
            return thread.TypeError($"{meta}.__prepare__() must return a mapping, not {type}");
        }

        return ns;
    }

    /// <summary>Bases that are not classes are replaced by what their __mro_entries__ gives (PEP 560).</summary>
    private static Value ResolveBases(ThreadState thread, TupleObject bases)
    {
        List<Value>? resolved = null;
        for (int i = 0; i < bases.Length; i++)
        {
            Value item = bases.Items[i];
            Value entries = item.Ref is TypeObject ? Value.Unbound : Attributes.TryGet(thread, item, Names.MroEntries);
            if (entries.IsError)
            {
                return entries;
            }

            if (entries.IsUnbound)
            {
                resolved?.Add(thread.Retain(item));
                continue;
            }

            if (resolved is null)
            {
                resolved = [];
                for (int j = 0; j < i; j++)
                {
                    resolved.Add(thread.Retain(bases.Items[j]));
                }
            }

            Value replacement = thread.Call(entries, Value.Of(bases));
            thread.Release(entries);
            if (replacement.IsError)
            {
                return replacement;
            }

            if (replacement.Ref is not TupleObject tuple)
            {
                return thread.TypeError("__mro_entries__ must return a tuple");
            }

            foreach (Value entry in tuple.Items)
            {
                resolved.Add(thread.Retain(entry));
            }

            thread.Release(replacement);
        }

        return resolved is null ? thread.Retain(Value.Of(bases)) : Value.Of(TupleObject.Steal(thread, [.. resolved]));
    }

    /// <summary>The body returned its __class__ cell: type.__new__ must have filled it.</summary>
    private static Value CheckCell(ThreadState thread, Value cls, Value outcome, Value name, Value metaclass)
    {
        if (cls.IsError || outcome.Ref is not CellObject cell || cls.Ref is not TypeObject)
        {
            return cls;
        }

        Value content = Slot.Peek(cell.Content);
        if (content.Same(cls))
        {
            return cls;
        }

        string? repr = Operators.ReprText(thread, cls);
        string? quoted = Operators.ReprText(thread, name);
        thread.Release(cls);
        return content.IsUnbound
            ? thread.RuntimeError($"__class__ not set defining {quoted} as {repr}. Was __classcell__ propagated to type.__new__?")
            : thread.TypeError($"__class__ set to {Operators.ReprText(thread, content)} defining {quoted} as {repr}");
    }
}
