using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Parallelism;

/// <summary>Builds the receiver's copy of a message.</summary>
internal sealed class Unpacker
{
    private static readonly StrObject s_setState = StrObject.Intern("__setstate__");
    private static readonly StrObject s_append = StrObject.Intern("append");
    private static readonly StrObject s_update = StrObject.Intern("update");

    private readonly ThreadState _thread;

    /// <summary>What has been built, by node; each holds a reference until the end.</summary>
    private readonly Value[] _built;

    private readonly List<(CellObject Cell, PackedClass Class)> _waitingCells = [];

    private Unpacker(ThreadState thread, int nodes)
    {
        _thread = thread;
        _built = new Value[nodes];
        Array.Fill(_built, Value.Unbound);
    }

    /// <summary>The value, a new reference, or Error.</summary>
    public static Value Unpack(ThreadState thread, Parcel parcel)
    {
        if (parcel.Root.Node is null)
        {
            return parcel.Root.Constant;
        }

        var unpacker = new Unpacker(thread, parcel.Nodes);
        Value result = unpacker.Build(parcel.Root);
        foreach (Value built in unpacker._built)
        {
            thread.Release(built);
        }

        return result;
    }

    private Value Build(PackedItem item)
    {
        if (item.Node is not { } node)
        {
            return item.Constant;
        }

        Value known = _built[node.Index];
        if (!known.IsUnbound)
        {
            return _thread.Retain(known);
        }

        if (!StackGuard.Enter(_thread, " while receiving an object from another interpreter"))
        {
            return Value.Error;
        }

        Value made = Make(node);
        StackGuard.Leave(_thread);
        if (!made.IsError && _built[node.Index].IsUnbound)
        {
            _built[node.Index] = _thread.Retain(made);
        }

        return made;
    }

    private Value[]? BuildAll(PackedItem[] items)
    {
        var values = new Value[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            values[i] = Build(items[i]);
            if (values[i].IsError)
            {
                ReleaseAll(values.AsSpan(0, i));
                return null;
            }
        }

        return values;
    }

    private void ReleaseAll(ReadOnlySpan<Value> values)
    {
        foreach (Value value in values)
        {
            _thread.Release(value);
        }
    }

    private Value Make(PackedNode node)
    {
        switch (node)
        {
            case PackedList list:
                return MakeList(list);
            case PackedTuple tuple:
                return BuildAll(tuple.Items) is { } items ? Value.Of(TupleObject.Steal(_thread, items)) : Value.Error;
            case PackedDict dict:
                return MakeDict(dict);
            case PackedSet set:
                return MakeSet(set);
            case PackedByteArray bytes:
                return Value.Of(new ByteArrayObject((byte[])bytes.Data.Clone()));
            case PackedMemory memory:
                return memory.Source.With(_thread, memory.Source.View);
            case PackedImport import:
                return Import(import);
            case PackedCell cell:
                return MakeCell(cell);
            case PackedFunction function:
                return MakeFunction(function);
            case PackedClass type:
                return MakeClass(type);
            default:
                return MakeByCall((PackedCall)node);
        }
    }

    private Value MakeList(PackedList node)
    {
        var list = new ListObject(_thread);
        if (node.Ints is { } ints)
        {
            list.Adopt(new IntStorage(ints), ints.Length);
            return Value.Of(list);
        }

        if (node.Floats is { } floats)
        {
            list.Adopt(new FloatStorage(floats), floats.Length);
            return Value.Of(list);
        }

        _built[node.Index] = _thread.Retain(Value.Of(list));
        list.Reserve(node.Items.Length);
        foreach (PackedItem item in node.Items)
        {
            Value value = Build(item);
            if (value.IsError)
            {
                RefCount.Release(_thread, list);
                return value;
            }

            list.Add(value);
        }

        return Value.Of(list);
    }

    private Value MakeDict(PackedDict node)
    {
        Value made = Value.Of(new DictObject(_thread));
        _built[node.Index] = _thread.Retain(made);
        for (int i = 0; i < node.Keys.Length; i++)
        {
            Value key = Build(node.Keys[i]);
            Value value = key.IsError ? key : Build(node.Values[i]);
            bool stored = !value.IsError && ((DictObject)made.Ref!).Set(_thread, key, value);
            _thread.Release(key.IsError ? Value.None : key);
            _thread.Release(value.IsError ? Value.None : value);
            if (!stored)
            {
                _thread.Release(made);
                return Value.Error;
            }
        }

        return made;
    }

    private Value MakeSet(PackedSet node)
    {
        var set = new SetObject(_thread, node.IsFrozen ? BuiltinTypes.FrozenSet : BuiltinTypes.Set);
        foreach (PackedItem item in node.Items)
        {
            Value value = Build(item);
            int added = value.IsError ? -1 : set.Add(_thread, value);
            _thread.Release(value.IsError ? Value.None : value);
            if (added < 0)
            {
                RefCount.Release(_thread, set);
                return Value.Error;
            }
        }

        return Value.Of(set);
    }

    private Value Import(PackedImport node)
    {
        Value at = Importing.ImportModule(_thread, node.Module);
        if (node.Name is null)
        {
            return at;
        }

        foreach (string part in node.Name.Split('.'))
        {
            if (at.IsError)
            {
                return at;
            }

            Value next = Attributes.Get(_thread, at, StrObject.Intern(part));
            _thread.Release(at);
            at = next;
        }

        return at;
    }

    private Value MakeCell(PackedCell node)
    {
        var cell = new CellObject(_thread);
        _built[node.Index] = _thread.Retain(Value.Of(cell));
        if (node.Content is not { } content)
        {
            return Value.Of(cell);
        }

        if (content.Node is PackedClass type && _built[type.Index].IsUnbound && _underConstruction.Contains(type))
        {
            // A method's __class__: the class is being made right now.
            RefCount.Retain(_thread, cell);
            _waitingCells.Add((cell, type));
            return Value.Of(cell);
        }

        Value value = Build(content);
        if (value.IsError)
        {
            RefCount.Release(_thread, cell);
            return value;
        }

        cell.Content = Slot.Content(value);
        return Value.Of(cell);
    }

    private readonly HashSet<PackedClass> _underConstruction = [];

    private Value MakeFunction(PackedFunction node)
    {
        InterpreterState interpreter = _thread.Interpreter;
        Value module = node.Module == "__main__" ? Value.Unbound : Importing.ImportModule(_thread, node.Module);
        if (module.IsError)
        {
            // A module of the sender's that cannot be imported here: __main__ takes its place.
            _thread.ClearException();
        }

        DictObject globals = (module.Ref as ModuleObject ?? (ModuleObject)interpreter.Modules.GetName(Names.Main).Ref!).Namespace;
        _thread.Release(module.IsError ? Value.None : module);
        Value[]? cells = BuildAll(node.Cells);
        if (cells is null)
        {
            return Value.Error;
        }

        DictObject builtins = Execution.Interpreter.BuiltinsOf(_thread, globals);
        var made = new FunctionObject(_thread, interpreter.Crossing.CodeOf(node.Code), globals, builtins, [.. cells.Select(static c => (object?)c.Ref)])
        {
            Name = node.Name,
            QualifiedName = node.QualifiedName,
        };
        _built[node.Index] = _thread.Retain(Value.Of(made));
        if (!TryBuildOptional(node.Defaults, out PyObject? defaults) || !TryBuildOptional(node.KeywordDefaults, out PyObject? keywordDefaults))
        {
            RefCount.Release(_thread, made);
            return Value.Error;
        }

        made.Defaults = (TupleObject?)defaults;
        made.KeywordDefaults = (DictObject?)keywordDefaults;
        if (!TryFillGlobals(node, globals))
        {
            RefCount.Release(_thread, made);
            return Value.Error;
        }

        return Value.Of(made);
    }

    private bool TryBuildOptional(PackedItem? item, out PyObject? value)
    {
        value = null;
        if (item is not { } packed)
        {
            return true;
        }

        Value built = Build(packed);
        value = built.IsError ? null : built.Ref;
        return !built.IsError;
    }

    /// <summary>Names that the receiver's __main__ does not have, and functions that it got before and that have changed since.</summary>
    private bool TryFillGlobals(PackedFunction node, DictObject globals)
    {
        Dictionary<StrObject, Bytecode.CodeObject?> received = _thread.Interpreter.Crossing.ReceivedGlobals;
        foreach ((StrObject name, PackedItem item) in node.Globals)
        {
            Bytecode.CodeObject? code = (item.Node as PackedFunction)?.Code;
            lock (received)
            {
                if (!globals.GetName(name).IsUnbound && !(received.TryGetValue(name, out Bytecode.CodeObject? before) && code is not null && !ReferenceEquals(before, code)))
                {
                    continue;
                }

                received[name] = code;
            }

            Value value = Build(item);
            if (value.IsError)
            {
                return false;
            }

            if (!value.IsUnbound)
            {
                globals.SetName(_thread, name, value);
            }
        }

        return true;
    }

    private Value MakeClass(PackedClass node)
    {
        CrossingState crossing = _thread.Interpreter.Crossing;
        if (crossing.FindClass(node.Origin) is { } known)
        {
            return Value.Of(known);
        }

        _underConstruction.Add(node);
        Value metatype = Build(node.Metatype);
        Value[]? bases = metatype.IsError ? null : BuildAll(node.Bases);
        if (bases is null)
        {
            return Value.Error;
        }

        var ns = new DictObject(_thread);
        foreach ((StrObject name, PackedItem item) in node.Namespace)
        {
            Value value = Build(item);
            if (value.IsError)
            {
                return value;
            }

            ns.SetName(_thread, name, value);
        }

        Value parents = Value.Of(TupleObject.Steal(_thread, bases));
        Value made = _thread.Call(metatype, Value.Of(node.Name), parents, Value.Of(ns));
        _thread.Release(parents);
        _thread.Release(metatype);
        RefCount.Release(_thread, ns);
        _underConstruction.Remove(node);
        if (made.Ref is not TypeObject type)
        {
            return made.IsError ? made : _thread.TypeError("a metaclass has made no class");
        }

        crossing.AddClass(node.Origin, type);
        for (int i = _waitingCells.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_waitingCells[i].Class, node))
            {
                _waitingCells[i].Cell.Content = type;
                RefCount.Release(_thread, _waitingCells[i].Cell);
                _waitingCells.RemoveAt(i);
            }
        }

        return made;
    }

    private Value MakeByCall(PackedCall node)
    {
        Value callable = Build(node.Callable);
        Value[]? arguments = callable.IsError ? null : BuildAll(node.Arguments);
        if (arguments is null)
        {
            return Value.Error;
        }

        Value made = Calls.CallVector(_thread, callable, arguments, default);
        ReleaseAll(arguments);
        _thread.Release(callable);
        if (made.IsError)
        {
            return made;
        }

        _built[node.Index] = _thread.Retain(made);
        if (TryRestore(node, made))
        {
            return made;
        }

        _thread.Release(made);
        return Value.Error;
    }

    private bool TryRestore(PackedCall node, Value made)
    {
        if (node.State is { } state && !TrySetState(made, state))
        {
            return false;
        }

        foreach (PackedItem item in node.ListItems)
        {
            Value value = Build(item);
            Value appended = value.IsError ? value : _thread.CallMethod(made, s_append, value);
            _thread.Release(value.IsError ? Value.None : value);
            if (appended.IsError)
            {
                return false;
            }

            _thread.Release(appended);
        }

        foreach (PackedItem item in node.DictItems)
        {
            Value pair = Build(item);
            bool stored = pair.Ref is TupleObject { Length: 2 } both && Items.Set(_thread, made, both.Items[0], both.Items[1]);
            _thread.Release(pair.IsError ? Value.None : pair);
            if (!stored)
            {
                return false;
            }
        }

        return true;
    }

    private bool TrySetState(Value made, PackedItem item)
    {
        Value state = Build(item);
        if (state.IsError)
        {
            return false;
        }

        Value setter = Attributes.TryGet(_thread, made, s_setState);
        bool done;
        if (!setter.IsUnbound)
        {
            Value result = setter.IsError ? setter : _thread.Call(setter, state);
            done = !result.IsError;
            _thread.Release(done ? result : Value.None);
            _thread.Release(setter.IsError ? Value.None : setter);
        }
        else if (state.Ref is TupleObject { Length: 2 } both)
        {
            done = (both.Items[0].IsNone || TryUpdateDict(made, both.Items[0])) && (both.Items[1].IsNone || TrySetAttributes(made, both.Items[1]));
        }
        else
        {
            done = TryUpdateDict(made, state);
        }

        _thread.Release(state);
        return done;
    }

    private bool TryUpdateDict(Value made, Value state)
    {
        Value own = Attributes.Get(_thread, made, Names.Dict);
        Value result = own.IsError ? own : _thread.CallMethod(own, s_update, state);
        _thread.Release(own.IsError ? Value.None : own);
        _thread.Release(result.IsError ? Value.None : result);
        return !result.IsError;
    }

    private bool TrySetAttributes(Value made, Value slots)
    {
        if (slots.Ref is not DictObject dict)
        {
            return true;
        }

        int position = 0;
        while (DictWalk.MoveNext(_thread, dict, ref position, out Value key, out Value value))
        {
            bool stored = key.Ref is StrObject name && Attributes.Set(_thread, made, name.Intern(), value);
            _thread.Release(key);
            _thread.Release(value);
            if (!stored)
            {
                return false;
            }
        }

        return true;
    }
}
