using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Functools;

/// <summary>The methods of partial.</summary>
[PyType("partial", typeof(PartialObject), Module = "_functools", Doc = "Create a new function with partial application of the given arguments and keywords.")]
internal static class PartialMethods
{
    internal static readonly TypeObject Type =
        FunctoolsModule.MakeType("partial", TypeFlags.BaseType | TypeFlags.HasDict | TypeFlags.HasWeakReferences);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int positional = arguments.Length - keywords.Count;
        if (positional == 0)
        {
            return thread.TypeError("type 'partial' takes at least one argument");
        }

        Value function = arguments[0];
        if (!function.Type.Slot(SpecialMethod.Call).IsDefined)
        {
            return thread.TypeError("the first argument must be callable");
        }

        ReadOnlySpan<Value> given = arguments[1..positional];
        ReadOnlySpan<Value> named = arguments[positional..];
        if (!given.IsEmpty && PlaceholderObject.Is(given[^1]))
        {
            return thread.TypeError("trailing Placeholders are not allowed");
        }

        if (PlaceholderObject.Count(named) > 0)
        {
            return thread.TypeError("Placeholder cannot be passed as a keyword argument");
        }

        var inner = function.Ref as PartialObject;
        if (inner is { Attributes: not null })
        {
            // One with attributes of its own is more than its function and arguments.
            inner = null;
        }

        var names = new DictObject(thread);
        if (inner is not null)
        {
            names.CopyFrom(thread, inner.KeywordArguments);
        }

        for (int i = 0; i < keywords.Count; i++)
        {
            thread.Retain(named[i]);
            names.SetName(thread, keywords[i], named[i]);
        }

        TupleObject all = TupleObject.Of(thread, inner is null ? given : inner.Fill(given));
        return Value.Of(new PartialObject(thread, cls, thread.Retain(inner is null ? function : inner.Function), all, names));
    }

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, PartialObject self, ReadOnlySpan<Value> arguments, Keywords keywords) => self.Call(thread, arguments, keywords);

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, PartialObject self, Value instance, Value owner)
    {
        if (instance.IsNone)
        {
            return thread.Retain(Value.Of(self));
        }

        RefCount.Retain(thread, self);
        return Value.Of(new MethodObject(thread, self, thread.Retain(instance)));
    }

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyGetter("func", Doc = "function object to use in future partial calls")]
    public static Value Function(ThreadState thread, PartialObject self) => thread.Retain(self.Function);

    [PySetter("func")]
    public static bool SetFunction(ThreadState thread, PartialObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PyGetter("args", Doc = "tuple of arguments to future partial calls")]
    public static Value Arguments(ThreadState thread, PartialObject self) => thread.Retain(Value.Of(self.Arguments));

    [PySetter("args")]
    public static bool SetArguments(ThreadState thread, PartialObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PyGetter("keywords", Doc = "dictionary of keyword arguments to future partial calls")]
    public static Value KeywordArguments(ThreadState thread, PartialObject self) => thread.Retain(Value.Of(self.KeywordArguments));

    [PySetter("keywords")]
    public static bool SetKeywordArguments(ThreadState thread, PartialObject self, Value value) => ReadOnlyMember.Refuse(thread);

    [PyGetter("__dict__")]
    public static Value Dict(ThreadState thread, PartialObject self) => InstanceDict.Get(thread, Value.Of(self));

    [PySetter("__dict__")]
    public static bool SetDict(ThreadState thread, PartialObject self, Value value) =>
        value.IsUnbound ? !thread.TypeError("cannot delete __dict__").IsError : InstanceDict.Set(thread, Value.Of(self), value);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, PartialObject self)
    {
        TypeObject type = self.Type;
        string name = $"{TypeMethods.ModuleName(type)}.{type.QualifiedName ?? type.ShortName}";
        if (!ReprGuard.Enter(thread, self))
        {
            return Value.Str("...");
        }

        // The parts as they are now: a __repr__ may give the object others.
        Value function = thread.Retain(self.Function);
        Value positional = thread.Retain(Value.Of(self.Arguments));
        Value named = thread.Retain(Value.Of(self.KeywordArguments));
        StringBuilder text = new StringBuilder(name).Append('(');
        bool succeeded = ReprText.TryAppend(thread, text, function);
        foreach (ref readonly Value argument in ((TupleObject)positional.Ref!).Span)
        {
            succeeded = succeeded && ReprText.TryAppend(thread, text.Append(", "), argument);
        }

        int position = 0;
        while (succeeded && DictWalk.MoveNext(thread, (DictObject)named.Ref!, ref position, out Value key, out Value value))
        {
            string? keyText = Operators.StrText(thread, key);
            succeeded = keyText is not null && ReprText.TryAppend(thread, text.Append(", ").Append(keyText).Append('='), value);
            thread.Release(key);
            thread.Release(value);
        }

        ReprGuard.Leave(thread);
        thread.Release(function);
        thread.Release(positional);
        thread.Release(named);
        return succeeded ? Value.Str(text.Append(')').ToString()) : Value.Error;
    }

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, PartialObject self)
    {
        Value dict = self.Attributes is null ? Value.None : InstanceDict.Get(thread, Value.Of(self));
        Value construction = Value.Of(TupleObject.Of(thread, [self.Function]));
        Value state = Value.Of(TupleObject.Steal(
            thread,
            [thread.Retain(self.Function), thread.Retain(Value.Of(self.Arguments)), thread.Retain(Value.Of(self.KeywordArguments)), dict]));
        return Value.Of(TupleObject.Steal(thread, [Value.Of(self.Type), construction, state]));
    }

    [PyMethod("__setstate__")]
    public static Value SetState(ThreadState thread, PartialObject self, Value state)
    {
        if (state.Ref is not TupleObject { Length: 4 } parts
            || !parts.Span[0].Type.Slot(SpecialMethod.Call).IsDefined
            || parts.Span[1].Ref is not TupleObject arguments
            || !(parts.Span[2].IsNone || parts.Span[2].Ref is DictObject)
            || !(parts.Span[3].IsNone || parts.Span[3].Ref is DictObject))
        {
            return thread.TypeError("invalid partial state");
        }

        if (arguments.Length > 0 && PlaceholderObject.Is(arguments.Span[^1]))
        {
            return thread.TypeError("trailing Placeholders are not allowed");
        }

        DictObject names;
        if (parts.Span[2].Ref is DictObject given && ReferenceEquals(given.Type, BuiltinTypes.Dict))
        {
            names = (DictObject)thread.Retain(Value.Of(given)).Ref!;
        }
        else
        {
            names = new DictObject(thread);
            if (parts.Span[2].Ref is DictObject other)
            {
                names.CopyFrom(thread, other);
            }
        }

        TupleObject kept = ReferenceEquals(arguments.Type, BuiltinTypes.Tuple)
            ? (TupleObject)thread.Retain(Value.Of(arguments)).Ref!
            : TupleObject.Of(thread, arguments.Span);
        self.Replace(thread, thread.Retain(parts.Span[0]), kept, names);
        if (parts.Span[3].Ref is DictObject dict)
        {
            InstanceDict.Set(thread, Value.Of(self), Value.Of(dict));
        }
        else if (self.Attributes is not null)
        {
            Value empty = Value.Of(new DictObject(thread));
            InstanceDict.Set(thread, Value.Of(self), empty);
            thread.Release(empty);
        }

        return Value.None;
    }
}
