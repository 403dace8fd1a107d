using System.Numerics;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>The types of literals and displays, for the warnings about what cannot work with them.</summary>
internal static class LiteralTypes
{
    /// <summary>The type of a literal, or null when the expression is none.</summary>
    public static string? OfConstant(Expression expression) => expression is not Constant constant ? null : constant.Value switch
    {
        ConstantNone => "NoneType",
        ConstantEllipsis => "ellipsis",
        bool => "bool",
        long or BigInteger => "int",
        double => "float",
        Complex => "complex",
        string => "str",
        byte[] => "bytes",
        _ => null,
    };

    /// <summary>The type of an operand that <c>is</c> should not be used with, or null.</summary>
    public static string? OfComparand(Expression expression) => expression switch
    {
        Constant { Value: ConstantNone or ConstantEllipsis or bool } => null,
        Constant => OfConstant(expression),
        Ast.Tuple tuple when tuple.Elts.All(element => element is Constant) => "tuple",
        _ => null,
    };

    /// <summary>The type of an expression that is certainly not callable, or null.</summary>
    public static string? OfUncallable(Expression expression) => expression switch
    {
        Constant => OfConstant(expression),
        Ast.Tuple => "tuple",
        Ast.List or ListComp => "list",
        Dict or DictComp => "dict",
        Set or SetComp => "set",
        GeneratorExp => "generator",
        JoinedStr => "str",
        TemplateStr => "string.templatelib.Template",
        _ => null,
    };

    /// <summary>The type of an expression that certainly has no items, or null.</summary>
    public static string? OfUnsubscriptable(Expression expression) => expression switch
    {
        Constant { Value: ConstantNone or ConstantEllipsis or bool or long or BigInteger or double or Complex } => OfConstant(expression),
        Set or SetComp => "set",
        GeneratorExp => "generator",
        Lambda => "function",
        TemplateStr => "string.templatelib.Template",
        _ => null,
    };

    /// <summary>The type of a container whose indices must be ints, or null.</summary>
    public static string? OfSequence(Expression expression) => expression switch
    {
        Constant { Value: string or byte[] } => OfConstant(expression),
        Ast.Tuple => "tuple",
        Ast.List or ListComp => "list",
        JoinedStr => "str",
        _ => null,
    };

    /// <summary>The type of an index that is certainly not an int or slice, or null.</summary>
    public static string? OfBadIndex(Expression expression) => expression switch
    {
        Constant { Value: bool or long or BigInteger } => null,
        Constant => OfConstant(expression),
        Ast.Tuple => "tuple",
        Ast.List or ListComp => "list",
        Dict or DictComp => "dict",
        Set or SetComp => "set",
        GeneratorExp => "generator",
        Lambda => "function",
        JoinedStr => "str",
        TemplateStr => "string.templatelib.Template",
        _ => null,
    };
}
