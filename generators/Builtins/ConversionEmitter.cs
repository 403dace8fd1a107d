using Microsoft.CodeAnalysis.CSharp;
using Pyl.Generators.Common;

namespace Pyl.Generators.Builtins;

/// <summary>Writes the statements that convert one argument, and the expression that is passed on.</summary>
/// <param name="writer">Where to.</param>
/// <param name="functionName">The function's name in error texts.</param>
internal sealed class ConversionEmitter(CodeWriter writer, string functionName)
{
    /// <param name="parameter">What to convert to.</param>
    /// <param name="source">The argument, an expression of type Value that may be evaluated repeatedly.</param>
    /// <param name="present">The condition under which there is an argument; null when there always is.</param>
    /// <param name="display">How error texts call the argument.</param>
    /// <returns>The expression to pass.</returns>
    public string Emit(ParameterModel parameter, string source, string? present, string display)
    {
        string local = "_" + parameter.Name;
        string? condition = present;
        if (parameter.AcceptsNone)
        {
            condition = condition is null ? $"!{source}.IsNone" : $"{condition} && !{source}.IsNone";
        }

        if (parameter.Kind == ParameterKind.Value)
        {
            if (condition is null)
            {
                return source;
            }

            writer.Line($"Value {local} = {condition} ? {source} : Value.Unbound;");
            return local;
        }

        if (parameter.Kind == ParameterKind.Object)
        {
            EmitObject(parameter, source, condition, display, local);
            return local;
        }

        (string type, string method) = parameter.Kind switch
        {
            ParameterKind.Long => ("long", "TryLong"),
            ParameterKind.Int => ("int", "TryInt"),
            ParameterKind.Double => ("double", "TryDouble"),
            ParameterKind.Bool => ("bool", "TryTruth"),
            ParameterKind.String => ("string", "TryString"),
            ParameterKind.BigInteger => ("global::System.Numerics.BigInteger", "TryBigInteger"),
            ParameterKind.Bytes => ("global::System.ReadOnlySpan<byte>", "TryBytes"),
            ParameterKind.Doubles => ("global::System.ReadOnlySpan<double>", "TryDoubles"),
            _ => throw new InvalidOperationException(parameter.Kind.ToString()),
        };
        string context = parameter.Kind == ParameterKind.String
            ? $"{Literal(functionName)}, {Literal(display)}, {(parameter.IsNullable ? "true" : "false")}, "
            : "";
        if (condition is null)
        {
            writer.Open($"if (!Bind.{method}(thread, {source}, {context}out {type} {local}))");
            writer.Line("return Value.Error;");
            writer.Close();
            return local;
        }

        bool isNullableStruct = parameter.IsNullable && parameter.Kind != ParameterKind.String;
        writer.Line($"{type}{(parameter.IsNullable ? "?" : "")} {local} = {parameter.Default};");
        if (!isNullableStruct)
        {
            writer.Open($"if ({condition} && !Bind.{method}(thread, {source}, {context}out {local}))");
            writer.Line("return Value.Error;");
            writer.Close();
            return local;
        }

        writer.Open($"if ({condition})");
        writer.Open($"if (!Bind.{method}(thread, {source}, {context}out {type} {local}_))");
        writer.Line("return Value.Error;");
        writer.Close();
        writer.Line();
        writer.Line($"{local} = {local}_;");
        writer.Close();
        return local;
    }

    private void EmitObject(ParameterModel parameter, string source, string? condition, string display, string local)
    {
        string className = parameter.Type.Substring(parameter.Type.LastIndexOf('.') + 1);
        string expected = PythonName.OfClass(className) + (parameter.IsNullable ? " or None" : "");
        string failure = $"return Bind.ArgumentError(thread, {Literal(functionName)}, {Literal(display)}, {Literal(expected)}, {source});";
        if (condition is null)
        {
            writer.Open($"if ({source}.Ref is not {parameter.Type} {local})");
            writer.Line(failure);
            writer.Close();
            return;
        }

        writer.Line($"{parameter.Type}? {local} = null;");
        writer.Open($"if ({condition})");
        writer.Line($"{local} = {source}.Ref as {parameter.Type};");
        writer.Open($"if ({local} is null)");
        writer.Line(failure);
        writer.Close();
        writer.Close();
    }

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
