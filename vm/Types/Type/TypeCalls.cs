using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Calling a class: type.__call__, object.__new__ and object.__init__ (CPython Objects/typeobject.c type_call).</summary>
internal static unsafe class TypeCalls
{
    /// <summary>True when calling the class makes an ordinary instance: type's __call__, object's __new__.</summary>
    public static bool IsPlain(TypeObject type) =>
        type.IsHeap
        && type.HasSlotOf(BuiltinTypes.Object, SpecialMethod.New)
        && type.Type.HasSlotOf(BuiltinTypes.Type, SpecialMethod.Call)
        && (type.Flags & TypeFlags.Abstract) == 0
        && ReferenceEquals(type.Layout, BuiltinTypes.Object);

    /// <summary>A bare instance of a class that derives from object alone; a new reference.</summary>
    public static InstanceObject NewInstance(ThreadState thread, TypeObject type)
    {
        int length = type.Keys.Length;
        if (!type.HasFinalizer && thread.Spares.TakeInstance(length > 1 ? length : 0) is { } spare)
        {
            spare.Revive(thread, type);
            return spare;
        }

        var instance = type.HasFinalizer ? new WatchedInstanceObject(thread, type) : new InstanceObject(thread, type);
        if (length > 1)
        {
            instance.Attributes = new object?[length];
        }

        return instance;
    }

    /// <summary>type.__call__: __new__, then __init__ when the result is an instance of the class.</summary>
    public static Value Call(ThreadState thread, TypeObject type, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length == 1 && keywords.IsEmpty)
        {
            if (ReferenceEquals(type, BuiltinTypes.Type))
            {
                return Value.Of(arguments[0].Type);
            }

            if (ReferenceEquals(type, BuiltinTypes.Int))
            {
                return IntConstruction.OfNumber(thread, arguments[0]);
            }

            if (ReferenceEquals(type, BuiltinTypes.Str))
            {
                return Operators.Str(thread, arguments[0]);
            }
        }

        ref SlotEntry creator = ref type.Slot(SpecialMethod.New);
        if ((type.Flags & TypeFlags.DisallowInstantiation) != 0 || !creator.IsDefined)
        {
            return thread.TypeError($"cannot create '{type.Name}' instances");
        }

        FewArguments buffer = default;
        Span<Value> withType = arguments.Length < FewArguments.Length ? FewArguments.Fill(ref buffer, Value.Of(type), arguments) : [Value.Of(type), .. arguments];
        Value instance = creator.Native != 0
            ? ((delegate*<ThreadState, ReadOnlySpan<Value>, Keywords, Value>)creator.Native)(thread, withType, keywords)
            : CallNew(thread, type, creator.Method!, withType, keywords);
        if (instance.IsError || !instance.Type.IsSubtypeOf(type))
        {
            return instance;
        }

        ref SlotEntry initialiser = ref instance.Type.Slot(SpecialMethod.Init);
        if (!initialiser.IsDefined)
        {
            return instance;
        }

        withType[0] = instance;
        Value result = initialiser.Native != 0
            ? ((delegate*<ThreadState, ReadOnlySpan<Value>, Keywords, Value>)initialiser.Native)(thread, withType, keywords)
            : CallInit(thread, initialiser.Method!, withType, keywords);
        if (result.IsError)
        {
            thread.Release(instance);
            return result;
        }

        if (!result.IsNone)
        {
            string name = result.Type.Name;
            thread.Release(result);
            thread.Release(instance);
            return thread.TypeError($"__init__() should return None, not '{name}'");
        }

        return instance;
    }

    /// <summary>object.__new__(cls, ...): an instance without attributes; refuses arguments that neither __new__ nor __init__ takes.</summary>
    public static Value ObjectNew(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length - keywords.Count < 1 || arguments[0].Ref is not TypeObject type)
        {
            return thread.TypeError(arguments.Length == 0
                ? "object.__new__(): not enough arguments"
                : $"object.__new__(X): X is not a type object ({arguments[0].Type.Name})");
        }

        if (arguments.Length > 1)
        {
            nint objectNew = BuiltinTypes.Object.Slot(SpecialMethod.New).Native;
            if (type.Slot(SpecialMethod.New).Native != objectNew && !IsObjectNew(type))
            {
                return thread.TypeError("object.__new__() takes exactly one argument (the type to instantiate)");
            }

            if (type.HasSlotOf(BuiltinTypes.Object, SpecialMethod.Init))
            {
                return thread.TypeError($"{type.Name}() takes no arguments");
            }
        }

        if ((type.Flags & TypeFlags.Abstract) != 0 && AbstractNames(thread, type) is { } names)
        {
            string plural = names.Count == 1 ? "" : "s";
            return thread.TypeError($"Can't instantiate abstract class {type.Name} without an implementation for abstract method{plural} {string.Join(", ", names.ConvertAll(static n => $"'{n}'"))}");
        }

        if (!ReferenceEquals(type.Layout, BuiltinTypes.Object))
        {
            return thread.TypeError($"object.__new__({type.Name}) is not safe, use {type.Layout.Name}.__new__()");
        }

        return Value.Of(NewInstance(thread, type));
    }

    /// <summary>object.__init__.</summary>
    public static Value ObjectInit(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length > 1)
        {
            TypeObject type = arguments[0].Type;
            if (type.Slot(SpecialMethod.Init).Native != BuiltinTypes.Object.Slot(SpecialMethod.Init).Native)
            {
                return thread.TypeError("object.__init__() takes exactly one argument (the instance to initialize)");
            }

            if (type.HasSlotOf(BuiltinTypes.Object, SpecialMethod.New))
            {
                return thread.TypeError($"{type.Name}.__init__() takes exactly one argument (the instance to initialize)");
            }
        }

        return Value.None;
    }

    /// <summary>True for a class that says <c>__new__ = object.__new__</c>.</summary>
    private static bool IsObjectNew(TypeObject type)
    {
        PyObject? own = type.Lookup(TypeSlots.NameOf(SpecialMethod.New)).Ref;
        PyObject? inherited = BuiltinTypes.Object.Lookup(TypeSlots.NameOf(SpecialMethod.New)).Ref;
        return ReferenceEquals(own is StaticMethodObject wrapper ? wrapper.Function.Ref : own, inherited is StaticMethodObject plain ? plain.Function.Ref : inherited);
    }

    private static List<string>? AbstractNames(ThreadState thread, TypeObject type)
    {
        Value names = type.Lookup(Names.AbstractMethods);
        if (names.IsUnbound)
        {
            return null;
        }

        var list = new List<string>();
        using var items = new Iteration(thread, names);
        while (items.MoveNext(out Value item))
        {
            list.Add(item.Ref?.ToString() ?? "");
            thread.Release(item);
        }

        list.Sort(StringComparer.Ordinal);
        return list.Count == 0 ? null : list;
    }

    private static Value CallNew(ThreadState thread, TypeObject type, PyObject method, ReadOnlySpan<Value> withType, Keywords keywords)
    {
        // __new__ is a static method even when it was not declared one.
        if (method is StaticMethodObject wrapper)
        {
            return Calls.CallVector(thread, wrapper.Function, withType, keywords);
        }

        if (method is FunctionObject or NativeFunction)
        {
            return Calls.CallVector(thread, Value.Of(method), withType, keywords);
        }

        Value bound = Descriptors.Get(thread, method, Value.Unbound, type);
        if (bound.IsError)
        {
            return bound;
        }

        Value result = Calls.CallVector(thread, bound, withType, keywords);
        thread.Release(bound);
        return result;
    }

    private static Value CallInit(ThreadState thread, PyObject method, ReadOnlySpan<Value> withSelf, Keywords keywords)
    {
        if (method is FunctionObject)
        {
            return Calls.CallVector(thread, Value.Of(method), withSelf, keywords);
        }

        Value bound = Descriptors.Get(thread, method, withSelf[0], withSelf[0].Type);
        if (bound.IsError)
        {
            return bound;
        }

        Value result = Calls.CallVector(thread, bound, withSelf[1..], keywords);
        thread.Release(bound);
        return result;
    }
}
