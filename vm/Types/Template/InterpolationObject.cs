using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>A replacement field of a t-string (PEP 750).</summary>
public sealed class InterpolationObject : PyObject
{
    /// <summary>The references move in.</summary>
    internal InterpolationObject(ThreadState thread, Value value, Value expression, int conversion, Value formatSpec)
        : base(thread, BuiltinTypes.Interpolation)
    {
        Value = value;
        Expression = expression;
        Conversion = conversion;
        FormatSpec = formatSpec;
    }

    public Value Value { get; }

    public Value Expression { get; }

    /// <summary>0 none, 1 str, 2 repr, 3 ascii.</summary>
    public int Conversion { get; }

    public Value FormatSpec { get; }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, Value);
        RefCount.Release(thread, Expression);
        RefCount.Release(thread, FormatSpec);
    }
}
