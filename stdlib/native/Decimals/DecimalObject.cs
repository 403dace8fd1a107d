using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Decimals;

/// <summary>A decimal.Decimal. Immutable; uncounted, unless its class was made by a program.</summary>
public sealed class DecimalObject : PyObject
{
    private long _hash = -1;

    private DecimalObject(Dec value)
        : base(DecimalMethods.Type)
    {
        Number = value;
    }

    private DecimalObject(ThreadState thread, TypeObject type, Dec value)
        : base(thread, type)
    {
        Number = value;
    }

    internal Dec Number { get; }

    internal static Value Make(in Dec value) => Value.Of(new DecimalObject(value));

    internal static Value Make(ThreadState thread, TypeObject type, in Dec value) =>
        ReferenceEquals(type, DecimalMethods.Type) ? Make(value) : Value.Of(new DecimalObject(thread, type, value));

    internal long Hash()
    {
        if (_hash == -1)
        {
            _hash = DecimalConversions.Hash(Number);
        }

        return _hash;
    }
}
