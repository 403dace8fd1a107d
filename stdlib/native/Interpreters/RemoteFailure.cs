using Pyl.VM.Memory;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Interpreters;

/// <summary>An exception that nobody caught in another interpreter: what is known of it here (CPython's excinfo), and itself where it can cross.</summary>
internal sealed class RemoteFailure
{
    private readonly string _typeName;
    private readonly string _qualifiedName;
    private readonly string _module;
    private readonly string _message;
    private readonly string _display;

    private RemoteFailure(ThreadState thread, ExceptionObject exception)
    {
        TypeObject type = exception.Type;
        _typeName = type.ShortName;
        _qualifiedName = type.QualifiedName ?? type.ShortName;
        _module = type.IsHeap ? type.Namespace.GetName(Names.Module).Ref?.ToString() ?? "builtins" : type.Module;
        _message = Operators.StrText(thread, Value.Of(exception)) ?? "";
        thread.ClearException();
        _display = ExceptionText.Of(thread, exception).TrimEnd('\n');
        Exception = Packer.Pack(thread, Value.Of(exception));
        thread.ClearException();
    }

    /// <summary>The exception itself; null when it cannot cross.</summary>
    public Parcel? Exception { get; }

    /// <summary>Takes the thread's exception in flight.</summary>
    public static RemoteFailure Take(ThreadState thread)
    {
        ExceptionObject exception = thread.TakeException();
        var failure = new RemoteFailure(thread, exception);
        RefCount.Release(thread, exception);
        return failure;
    }

    /// <summary>The excinfo object.</summary>
    public Value Describe(ThreadState thread)
    {
        string shown = _module is "builtins" or "__main__" ? _qualifiedName : $"{_module}.{_qualifiedName}";
        Value type = Namespace(thread, ("__name__", Value.Str(_typeName)), ("__qualname__", Value.Str(_qualifiedName)), ("__module__", Value.Str(_module)));
        return Namespace(
            thread,
            ("type", type),
            ("msg", Value.Str(_message)),
            ("formatted", Value.Str(_message.Length == 0 ? shown : $"{shown}: {_message}")),
            ("errdisplay", Value.Str(_display)));
    }

    private static Value Namespace(ThreadState thread, params ReadOnlySpan<(string Name, Value Value)> attributes)
    {
        Value made = Value.Of(new SimpleNamespaceObject(thread, BuiltinTypes.SimpleNamespace));
        foreach ((string name, Value value) in attributes)
        {
            Attributes.GenericSet(thread, made, StrObject.Intern(name), value);
            thread.Release(value);
        }

        return made;
    }
}
