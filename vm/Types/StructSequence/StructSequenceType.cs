using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A class of struct sequences (CPython Objects/structseq.c): make one for the process, then its instances with <see cref="Make"/>.</summary>
public sealed unsafe class StructSequenceType
{
    /// <summary>A few dozen at most; guarded by itself.</summary>
    private static readonly List<StructSequenceType> s_all = [];

    private readonly string[] _fields;
    private readonly int _visible;

    /// <param name="module">__module__.</param>
    /// <param name="name">__name__.</param>
    /// <param name="doc">__doc__.</param>
    /// <param name="visible">How many of the fields are items of the tuple.</param>
    /// <param name="fields">Names; empty for an item without one.</param>
    /// <param name="instantiable">False for sys.flags and its like: there is one instance.</param>
    public StructSequenceType(string module, string name, string doc, int visible, string[] fields, bool instantiable = true)
    {
        _fields = fields;
        _visible = visible;
        Type = new TypeObject(BuiltinTypes.Type, name, BuiltinTypes.Tuple, instantiable ? TypeFlags.None : TypeFlags.DisallowInstantiation) { Module = module };
        lock (s_all)
        {
            s_all.Add(this);
        }

        Type.DefineConstant("__doc__", Value.Str(doc));
        Type.Define(new NativeFunction(NativeKind.Static, "__new__", &New, -1, -1, 0, null, "(iterable=(), /)"));
        Type.SetNativeSlot(SpecialMethod.New, (nint)(delegate*<ThreadState, ReadOnlySpan<Value>, Keywords, Value>)&New);
        Type.Define(new NativeFunction(NativeKind.Slot, "__repr__", &ReprGeneral, -1, -1, 0, "Return repr(self).", "($self, /)"));
        Type.SetNativeSlot(SpecialMethod.Repr, (nint)(delegate*<ThreadState, Value, Value>)&Repr);
        Type.Define(new NativeFunction(NativeKind.Method, "__reduce__", &Reduce, -1, -1, 0, null, null));
        Type.Define(new NativeFunction(NativeKind.Method, "__replace__", &Replace, -1, -1, 0, "Return a copy of the structure with new values for the specified fields.", null));
        int unnamed = 0;
        int matched = 0;
        var names = new Value[visible];
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_fields[i].Length == 0)
            {
                unnamed++;
                continue;
            }

            StrObject field = StrObject.Intern(_fields[i]);
            Type.Namespace.SetName(field, Value.Of(new StructFieldObject(Type, field, i, null)));
            if (i < visible)
            {
                names[matched++] = Value.Of(field);
            }
        }

        Type.DefineConstant("n_fields", Value.Int(_fields.Length));
        Type.DefineConstant("n_sequence_fields", Value.Int(visible));
        Type.DefineConstant("n_unnamed_fields", Value.Int(unnamed));
        Type.DefineConstant("__match_args__", Value.Of(new TupleObject(BuiltinTypes.Tuple, names.AsSpan(0, matched).ToArray())));
        TypeSlots.InheritNative(Type);
    }

    /// <summary>The class.</summary>
    public TypeObject Type { get; }

    /// <summary>An instance; the fields' references move in, one for each name.</summary>
    public Value Make(ThreadState thread, params ReadOnlySpan<Value> fields)
    {
        Value[] items = fields[.._visible].ToArray();
        Value[] hidden = fields[_visible..].ToArray();
        return HasCounted(items) || HasCounted(hidden)
            ? Value.Of(new StructSequenceObject(thread, Type, items, hidden))
            : Value.Of(new StructSequenceObject(Type, items, hidden));
    }

    internal static string FullName(TypeObject type) => type.Name;

    private static StructSequenceType? Of(TypeObject type)
    {
        lock (s_all)
        {
            foreach (StructSequenceType known in s_all)
            {
                if (ReferenceEquals(known.Type, type))
                {
                    return known;
                }
            }
        }

        return null;
    }

    private static bool HasCounted(Value[] values)
    {
        foreach (Value value in values)
        {
            if (value.Ref is { } reference && reference.OwnerId != RefCount.Uncounted)
            {
                return true;
            }
        }

        return false;
    }

    private static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.IsEmpty || arguments[0].Ref is not TypeObject type || Of(type) is not { } self)
        {
            return thread.TypeError("object.__new__(X): X is not a type object");
        }

        int positional = arguments.Length - keywords.Count;
        Value sequence = positional > 1 ? arguments[1] : Value.Unbound;
        Value named = positional > 2 ? arguments[2] : Value.Unbound;
        for (int i = 0; i < keywords.Count; i++)
        {
            switch (keywords[i].ToString())
            {
                case "sequence":
                    sequence = arguments[positional + i];
                    break;
                case "dict":
                    named = arguments[positional + i];
                    break;
                default:
                    return thread.TypeError($"{type.Name}() got an unexpected keyword argument '{keywords[i]}'");
            }
        }

        return sequence.IsUnbound
            ? thread.TypeError($"{type.Name}() missing required argument 'sequence' (pos 1)")
            : self.FromSequence(thread, sequence, named);
    }

    private Value FromSequence(ThreadState thread, Value sequence, Value named)
    {
        if (Iterables.ToArray(thread, sequence) is not { } given)
        {
            return thread.ClearIf(ExceptionTypes.TypeError) ? thread.TypeError("constructor requires a sequence") : Value.Error;
        }

        string name = FullName(Type);
        if (!named.IsUnbound && named.Ref is not DictObject)
        {
            ReleaseAll(thread, given);
            return thread.TypeError($"{name}() takes a dict as second arg, if any");
        }

        if (given.Length < _visible || given.Length > _fields.Length)
        {
            ReleaseAll(thread, given);
            string limit = _visible == _fields.Length ? "a" : given.Length < _visible ? "an at least" : "an at most";
            int expected = given.Length < _visible ? _visible : _fields.Length;
            return thread.TypeError($"{name}() takes {limit} {expected}-sequence ({given.Length}-sequence given)");
        }

        var fields = new Value[_fields.Length];
        given.CopyTo(fields, 0);
        for (int i = given.Length; i < fields.Length; i++)
        {
            Value found = named.Ref is DictObject dict ? dict.GetName(StrObject.Intern(_fields[i])) : Value.Unbound;
            fields[i] = found.IsUnbound ? Value.None : thread.Retain(found);
        }

        return Make(thread, fields);
    }

    private static Value ReprGeneral(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Self(thread, arguments, "__repr__") is { } self ? Repr(thread, Value.Of(self)) : Value.Error;

    private static Value Repr(ThreadState thread, Value value)
    {
        var self = (StructSequenceObject)value.Ref!;
        string[] names = Of(self.Type)!._fields;
        if (!StackGuard.Enter(thread, " while getting the repr of an object"))
        {
            return Value.Error;
        }

        var text = new System.Text.StringBuilder(FullName(self.Type)).Append('(');
        for (int i = 0; i < self.Items.Length; i++)
        {
            Value item = Operators.Repr(thread, self.Items[i]);
            if (item.IsError)
            {
                StackGuard.Leave(thread);
                return item;
            }

            text.Append(i == 0 ? "" : ", ").Append(names[i].Length == 0 ? "None" : names[i]).Append('=').Append(item.Ref);
            thread.Release(item);
        }

        StackGuard.Leave(thread);
        return Value.Str(text.Append(')').ToString());
    }

    private static Value Reduce(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (Self(thread, arguments, "__reduce__") is not { } self)
        {
            return Value.Error;
        }

        string[] names = Of(self.Type)!._fields;
        var hidden = new DictObject(thread);
        for (int i = self.Items.Length; i < names.Length; i++)
        {
            hidden.SetName(thread, StrObject.Intern(names[i]), thread.Retain(self.Field(i)));
        }

        Value state = Value.Of(TupleObject.Steal(thread, [Value.Of(TupleObject.Of(thread, self.Span)), Value.Of(hidden)]));
        return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), state]));
    }

    private static Value Replace(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (Self(thread, arguments, "__replace__") is not { } self)
        {
            return Value.Error;
        }

        StructSequenceType type = Of(self.Type)!;
        int positional = arguments.Length - keywords.Count;
        if (positional > 1)
        {
            return thread.TypeError("__replace__() takes no positional arguments");
        }

        if (Array.Exists(type._fields, static name => name.Length == 0))
        {
            return thread.TypeError($"__replace__() is not supported for {FullName(self.Type)} because it has unnamed field(s)");
        }

        var fields = new Value[type._fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = self.Field(i);
        }

        var unexpected = new List<string>();
        for (int i = 0; i < keywords.Count; i++)
        {
            int index = Array.IndexOf(type._fields, keywords[i].ToString());
            if (index < 0)
            {
                unexpected.Add($"'{keywords[i]}'");
            }
            else
            {
                fields[index] = arguments[positional + i];
            }
        }

        if (unexpected.Count > 0)
        {
            return thread.TypeError($"Got unexpected field name(s): [{string.Join(", ", unexpected)}]");
        }

        foreach (Value field in fields)
        {
            thread.Retain(field);
        }

        return type.Make(thread, fields);
    }

    private static StructSequenceObject? Self(ThreadState thread, ReadOnlySpan<Value> arguments, string method)
    {
        if (!arguments.IsEmpty && arguments[0].Ref is StructSequenceObject self)
        {
            return self;
        }

        thread.TypeError($"descriptor '{method}' requires a struct sequence");
        return null;
    }

    private static void ReleaseAll(ThreadState thread, Value[] values)
    {
        foreach (Value value in values)
        {
            thread.Release(value);
        }
    }
}
