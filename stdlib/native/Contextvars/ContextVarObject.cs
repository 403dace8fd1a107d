using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Contextvars;

/// <summary>contextvars.ContextVar.</summary>
public sealed class ContextVarObject : PyObject
{
    /// <summary>The default is borrowed; Unbound for none.</summary>
    internal ContextVarObject(ThreadState thread, StrObject name, Value @default)
        : base(thread, ContextVarMethods.Type)
    {
        Name = name;
        Default = thread.Retain(@default);
    }

    internal StrObject Name { get; }

    internal Value Default { get; private set; }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        Value old = Default;
        Default = Value.Unbound;
        thread.Release(old);
    }
}

/// <summary>The methods of ContextVar.</summary>
[PyType("ContextVar", typeof(ContextVarObject), Module = "_contextvars")]
internal static class ContextVarMethods
{
    internal static readonly TypeObject Type = ContextvarsModule.MakeType("ContextVar", TypeFlags.HasWeakReferences);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword] Value name, [KeywordOnly, Optional("<unrepresentable>")] Value @default) =>
        name.Ref is StrObject text ? Value.Of(new ContextVarObject(thread, text, @default)) : thread.TypeError("context variable name must be a str");

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyGetter("name")]
    public static Value Name(ThreadState thread, ContextVarObject self) => Value.Of(self.Name);

    [PyMethod("get", Doc = "Return a value for the context variable for the current context.")]
    public static Value Get(ThreadState thread, ContextVarObject self, [Optional("<unrepresentable>")] Value @default)
    {
        Value found = thread.Context is ContextObject context ? context.Find(self) : Value.Unbound;
        if (found.IsUnbound)
        {
            found = @default.IsUnbound ? self.Default : @default;
        }

        return found.IsUnbound ? thread.RaiseWith(ExceptionTypes.LookupError, Value.Of(self)) : thread.Retain(found);
    }

    [PyMethod("set", Doc = "Call to set a new value for the context variable in the current context.\n\nThe required *value* argument is the new value for the context variable.\n\nReturns a Token object that can be used to restore the variable to its previous\nvalue via the `ContextVar.reset()` method.")]
    public static Value Set(ThreadState thread, ContextVarObject self, Value value)
    {
        ContextObject context = ContextObject.Current(thread);
        var token = new TokenObject(thread, context, self, context.Find(self));
        context.Set(thread, self, value);
        return Value.Of(token);
    }

    [PyMethod("reset", Doc = "Reset the context variable.\n\nThe variable is reset to the value it had before the `ContextVar.set()` that\ncreated the token was used.")]
    public static Value Reset(ThreadState thread, ContextVarObject self, Value token)
    {
        if (token.Ref is not TokenObject given)
        {
            return thread.TypeError($"expected an instance of Token, got {Operators.ReprText(thread, token)}");
        }

        if (given.IsUsed)
        {
            return thread.RuntimeError($"{Operators.ReprText(thread, token)} has already been used once");
        }

        if (!ReferenceEquals(given.Variable, self))
        {
            return thread.ValueError($"{Operators.ReprText(thread, token)} was created by a different ContextVar");
        }

        if (!ReferenceEquals(given.Context, ContextObject.Current(thread)))
        {
            return thread.ValueError($"{Operators.ReprText(thread, token)} was created in a different Context");
        }

        given.IsUsed = true;
        given.Context.Set(thread, self, given.Old);
        return Value.None;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, ContextVarObject self)
    {
        string text = $"<ContextVar name={Operators.ReprText(thread, Value.Of(self.Name))}";
        if (!self.Default.IsUnbound)
        {
            if (Operators.ReprText(thread, self.Default) is not { } shown)
            {
                return Value.Error;
            }

            text += $" default={shown}";
        }

        return Value.Str($"{text} at {ObjectMethods.Address(Value.Of(self))}>");
    }
}

/// <summary>contextvars.Token: how to undo a set().</summary>
public sealed class TokenObject : PyObject
{
    /// <summary>All borrowed.</summary>
    internal TokenObject(ThreadState thread, ContextObject context, ContextVarObject variable, Value old)
        : base(thread, TokenMethods.Type)
    {
        RefCount.Retain(thread, context);
        RefCount.Retain(thread, variable);
        Context = context;
        Variable = variable;
        Old = thread.Retain(old);
    }

    internal ContextObject Context { get; }

    internal ContextVarObject Variable { get; }

    /// <summary>The value before; Unbound for none.</summary>
    internal Value Old { get; }

    internal bool IsUsed { get; set; }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Context);
        RefCount.Release(thread, Variable);
        thread.Release(Old);
    }
}

/// <summary>The methods of Token.</summary>
[PyType("Token", typeof(TokenObject), Module = "_contextvars", Locks = true)]
internal static class TokenMethods
{
    internal static readonly TypeObject Type = ContextvarsModule.MakeType("Token", TypeFlags.HasWeakReferences);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        thread.RuntimeError("Tokens can only be created by ContextVars");

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => ClassSubscript.Alias(thread, cls, item);

    [PyGetter("var")]
    public static Value Variable(ThreadState thread, TokenObject self) => thread.Retain(Value.Of(self.Variable));

    [PyGetter("old_value")]
    public static Value OldValue(ThreadState thread, TokenObject self) => thread.Retain(self.Old.IsUnbound ? ContextvarsModule.Missing : self.Old);

    [PyMethod("__enter__", Doc = "Enter into Token context manager.")]
    public static Value Enter(ThreadState thread, TokenObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__exit__", Doc = "Exit from Token context manager, restore the linked ContextVar.")]
    public static Value Exit(ThreadState thread, TokenObject self, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        ContextVarMethods.Reset(thread, self.Variable, Value.Of(self));

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, TokenObject self) =>
        Operators.ReprText(thread, Value.Of(self.Variable)) is { } variable
            ? Value.Str($"<Token{(self.IsUsed ? " used" : "")} var={variable} at {ObjectMethods.Address(Value.Of(self))}>")
            : Value.Error;
}
