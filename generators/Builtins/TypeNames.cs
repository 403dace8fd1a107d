using Microsoft.CodeAnalysis;

namespace Pyl.Generators.Builtins;

/// <summary>Recognises the run-time's types by name; symbols of referenced assemblies are not comparable across compilations.</summary>
internal static class TypeNames
{
    private const string Runtime = "Runtime";
    private const string Types = "Types";
    private const string Binding = "Binding";

    public static bool IsThreadState(ITypeSymbol type) => IsOurs(type, Runtime, "ThreadState");

    public static bool IsValue(ITypeSymbol type) => IsOurs(type, Runtime, "Value");

    public static bool IsKeywords(ITypeSymbol type) => IsOurs(type, Binding, "Keywords");

    public static bool IsTypeObject(ITypeSymbol type) => IsOurs(type, Types, "TypeObject");

    public static bool IsModuleObject(ITypeSymbol type) => IsOurs(type, Types, "ModuleObject");

    public static bool IsExactlyPyObject(ITypeSymbol type) => IsOurs(type, Runtime, "PyObject");

    public static bool IsValueSpan(ITypeSymbol type) => SpanElement(type) is { } element && IsValue(element);

    public static bool IsBigInteger(ITypeSymbol type) =>
        type.Name == "BigInteger" && type.ContainingNamespace is { Name: "Numerics", ContainingNamespace.Name: "System" };

    /// <summary>T of ReadOnlySpan&lt;T&gt;.</summary>
    public static ITypeSymbol? SpanElement(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "ReadOnlySpan", ContainingNamespace.Name: "System", TypeArguments.Length: 1 } span ? span.TypeArguments[0] : null;

    public static bool IsPyObject(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (IsExactlyPyObject(type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>int, float and bool: most of their instances are not objects of the class.</summary>
    public static string? ReplacementOfImmediate(ITypeSymbol type) =>
        IsOurs(type, Types, "IntObject") ? "Value, long or BigInteger"
        : IsOurs(type, Types, "FloatObject") ? "Value or double"
        : null;

    /// <summary>T of T?, for value and reference types.</summary>
    public static ITypeSymbol Unwrap(ITypeSymbol type, out bool isNullable)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            isNullable = true;
            return nullable.TypeArguments[0];
        }

        isNullable = type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated;
        return isNullable ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type;
    }

    public static ResultKind? Result(ITypeSymbol type, out bool mayFail)
    {
        ITypeSymbol plain = Unwrap(type, out mayFail);
        switch (plain.SpecialType)
        {
            case SpecialType.System_Void:
                return ResultKind.Void;
            case SpecialType.System_Int64 or SpecialType.System_Int32:
                return ResultKind.Long;
            case SpecialType.System_Double:
                return ResultKind.Double;
            case SpecialType.System_Boolean:
                return ResultKind.Bool;
            case SpecialType.System_String:
                return ResultKind.String;
        }

        if (IsValue(plain))
        {
            return mayFail ? null : ResultKind.Value;
        }

        if (IsBigInteger(plain))
        {
            return ResultKind.BigInteger;
        }

        if (plain is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte })
        {
            return ResultKind.Bytes;
        }

        return IsPyObject(plain) ? ResultKind.Object : null;
    }

    /// <summary>Compares names only, the cheap part first: this is asked several times for every parameter.</summary>
    private static bool IsOurs(ITypeSymbol type, string space, string name) =>
        type.Name == name
        && type.ContainingNamespace is { } inner && inner.Name == space
        && inner.ContainingNamespace is { Name: "VM", ContainingNamespace: { Name: "Pyl", ContainingNamespace.IsGlobalNamespace: true } };
}
