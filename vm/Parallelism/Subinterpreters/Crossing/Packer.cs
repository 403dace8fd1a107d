using Pyl.Bytecode;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Parallelism;

/// <summary>Takes a value apart for another interpreter. Cycles and sharing within the message are kept.</summary>
internal sealed class Packer
{
    private static readonly StrObject s_reduceEx = StrObject.Intern("__reduce_ex__");

    private readonly ThreadState _thread;
    private readonly Dictionary<PyObject, PackedNode> _nodes = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the nodes were made of stays alive until the message is complete: temporaries must not be found again under another's identity.</summary>
    private readonly List<Value> _held = [];

    private int _count;

    private Packer(ThreadState thread) => _thread = thread;

    /// <summary>The parcel of a borrowed value; null with an exception set when something in it cannot cross.</summary>
    public static Parcel? Pack(ThreadState thread, Value value)
    {
        var packer = new Packer(thread);
        bool packed = packer.TryPack(value, out PackedItem root);
        foreach (Value held in packer._held)
        {
            thread.Release(held);
        }

        return packed ? new Parcel(root, packer._count) : null;
    }

    /// <summary>What cannot cross at all.</summary>
    public static bool Refuse(ThreadState thread, Value value)
    {
        thread.Raise(NotShareable, $"{Operators.ReprText(thread, value) ?? value.Type.Name} does not support cross-interpreter data");
        return false;
    }

    /// <summary>concurrent.interpreters.NotShareableError.</summary>
    public static TypeObject NotShareable { get; set; } = ExceptionTypes.TypeError;

    private bool TryPack(Value value, out PackedItem item)
    {
        if (value.Ref is null || value.IsFloat || IsConstant(value.Ref))
        {
            item = new PackedItem(value);
            return true;
        }

        if (_nodes.TryGetValue(value.Ref, out PackedNode? known))
        {
            item = new PackedItem(known);
            return true;
        }

        item = default;
        if (!StackGuard.Enter(_thread, " while sending an object to another interpreter"))
        {
            return false;
        }

        PackedNode? node = Describe(value);
        StackGuard.Leave(_thread);
        if (node is null)
        {
            return false;
        }

        item = new PackedItem(node);
        return true;
    }

    /// <summary>Immutable, uncounted and the same in all interpreters.</summary>
    private static bool IsConstant(PyObject value) => value switch
    {
        StrObject => ReferenceEquals(value.Type, BuiltinTypes.Str),
        BytesObject => ReferenceEquals(value.Type, BuiltinTypes.Bytes),
        IntObject => ReferenceEquals(value.Type, BuiltinTypes.Int),
        TypeObject type => !type.IsHeap,
        NoneObject or BoolObject or NotImplementedObject or EllipsisObject or ComplexObject => value.OwnerId == RefCount.Uncounted,
        NativeFunction => true,
        TupleObject tuple => tuple.Length == 0 && ReferenceEquals(tuple.Type, BuiltinTypes.Tuple),
        _ => false,
    };

    private PackedNode? Describe(Value value)
    {
        TypeObject type = value.Type;
        switch (value.Ref)
        {
            case ListObject list when ReferenceEquals(type, BuiltinTypes.List):
                return DescribeList(list);
            case TupleObject tuple when ReferenceEquals(type, BuiltinTypes.Tuple):
                {
                    PackedTuple node = Add(value, new PackedTuple(_count++));
                    return TryPackAll(tuple.Span, out node.Items) ? node : null;
                }

            case DictObject dict when ReferenceEquals(type, BuiltinTypes.Dict):
                return DescribeDict(dict);
            case SetObject set when ReferenceEquals(type, BuiltinTypes.Set) || ReferenceEquals(type, BuiltinTypes.FrozenSet):
                return DescribeSet(set);
            case ByteArrayObject bytes when ReferenceEquals(type, BuiltinTypes.ByteArray):
                return Add(value, new PackedByteArray(_count++, bytes.Span.ToArray()));
            case MemoryViewObject memory when memory.Owner.Ref?.OwnerId == RefCount.Uncounted:
                return Add(value, new PackedMemory(_count++, memory));
            case ModuleObject module:
                return Add(value, new PackedImport(_count++, module.DisplayName(), null));
            case FunctionObject function:
                return DescribeFunction(function);
            case TypeObject heap:
                return DescribeClass(heap);
            case CellObject cell:
                return DescribeCell(cell);
            case ExecutableCode or GeneratorObject or FrameObject or TracebackObject:
                Refuse(_thread, value);
                return null;
            case MethodObject method:
                return DescribeCall(value, Value.Of(BuiltinTypes.Method), [Value.Of(method.Function), method.Self]);
            case StaticMethodObject or ClassMethodObject:
                return DescribeWrapped(value, "__func__");
            case PropertyObject:
                return DescribeWrapped(value, "fget", "fset", "fdel", "__doc__");
            default:
                return DescribeReduced(value);
        }
    }

    private T Add<T>(Value value, T node)
        where T : PackedNode
    {
        _nodes.Add(value.Ref!, node);
        _held.Add(_thread.Retain(value));
        return node;
    }

    private bool TryPackAll(ReadOnlySpan<Value> values, out PackedItem[] items)
    {
        items = new PackedItem[values.Length];
        for (int i = 0; i < items.Length; i++)
        {
            if (!TryPack(values[i], out items[i]))
            {
                return false;
            }
        }

        return true;
    }

    private PackedList? DescribeList(ListObject list)
    {
        PackedList node = Add(Value.Of(list), new PackedList(_count++));
        Value[] items;
        using (CriticalSection.Enter(_thread, list))
        {
            switch (list.Storage)
            {
                case IntStorage ints:
                    node.Ints = CopyOf<long>(ints.Items.AsSpan(0, list.Count));
                    return node;
                case FloatStorage floats:
                    node.Floats = CopyOf<double>(floats.Items.AsSpan(0, list.Count));
                    return node;
            }

            items = new Value[list.Count];
            for (int i = 0; i < items.Length; i++)
            {
                items[i] = list.Get(_thread, i);
            }
        }

        bool packed = TryPackAll(items, out node.Items);
        _held.AddRange(items);
        return packed ? node : null;
    }

    /// <summary>Not zeroed first: large lists of numbers are what programs send.</summary>
    private static T[] CopyOf<T>(ReadOnlySpan<T> items)
        where T : unmanaged
    {
        T[] copy = GC.AllocateUninitializedArray<T>(items.Length);
        items.CopyTo(copy);
        return copy;
    }

    private PackedDict? DescribeDict(DictObject dict)
    {
        PackedDict node = Add(Value.Of(dict), new PackedDict(_count++));
        var keys = new List<Value>(dict.Count);
        var values = new List<Value>(dict.Count);
        int position = 0;
        while (DictWalk.MoveNext(_thread, dict, ref position, out Value key, out Value value))
        {
            keys.Add(key);
            values.Add(value);
        }

        _held.AddRange(keys);
        _held.AddRange(values);
        return TryPackAll(keys.ToArray(), out node.Keys) && TryPackAll(values.ToArray(), out node.Values) ? node : null;
    }

    private PackedSet? DescribeSet(SetObject set)
    {
        PackedSet node = Add(Value.Of(set), new PackedSet(_count++, ReferenceEquals(set.Type, BuiltinTypes.FrozenSet)));
        var items = new List<Value>(set.Count);
        int position = 0;
        using (CriticalSection.Enter(_thread, set))
        {
            while (set.MoveNext(_thread, ref position, out Value key, out _))
            {
                items.Add(key);
            }
        }

        _held.AddRange(items);
        return TryPackAll(items.ToArray(), out node.Items) ? node : null;
    }

    private PackedCell? DescribeCell(CellObject cell)
    {
        PackedCell node = Add(Value.Of(cell), new PackedCell(_count++));
        Value content = SharedSlots.LoadCell(_thread, cell);
        if (content.IsUnbound)
        {
            return node;
        }

        _held.Add(content);
        if (!TryPack(content, out PackedItem item))
        {
            return null;
        }

        node.Content = item;
        return node;
    }

    private PackedNode? DescribeFunction(FunctionObject function)
    {
        Value self = Value.Of(function);
        string module = function.Globals.GetName(Names.Name).Ref?.ToString() ?? "__main__";
        string name = function.QualifiedName.ToString();
        if (IsImportable(self, module, name))
        {
            return Add(self, new PackedImport(_count++, module, name));
        }

        CodeObject code = function.Code.Code;
        PackedFunction node = Add(self, new PackedFunction(_count++, code));
        node.Name = function.Name;
        node.QualifiedName = function.QualifiedName;
        node.Module = module;
        node.Cells = new PackedItem[function.Closure.Length];
        for (int i = 0; i < node.Cells.Length; i++)
        {
            if (!TryPack(Value.Of((CellObject)function.Closure[i]!), out node.Cells[i]))
            {
                return null;
            }
        }

        if (!TryPackOptional(function.Defaults, out node.Defaults) || !TryPackOptional(function.KeywordDefaults, out node.KeywordDefaults))
        {
            return null;
        }

        return module != "__main__" || TryPackGlobals(function, code, node) ? node : null;
    }

    private bool TryPackOptional(PyObject? value, out PackedItem? item)
    {
        item = null;
        if (value is null)
        {
            return true;
        }

        if (!TryPack(Value.Of(value), out PackedItem packed))
        {
            return false;
        }

        item = packed;
        return true;
    }

    /// <summary>Functions, classes, modules and constants that the code reads by name. Others stay: a copy of a program's mutable state would only mislead.</summary>
    private bool TryPackGlobals(FunctionObject function, CodeObject code, PackedFunction node)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        CollectNames(code, names);
        var globals = new List<KeyValuePair<StrObject, PackedItem>>();
        foreach (string text in names)
        {
            StrObject name = StrObject.Intern(text);
            Value value = function.Globals.LoadName(_thread, name);
            if (value.IsUnbound)
            {
                continue;
            }

            _held.Add(value);
            if (!CrossesWithFunction(value))
            {
                continue;
            }

            if (!TryPack(value, out PackedItem item))
            {
                // The function may never come to it; it finds out when it does.
                if (!_thread.ClearIf(NotShareable))
                {
                    return false;
                }

                continue;
            }

            globals.Add(new(name, item));
        }

        node.Globals = [.. globals];
        return true;
    }

    private static bool CrossesWithFunction(Value value) =>
        value.Ref is null || value.IsFloat || IsConstant(value.Ref) || value.Ref is FunctionObject or TypeObject or ModuleObject
        || (value.Ref is TupleObject tuple && tuple.Span.ToArray().All(CrossesWithFunction));

    private static void CollectNames(CodeObject code, HashSet<string> names)
    {
        names.UnionWith(code.Names);
        foreach (object? constant in code.Constants)
        {
            if (constant is CodeObject inner)
            {
                CollectNames(inner, names);
            }
        }
    }

    private PackedNode? DescribeClass(TypeObject type)
    {
        Value self = Value.Of(type);
        string module = type.Namespace.GetName(Names.Module).Ref?.ToString() ?? "builtins";
        string name = type.QualifiedName ?? type.ShortName;
        if (IsImportable(self, module, name))
        {
            return Add(self, new PackedImport(_count++, module, name));
        }

        object origin = CrossingState.OriginOf(type);
        _thread.Interpreter.Crossing.AddClass(origin, type);
        PackedClass node = Add(self, new PackedClass(_count++, origin));
        node.Name = StrObject.Intern(type.ShortName);
        if (!TryPack(Value.Of(type.Type), out node.Metatype) || !TryPackAll([.. type.Bases.Select(static b => Value.Of(b))], out node.Bases))
        {
            return null;
        }

        var members = new List<KeyValuePair<StrObject, PackedItem>>();
        int position = 0;
        while (DictWalk.MoveNext(_thread, type.Namespace, ref position, out Value key, out Value value))
        {
            _held.Add(value);
            if (key.Ref is not StrObject text || value.Ref is MemberDescriptor or GetSetDescriptor || ReferenceEquals(text, Names.Dict))
            {
                continue;
            }

            if (!TryPack(value, out PackedItem item))
            {
                return null;
            }

            members.Add(new(text, item));
        }

        node.Namespace = [.. members];
        return node;
    }

    /// <summary>True when the receiver can get it by importing its module.</summary>
    private bool IsImportable(Value value, string module, string name)
    {
        if (module == "__main__" || name.Contains('<') || _thread.Interpreter.Modules.GetName(StrObject.Intern(module)).Ref is not ModuleObject found)
        {
            return false;
        }

        Value at = _thread.Retain(Value.Of(found));
        foreach (string part in name.Split('.'))
        {
            Value next = Attributes.TryGet(_thread, at, StrObject.Intern(part));
            _thread.Release(at);
            if (next.IsError)
            {
                _thread.ClearException();
                return false;
            }

            if (next.IsUnbound)
            {
                return false;
            }

            at = next;
        }

        bool same = at.Same(value);
        _thread.Release(at);
        return same;
    }

    private PackedCall? DescribeWrapped(Value value, params ReadOnlySpan<string> attributes)
    {
        var arguments = new Value[attributes.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Attributes.Get(_thread, value, StrObject.Intern(attributes[i]));
            if (arguments[i].IsError)
            {
                return null;
            }

            _held.Add(arguments[i]);
        }

        return DescribeCall(value, Value.Of(value.Type), arguments);
    }

    private PackedCall? DescribeCall(Value value, Value callable, ReadOnlySpan<Value> arguments)
    {
        PackedCall node = Add(value, new PackedCall(_count++));
        return TryPack(callable, out node.Callable) && TryPackAll(arguments, out node.Arguments) ? node : null;
    }

    /// <summary>Anything else: as copy and pickle take it apart.</summary>
    private PackedNode? DescribeReduced(Value value)
    {
        Value reduced = _thread.CallMethod(value, s_reduceEx, Value.Int(4));
        if (reduced.IsError)
        {
            if (_thread.ClearIf(ExceptionTypes.TypeError))
            {
                Refuse(_thread, value);
            }

            return null;
        }

        _held.Add(reduced);
        if (reduced.Ref is StrObject name)
        {
            Value module = Attributes.TryGet(_thread, value, Names.Module);
            string from = module.Ref is StrObject text ? text.ToString() : "builtins";
            _thread.Release(module.IsError || module.IsUnbound ? Value.None : module);
            _thread.ClearException();
            return Add(value, new PackedImport(_count++, from, name.ToString()));
        }

        if (reduced.Ref is not TupleObject { Length: >= 2 and <= 6 } parts || parts.Items[1].Ref is not TupleObject arguments)
        {
            Refuse(_thread, value);
            return null;
        }

        PackedCall node = Add(value, new PackedCall(_count++));
        if (!TryPack(parts.Items[0], out node.Callable) || !TryPackAll(arguments.Span, out node.Arguments))
        {
            return null;
        }

        if (parts.Length > 2 && !parts.Items[2].IsNone)
        {
            if (!TryPack(parts.Items[2], out PackedItem state))
            {
                return null;
            }

            node.State = state;
        }

        return (parts.Length <= 3 || TryPackIterated(parts.Items[3], out node.ListItems)) && (parts.Length <= 4 || TryPackIterated(parts.Items[4], out node.DictItems)) ? node : null;
    }

    private bool TryPackIterated(Value iterable, out PackedItem[] items)
    {
        items = [];
        if (iterable.IsNone)
        {
            return true;
        }

        if (Iterables.ToArray(_thread, iterable) is not { } all)
        {
            return false;
        }

        _held.AddRange(all);
        return TryPackAll(all, out items);
    }
}
