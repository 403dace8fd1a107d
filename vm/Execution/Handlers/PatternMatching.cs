using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>What patterns ask of their subjects (PEP 634; CPython Python/ceval.c, match_keys and match_class).</summary>
internal static class PatternMatching
{
    /// <summary>Bits of __abc_tpflags__, by which collections.abc marks classes.</summary>
    private const int SequenceBit = 1 << 5;

    private const int MappingBit = 1 << 6;

    private static readonly StrObject s_abcFlags = StrObject.Intern("__abc_tpflags__");
    private static readonly StrObject s_get = StrObject.Intern("get");

    /// <summary>What dict.get is asked to return for a missing key: nobody else has it.</summary>
    private static readonly Value s_absent = Value.Of(new NoneObject());

    /// <summary>True when instances match sequence (or mapping) patterns.</summary>
    public static bool HasFlag(TypeObject type, TypeFlags flag)
    {
        if (!type.IsHeap)
        {
            return (type.Flags & flag) != 0;
        }

        // The first class in the order of the bases that is either a sequence or a mapping decides.
        foreach (TypeObject link in type.Mro)
        {
            if (!link.IsHeap)
            {
                if ((link.Flags & (TypeFlags.Sequence | TypeFlags.Mapping)) != 0)
                {
                    return (link.Flags & flag) != 0;
                }

                continue;
            }

            Value bits = link.Namespace.GetName(s_abcFlags);
            if (!bits.IsUnbound && bits.IsInt && (bits.Bits & (SequenceBit | MappingBit)) != 0)
            {
                return (bits.Bits & (flag == TypeFlags.Sequence ? SequenceBit : MappingBit)) != 0;
            }
        }

        return false;
    }

    /// <summary>The values for the keys as a tuple; None when one is missing.</summary>
    public static Value Keys(ThreadState thread, Value mapping, TupleObject keys)
    {
        if (keys.Length == 0)
        {
            return Value.Of(TupleObject.Empty);
        }

        Value getter = Attributes.Get(thread, mapping, s_get);
        if (getter.IsError)
        {
            return getter;
        }

        var seen = new SetObject(thread, BuiltinTypes.Set);
        var values = new List<Value>(keys.Length);
        Value result = Collect(thread, getter, keys, seen, values);
        if (!result.IsUnbound)
        {
            foreach (Value value in values)
            {
                thread.Release(value);
            }
        }

        RefCount.Release(thread, seen);
        thread.Release(getter);
        return result.IsUnbound ? Value.Of(TupleObject.Steal(thread, [.. values])) : result;
    }

    /// <summary>The attributes for the sub-patterns as a tuple; None when the subject does not match.</summary>
    public static Value Class(ThreadState thread, Value subject, Value cls, int positional, TupleObject keywords)
    {
        if (cls.Ref is not TypeObject type)
        {
            return thread.TypeError("called match pattern must be a class");
        }

        int instance = Inheritance.IsInstance(thread, subject, cls);
        if (instance <= 0)
        {
            return instance < 0 ? Value.Error : Value.None;
        }

        var names = new List<StrObject>(positional + keywords.Length);
        var attributes = new List<Value>(positional + keywords.Length);
        Value failure = Positional(thread, subject, type, positional, names, attributes);
        foreach (ref readonly Value keyword in keywords.Span)
        {
            if (!failure.IsUnbound)
            {
                break;
            }

            failure = Add(thread, subject, type, (StrObject)keyword.Ref!, names, attributes);
        }

        if (failure.IsUnbound)
        {
            return Value.Of(TupleObject.Steal(thread, [.. attributes]));
        }

        foreach (Value attribute in attributes)
        {
            thread.Release(attribute);
        }

        return failure;
    }

    /// <summary>dict(mapping) without the keys.</summary>
    public static Value Rest(ThreadState thread, Value mapping, TupleObject keys)
    {
        var rest = new DictObject(thread);
        bool copied = MappingIteration.ForEach(thread, mapping, rest, static (thread, target, key, value) => target.Set(thread, key, value));
        if (!copied)
        {
            RefCount.Release(thread, rest);
            return Value.Error;
        }

        foreach (ref readonly Value key in keys.Span)
        {
            if (rest.Remove(thread, key) < 0)
            {
                RefCount.Release(thread, rest);
                return Value.Error;
            }
        }

        return Value.Of(rest);
    }

    /// <summary>Unbound when all keys were found; otherwise None or Error.</summary>
    private static Value Collect(ThreadState thread, Value getter, TupleObject keys, SetObject seen, List<Value> values)
    {
        foreach (ref readonly Value key in keys.Span)
        {
            int known = seen.Contains(thread, key);
            if (known < 0)
            {
                return Value.Error;
            }

            if (known > 0)
            {
                return Operators.ReprText(thread, key) is { } text
                    ? thread.ValueError($"mapping pattern checks duplicate key ({text})")
                    : Value.Error;
            }

            if (seen.Add(thread, key) < 0)
            {
                return Value.Error;
            }

            Value value = thread.Call(getter, key, s_absent);
            if (value.IsError)
            {
                return value;
            }

            if (value.Same(s_absent))
            {
                return Value.None;
            }

            values.Add(value);
        }

        return Value.Unbound;
    }

    private static Value Positional(ThreadState thread, Value subject, TypeObject type, int count, List<StrObject> names, List<Value> attributes)
    {
        if (count == 0)
        {
            return Value.Unbound;
        }

        Value matchArgs = Attributes.TryGet(thread, Value.Of(type), Names.MatchArgs);
        if (matchArgs.IsError)
        {
            return matchArgs;
        }

        bool matchesSelf = false;
        int allowed = 0;
        if (matchArgs.IsUnbound)
        {
            matchesSelf = (type.Flags & TypeFlags.MatchSelf) != 0;
            allowed = matchesSelf ? 1 : 0;
        }
        else if (matchArgs.Ref is TupleObject declared)
        {
            allowed = declared.Length;
        }
        else
        {
            thread.TypeError($"{type.Name}.__match_args__ must be a tuple (got {matchArgs.Type.Name})");
            thread.Release(matchArgs);
            return Value.Error;
        }

        Value failure = Value.Unbound;
        if (count > allowed)
        {
            failure = thread.TypeError($"{type.Name}() accepts {allowed} positional sub-pattern{(allowed == 1 ? "" : "s")} ({count} given)");
        }
        else if (matchesSelf)
        {
            attributes.Add(thread.Retain(subject));
        }
        else
        {
            var tuple = (TupleObject)matchArgs.Ref!;
            for (int i = 0; i < count && failure.IsUnbound; i++)
            {
                failure = tuple.Items[i].Ref is StrObject name
                    ? Add(thread, subject, type, name, names, attributes)
                    : thread.TypeError($"__match_args__ elements must be strings (got {tuple.Items[i].Type.Name})");
            }
        }

        if (!matchArgs.IsUnbound)
        {
            thread.Release(matchArgs);
        }

        return failure;
    }

    /// <summary>Unbound when the attribute was added; otherwise None or Error.</summary>
    private static Value Add(ThreadState thread, Value subject, TypeObject type, StrObject name, List<StrObject> names, List<Value> attributes)
    {
        foreach (StrObject known in names)
        {
            if (known.TextEquals(name))
            {
                return thread.TypeError($"{type.Name}() got multiple sub-patterns for attribute {Operators.ReprText(thread, Value.Of(name))}");
            }
        }

        names.Add(name);
        Value attribute = Attributes.TryGet(thread, subject, name.Intern());
        if (attribute.IsError)
        {
            return attribute;
        }

        if (attribute.IsUnbound)
        {
            return Value.None;
        }

        attributes.Add(attribute);
        return Value.Unbound;
    }
}
