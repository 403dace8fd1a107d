using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>What the functions of math ask about their arguments.</summary>
internal static class MathArguments
{
    /// <summary>True for an int of any class.</summary>
    public static bool IsInt(Value value) => value.Type.IsSubtypeOf(BuiltinTypes.Int);
}
