using Pyl.Generators.Common;

namespace Pyl.Generators.Builtins;

/// <summary>Writes the return of a native's result as a Value.</summary>
internal static class ResultEmitter
{
    /// <param name="writer">Where to.</param>
    /// <param name="call">The call of the native.</param>
    /// <param name="kind">What it returns.</param>
    /// <param name="mayFail">True when null says that an exception is set.</param>
    /// <param name="boolMeansNone">True when a bool only says whether it went well.</param>
    public static void Emit(CodeWriter writer, string call, ResultKind kind, bool mayFail, bool boolMeansNone)
    {
        if (kind == ResultKind.Void)
        {
            writer.Line(call + ";");
            writer.Line("return Value.None;");
        }
        else if (kind == ResultKind.Bool && boolMeansNone && !mayFail)
        {
            writer.Line($"return {call} ? Value.None : Value.Error;");
        }
        else if (mayFail)
        {
            writer.Line($"return {call} is {{ }} result ? {Wrap("result", kind)} : Value.Error;");
        }
        else
        {
            writer.Line($"return {Wrap(call, kind)};");
        }
    }

    public static string Wrap(string expression, ResultKind kind) => kind switch
    {
        ResultKind.Long => $"Value.Int({expression})",
        ResultKind.Double => $"Value.FromDouble({expression})",
        ResultKind.Bool => $"Value.Bool({expression})",
        ResultKind.String => $"Value.Str({expression})",
        ResultKind.BigInteger => $"global::Pyl.VM.Types.IntObject.Of({expression})",
        ResultKind.Bytes => $"Value.Of(global::Pyl.VM.Types.BytesObject.Of({expression}))",
        ResultKind.Object => $"Value.Of({expression})",
        _ => expression,
    };

    public static string TypeOf(ResultKind kind) => kind switch
    {
        ResultKind.Long => "long",
        ResultKind.Double => "double",
        ResultKind.Bool => "bool",
        ResultKind.String => "string",
        ResultKind.BigInteger => "global::System.Numerics.BigInteger",
        ResultKind.Bytes => "byte[]",
        _ => "Value",
    };
}
