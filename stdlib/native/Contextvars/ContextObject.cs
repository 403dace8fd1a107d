using Pyl.Stdlib.Native.Decimals;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Contextvars;

/// <summary>
/// contextvars.Context: values of context variables (PEP 567). Copies share the array, which is replaced whenever a variable
/// is set: programs have few variables, set them seldom, and copy the context for every task and callback.
/// </summary>
public sealed class ContextObject : PyObject
{
    private KeyValuePair<ContextVarObject, Value>[] _items = [];

    internal ContextObject(ThreadState thread)
        : base(thread, ContextMethods.Type)
    {
    }

    /// <summary>What the module decimal asks for at every operation, kept here by it; a context belongs to one interpreter.</summary>
    internal DecimalState? Decimals { get; set; }

    /// <summary>True while some thread runs in it.</summary>
    internal int Entered;

    internal int Count => _items.Length;

    internal IReadOnlyList<KeyValuePair<ContextVarObject, Value>> Items => _items;

    /// <summary>The running context of the thread, borrowed; made on first use.</summary>
    internal static ContextObject Current(ThreadState thread) => (ContextObject)(thread.Context ??= new ContextObject(thread));

    /// <summary>A variable's value, borrowed; Unbound when it has none here.</summary>
    internal Value Find(ContextVarObject variable)
    {
        foreach ((ContextVarObject key, Value value) in _items)
        {
            if (ReferenceEquals(key, variable))
            {
                return value;
            }
        }

        return Value.Unbound;
    }

    /// <summary>Sets a borrowed value, or removes the variable with Unbound; what was there is released last.</summary>
    internal void Set(ThreadState thread, ContextVarObject variable, Value value)
    {
        KeyValuePair<ContextVarObject, Value>[] items = _items;
        int index = Array.FindIndex(items, item => ReferenceEquals(item.Key, variable));
        Value old = index < 0 ? Value.None : items[index].Value;
        if (value.IsUnbound)
        {
            if (index >= 0)
            {
                _items = [.. items[..index], .. items[(index + 1)..]];
                RefCount.Release(thread, variable);
            }
        }
        else if (index >= 0)
        {
            items = [.. items];
            items[index] = new(variable, thread.Retain(value));
            _items = items;
        }
        else
        {
            RefCount.Retain(thread, variable);
            _items = [.. items, new(variable, thread.Retain(value))];
        }

        thread.Release(old);
    }

    internal ContextObject Copy(ThreadState thread)
    {
        KeyValuePair<ContextVarObject, Value>[] items = _items;
        foreach ((ContextVarObject variable, Value value) in items)
        {
            RefCount.Retain(thread, variable);
            thread.Retain(value);
        }

        return new ContextObject(thread) { _items = items };
    }

    /// <summary>Calls in this context; everything is borrowed.</summary>
    internal Value Run(ThreadState thread, Value function, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (Interlocked.Exchange(ref Entered, 1) != 0)
        {
            return thread.RuntimeError($"cannot enter context: {ObjectMethods.Repr(thread, Value.Of(this))} is already entered");
        }

        PyObject? before = thread.Context;
        RefCount.Retain(thread, this);
        thread.Context = this;
        Value result = Calls.CallVector(thread, function, arguments, keywords);
        thread.Context = before;
        Volatile.Write(ref Entered, 0);
        RefCount.Release(thread, this);
        return result;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        KeyValuePair<ContextVarObject, Value>[] items = _items;
        _items = [];
        foreach ((ContextVarObject variable, Value value) in items)
        {
            RefCount.Release(thread, variable);
            thread.Release(value);
        }
    }
}

/// <summary>A thread's running context.</summary>
internal static class ContextState
{
    /// <summary>The thread ends.</summary>
    public static void ReleaseFor(ThreadState thread)
    {
        if (thread.Context is { } context)
        {
            thread.Context = null;
            RefCount.Release(thread, context);
        }
    }
}

/// <summary>The methods of Context.</summary>
[PyType("Context", typeof(ContextObject), Module = "_contextvars", Locks = true)]
internal static class ContextMethods
{
    internal static readonly TypeObject Type = ContextvarsModule.MakeType("Context", TypeFlags.HasWeakReferences | TypeFlags.Mapping);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls) => Value.Of(new ContextObject(thread));

    [PyMethod("run")]
    public static Value Run(ThreadState thread, ContextObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        arguments.Length - keywords.Count < 1
            ? thread.TypeError("run() missing 1 required positional argument")
            : self.Run(thread, arguments[0], arguments[1..], keywords);

    [PyMethod("copy", Doc = "Return a shallow copy of the context object.")]
    public static Value Copy(ThreadState thread, ContextObject self) => Value.Of(self.Copy(thread));

    [PyMethod("__len__")]
    public static long Length(ContextObject self) => self.Count;

    [PyMethod("__contains__")]
    public static Value Contains(ThreadState thread, ContextObject self, Value key) =>
        TryKey(thread, key, out ContextVarObject? variable) ? Value.Bool(!self.Find(variable!).IsUnbound) : Value.Error;

    [PyMethod("__getitem__")]
    public static Value GetItem(ThreadState thread, ContextObject self, Value key)
    {
        if (!TryKey(thread, key, out ContextVarObject? variable))
        {
            return Value.Error;
        }

        Value found = self.Find(variable!);
        return found.IsUnbound ? thread.KeyError(key) : thread.Retain(found);
    }

    [PyMethod("get", Doc = "Return the value for `key` if `key` has the value in the context object.\n\nIf `key` does not exist, return `default`. If `default` is not given,\nreturn None.")]
    public static Value Get(ThreadState thread, ContextObject self, Value key, [Optional("None")] Value @default)
    {
        if (!TryKey(thread, key, out ContextVarObject? variable))
        {
            return Value.Error;
        }

        Value found = self.Find(variable!);
        return thread.Retain(!found.IsUnbound ? found : @default.IsUnbound ? Value.None : @default);
    }

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, ContextObject self)
    {
        Value keys = Keys(thread, self);
        Value iterator = VM.Runtime.Items.Iterator(thread, keys);
        thread.Release(keys);
        return iterator;
    }

    [PyMethod("keys", Doc = "Return a list of all variables in the context object.")]
    public static Value Keys(ThreadState thread, ContextObject self) =>
        Value.Of(ListObject.Of(thread, [.. self.Items.Select(static item => Value.Of(item.Key))]));

    [PyMethod("values", Doc = "Return a list of all variables' values in the context object.")]
    public static Value Values(ThreadState thread, ContextObject self) =>
        Value.Of(ListObject.Of(thread, [.. self.Items.Select(static item => item.Value)]));

    [PyMethod("items", Doc = "Return all variables and their values in the context object.\n\nThe result is returned as a list of 2-tuples (variable, value).")]
    public static Value Items(ThreadState thread, ContextObject self) =>
        Value.Of(ListObject.Steal(thread, [.. self.Items.Select(item => Value.Of(TupleObject.Of(thread, [Value.Of(item.Key), item.Value])))]));

    private static bool TryKey(ThreadState thread, Value key, out ContextVarObject? variable)
    {
        variable = key.Ref as ContextVarObject;
        if (variable is null)
        {
            thread.TypeError($"a ContextVar key was expected, got {Operators.ReprText(thread, key)}");
        }

        return variable is not null;
    }
}
