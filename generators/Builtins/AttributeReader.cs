using Microsoft.CodeAnalysis;

namespace Pyl.Generators.Builtins;

/// <summary>Arguments of attributes.</summary>
internal static class AttributeReader
{
    /// <summary>The first positional argument when it is a string.</summary>
    public static string? FirstString(AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 ? attribute.ConstructorArguments[0].Value as string : null;

    /// <summary>A named argument of type string.</summary>
    public static string? NamedString(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value as string;

    /// <summary>A named argument that is a typeof expression.</summary>
    public static INamedTypeSymbol? NamedType(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value as INamedTypeSymbol;

    /// <summary>A named argument of type bool.</summary>
    public static bool NamedFlag(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value is true;

    /// <summary>The attribute of that class, or null.</summary>
    public static AttributeData? Find(ISymbol symbol, string className) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == className);
}
