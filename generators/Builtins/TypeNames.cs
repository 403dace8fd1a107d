using Microsoft.CodeAnalysis;

namespace Pyl.Generators.Builtins;

/// <summary>Recognises the run-time's types by name; symbols of referenced assemblies are not comparable across compilations.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat s_plain = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    public static string Plain(ITypeSymbol type) => type.ToDisplayString(s_plain);

    public static bool IsThreadState(ITypeSymbol type) => Plain(type) == "Pyl.VM.Runtime.ThreadState";

    public static bool IsValue(ITypeSymbol type) => Plain(type) == "Pyl.VM.Runtime.Value";

    public static bool IsKeywords(ITypeSymbol type) => Plain(type) == "Pyl.VM.Binding.Keywords";

    public static bool IsTypeObject(ITypeSymbol type) => Plain(type) == "Pyl.VM.Types.TypeObject";

    public static bool IsModuleObject(ITypeSymbol type) => Plain(type) == "Pyl.VM.Types.ModuleObject";

    public static bool IsValueSpan(ITypeSymbol type) => Plain(type) == "System.ReadOnlySpan<Pyl.VM.Runtime.Value>";

    public static bool IsBigInteger(ITypeSymbol type) => Plain(type) == "System.Numerics.BigInteger";

    public static bool IsPyObject(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (Plain(type) == "Pyl.VM.Runtime.PyObject")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>int, float and bool: most of their instances are not objects of the class.</summary>
    public static string? ReplacementOfImmediate(ITypeSymbol type) => Plain(type) switch
    {
        "Pyl.VM.Types.IntObject" => "Value, long or BigInteger",
        "Pyl.VM.Types.FloatObject" => "Value or double",
        _ => null,
    };

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
}
