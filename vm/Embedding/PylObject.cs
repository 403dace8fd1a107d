using Pyl.VM.Runtime;

namespace Pyl.VM.Embedding;

/// <summary>A Python object that has no counterpart in .NET: a handle on it, which keeps it alive until it is disposed.</summary>
public sealed class PylObject : IDisposable
{
    private readonly PylEngine _engine;
    private Value _value;

    /// <summary>The reference moves in.</summary>
    internal PylObject(PylEngine engine, Value value)
    {
        _engine = engine;
        _value = value;
    }

    /// <summary>The object; borrowed.</summary>
    internal Value Value => _value.Ref is null ? throw new ObjectDisposedException(nameof(PylObject)) : _value;

    /// <summary>The engine that it belongs to.</summary>
    internal PylEngine Engine => _engine;

    /// <summary>An attribute. <see cref="PylException"/> when there is none.</summary>
    public object? GetAttribute(string name) => _engine.GetAttribute(this, name);

    /// <summary>Calls it.</summary>
    public object? Call(params object?[] arguments) => _engine.CallObject(this, arguments);

    /// <summary>Calls a method of it.</summary>
    public object? CallMethod(string name, params object?[] arguments)
    {
        object? method = GetAttribute(name);
        using var callable = method as PylObject;
        return callable is null ? throw new InvalidOperationException($"'{name}' cannot be called") : callable.Call(arguments);
    }

    /// <summary>str() of it.</summary>
    public override string ToString() => _engine.TextOf(this);

    /// <summary>Lets go of it.</summary>
    public void Dispose()
    {
        if (_value.Ref is not null)
        {
            _engine.Forget(_value);
            _value = default;
        }
    }
}
