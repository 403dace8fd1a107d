using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>
/// Builtin classes that are mostly called with one argument, as int(text): what their __new__ does with it, without a span of arguments and
/// their binding, which took more than half of the time of such a call.
/// </summary>
internal static unsafe class Conversions
{
    /// <summary>The conversion, a <c>delegate*&lt;ThreadState, Value, Value&gt;</c> whose argument is borrowed; 0 for other classes.</summary>
    public static nint Of(TypeObject type)
    {
        if (ReferenceEquals(type, BuiltinTypes.Int))
        {
            return (nint)(delegate*<ThreadState, Value, Value>)&IntConstruction.OfNumber;
        }

        if (ReferenceEquals(type, BuiltinTypes.Str))
        {
            return (nint)(delegate*<ThreadState, Value, Value>)&Operators.Str;
        }

        if (ReferenceEquals(type, BuiltinTypes.Tuple))
        {
            return (nint)(delegate*<ThreadState, Value, Value>)&TupleObject.From;
        }

        return ReferenceEquals(type, BuiltinTypes.Float) ? (nint)(delegate*<ThreadState, Value, Value>)&FloatMethods.Convert : 0;
    }
}
