using System.Collections;
using System.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Embedding;

/// <summary>
/// Values on their way between a host and scripts, by copy: None and null, bool, int and long or BigInteger, float and double,
/// str and string, bytes and byte[], list and List, tuple and object[], dict and Dictionary. What is none of these is a
/// <see cref="PylObject"/> on the host's side.
/// </summary>
internal static class HostConversion
{
    /// <summary>How deep containers may nest; deeper is an error of the host's, as is a list in itself.</summary>
    private const int DeepestNesting = 200;

    /// <summary>A new reference, or Error with an exception set.</summary>
    public static Value ToPython(ThreadState thread, object? value, int depth = 0)
    {
        if (depth > DeepestNesting)
        {
            return thread.ValueError("the host's value is nested too deeply");
        }

        switch (value)
        {
            case null:
                return Value.None;
            case bool truth:
                return Value.Bool(truth);
            case string text:
                return Value.Str(text);
            case double or float:
                return Value.FromDouble(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
            case BigInteger wide:
                return IntObject.Of(wide);
            case ulong unsigned:
                return IntObject.Of(unsigned);
            case sbyte or byte or short or ushort or int or uint or long:
                return Value.Int(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
            case byte[] bytes:
                return Value.Of(BytesObject.Of(bytes));
            case PylObject handle:
                return ReferenceEquals(handle.Engine.Interpreter, thread.Interpreter)
                    ? thread.Retain(handle.Value)
                    : thread.ValueError("the object belongs to another engine");
            case object?[] array:
                return ToSequence(thread, array, depth, asTuple: true);
            case IDictionary map:
                return ToDict(thread, map, depth);
            case IEnumerable items:
                return ToSequence(thread, items, depth, asTuple: false);
            default:
                return thread.TypeError($"a host's value of type {value.GetType().Name} has no counterpart in Python");
        }
    }

    /// <summary>The host's side of a value, which is borrowed.</summary>
    public static object? ToHost(PylEngine engine, ThreadState thread, Value value, int depth = 0)
    {
        switch (value.Ref)
        {
            case null:
                return value.Bits;
            case BoolObject:
                return value.IsTrue;
            case StrObject text when ReferenceEquals(text.Type, BuiltinTypes.Str):
                return text.ToString();
            case BytesObject bytes when ReferenceEquals(bytes.Type, BuiltinTypes.Bytes):
                return bytes.Span.ToArray();
            case IntObject wide when ReferenceEquals(wide.Type, BuiltinTypes.Int):
                return wide.Value;
        }

        if (value.IsFloat)
        {
            return value.Float;
        }

        if (value.IsNone)
        {
            return null;
        }

        if (depth <= DeepestNesting)
        {
            switch (value.Ref)
            {
                case ListObject list when ReferenceEquals(list.Type, BuiltinTypes.List):
                    return new List<object?>(Items(engine, thread, value, depth));
                case TupleObject tuple when ReferenceEquals(tuple.Type, BuiltinTypes.Tuple):
                    return Items(engine, thread, value, depth);
                case DictObject dict when ReferenceEquals(dict.Type, BuiltinTypes.Dict) && ToMap(engine, thread, dict, depth) is { } map:
                    return map;
            }
        }

        return new PylObject(engine, thread.Retain(value));
    }

    private static object?[] Items(PylEngine engine, ThreadState thread, Value sequence, int depth)
    {
        // A copy, because other threads may change a list meanwhile.
        Value copy = TupleObject.From(thread, sequence);
        var items = (TupleObject)copy.Ref!;
        var result = new object?[items.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = ToHost(engine, thread, items.Span[i], depth + 1);
        }

        thread.Release(copy);
        return result;
    }

    /// <summary>Null when a key is no value of .NET's.</summary>
    private static Dictionary<object, object?>? ToMap(PylEngine engine, ThreadState thread, DictObject dict, int depth)
    {
        Value pairs = thread.CallMethod(Value.Of(dict), StrObject.Intern("items"));
        Value copy = pairs.IsError ? pairs : TupleObject.From(thread, pairs);
        if (!pairs.IsError)
        {
            thread.Release(pairs);
        }

        if (copy.Ref is not TupleObject all)
        {
            thread.ClearException();
            return null;
        }

        var map = new Dictionary<object, object?>();
        foreach (Value pair in all.Span)
        {
            ReadOnlySpan<Value> both = ((TupleObject)pair.Ref!).Span;
            if (ToHost(engine, thread, both[0], depth + 1) is not { } key || key is PylObject or IEnumerable and not string)
            {
                thread.Release(copy);
                return null;
            }

            map[key] = ToHost(engine, thread, both[1], depth + 1);
        }

        thread.Release(copy);
        return map;
    }

    private static Value ToSequence(ThreadState thread, IEnumerable items, int depth, bool asTuple)
    {
        var values = new List<Value>();
        foreach (object? item in items)
        {
            Value value = ToPython(thread, item, depth + 1);
            if (value.IsError)
            {
                foreach (Value made in values)
                {
                    thread.Release(made);
                }

                return value;
            }

            values.Add(value);
        }

        return asTuple ? Value.Of(TupleObject.Steal(thread, [.. values])) : Value.Of(ListObject.Steal(thread, values.ToArray()));
    }

    private static Value ToDict(ThreadState thread, IDictionary map, int depth)
    {
        var dict = new DictObject(thread);
        foreach (DictionaryEntry entry in map)
        {
            Value key = ToPython(thread, entry.Key, depth + 1);
            Value value = key.IsError ? key : ToPython(thread, entry.Value, depth + 1);
            bool stored = !value.IsError && dict.Set(thread, key, value);
            if (!key.IsError)
            {
                thread.Release(key);
            }

            if (!value.IsError)
            {
                thread.Release(value);
            }

            if (!stored)
            {
                thread.Release(Value.Of(dict));
                return Value.Error;
            }
        }

        return Value.Of(dict);
    }
}
