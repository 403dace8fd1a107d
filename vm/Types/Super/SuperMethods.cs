using Pyl.VM.Binding;
using Pyl.VM.Execution;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

[PyType("super", typeof(SuperObject), Doc = "super() -> the same as super(__class__, <first argument>)\nsuper(type) -> an unbound object\nsuper(type, object) -> for methods of an instance; isinstance(object, type) must be true\nsuper(type, type2) -> for class methods; issubclass(type2, type) must be true\n\nAttributes of the bases: the search begins behind the type.")]
internal static class SuperMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        Value.Of(new SuperObject(thread, (TypeObject)arguments[0].Ref!));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, SuperObject self, [Optional] Value type, [Optional] Value target)
    {
        if (type.IsUnbound && !FromFrame(thread, out type, out target))
        {
            return Value.Error;
        }

        if (type.Ref is not TypeObject start)
        {
            return thread.TypeError($"super() argument 1 must be a type, not {type.Type.Name}");
        }

        self.ThisClass = start;
        if (target.IsUnbound || target.IsNone)
        {
            return Value.None;
        }

        if (Check(thread, start, target) is not { } selfClass)
        {
            return Value.Error;
        }

        self.SelfClass = selfClass;
        Value old = self.Self;
        self.Self = thread.Retain(target);
        thread.Release(old);
        return Value.None;
    }

    /// <summary>
    /// The method that super().name(...) calls, borrowed, when it is a plain function, or a builtin type's method, that gets the instance: found without binding it.
    /// Null when the general way has to look.
    /// </summary>
    internal static PyObject? FindMethod(SuperObject super, StrObject name)
    {
        if (super.SelfClass is not { } selfClass || !ReferenceEquals(super.Type, BuiltinTypes.Super)
            || ReferenceEquals(super.Self.Ref, selfClass) || ReferenceEquals(name, Names.Class))
        {
            return null;
        }

        TypeObject[] order = selfClass.Mro;
        int i = 0;
        while (i < order.Length && !ReferenceEquals(order[i], super.ThisClass))
        {
            i++;
        }

        for (i++; i < order.Length; i++)
        {
            Value found = order[i].Namespace.GetName(name);
            if (!found.IsUnbound)
            {
                return found.Ref is FunctionObject or NativeFunction { Kind: NativeKind.Method or NativeKind.Slot } ? found.Ref : null;
            }
        }

        return null;
    }

    [PyMethod("__getattribute__")]
    public static Value GetAttribute(ThreadState thread, Value self, Value name)
    {
        var super = (SuperObject)self.Ref!;
        if (name.Ref is StrObject text && super.SelfClass is { } selfClass)
        {
            text = text.Intern();
            if (!ReferenceEquals(text, Names.Class))
            {
                TypeObject[] order = selfClass.Mro;
                int i = Array.IndexOf(order, super.ThisClass) + 1;
                for (; i < order.Length; i++)
                {
                    Value found = order[i].Namespace.GetName(text);
                    if (found.IsUnbound)
                    {
                        continue;
                    }

                    if (found.Ref is null)
                    {
                        return found;
                    }

                    bool onClass = ReferenceEquals(super.Self.Ref, selfClass);
                    return Descriptors.Get(thread, found.Ref, onClass ? Value.Unbound : super.Self, selfClass);
                }
            }
        }

        return Attributes.GenericGet(thread, self, name);
    }

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, SuperObject self, Value instance, Value owner) =>
        instance.IsNone || !self.Self.IsUnbound ? thread.Retain(Value.Of(self)) : thread.Call(Value.Of(self.Type), Value.Of(self.ThisClass!), instance);

    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, SuperObject self) => self.SelfClass is { } selfClass
        ? $"<super: <class '{self.ThisClass!.Name}'>, <{selfClass.Name} object>>"
        : $"<super: <class '{self.ThisClass?.Name ?? "NULL"}'>, NULL>";

    [PyGetter("__thisclass__")]
    public static Value ThisClass(ThreadState thread, SuperObject self) => self.ThisClass is { } type ? Value.Of(type) : Value.None;

    [PyGetter("__self__")]
    public static Value Self(ThreadState thread, SuperObject self) => self.Self.IsUnbound ? Value.None : thread.Retain(self.Self);

    [PyGetter("__self_class__")]
    public static Value SelfClass(ThreadState thread, SuperObject self) => self.SelfClass is { } type ? Value.Of(type) : Value.None;

    private static TypeObject? Check(ThreadState thread, TypeObject type, Value target)
    {
        if (target.Ref is TypeObject candidate && candidate.IsSubtypeOf(type))
        {
            return candidate;
        }

        if (target.Type.IsSubtypeOf(type))
        {
            return target.Type;
        }

        Value claimed = Attributes.TryGet(thread, target, Names.Class);
        if (claimed.IsError)
        {
            return null;
        }

        if (claimed.Ref is TypeObject other && other.IsSubtypeOf(type))
        {
            return other;
        }

        string what = target.Ref is TypeObject given ? "type " + given.Name : "instance of " + target.Type.Name;
        thread.TypeError($"super(type, obj): obj ({what}) is not an instance or subtype of type ({type.Name}).");
        return null;
    }

    /// <summary>super() without arguments: __class__ and the first argument of the running function.</summary>
    private static bool FromFrame(ThreadState thread, out Value type, out Value self)
    {
        type = Value.Unbound;
        self = Value.Unbound;
        Frame frame = thread.CurrentFrame;
        if (frame.Back is null || frame.Code is null)
        {
            thread.RuntimeError("super(): no current frame");
            return false;
        }

        if (frame.Code.ArgumentCount == 0)
        {
            thread.RuntimeError("super(): no arguments");
            return false;
        }

        self = frame[0];
        if (self.Ref is CellObject cell && (frame.Code.Code.LocalKinds[0] & Bytecode.LocalKind.Cell) != 0)
        {
            self = Slot.Peek(cell.Content);
        }

        if (self.IsUnbound)
        {
            thread.RuntimeError("super(): arg[0] deleted");
            return false;
        }

        int index = frame.Code.ClassCell;
        if (index < 0)
        {
            thread.RuntimeError("super(): __class__ cell not found");
            return false;
        }

        type = Slot.Peek(((CellObject)frame.Closure[index]!).Content);
        if (type.IsUnbound)
        {
            thread.RuntimeError("super(): empty __class__ cell");
            return false;
        }

        return true;
    }
}
