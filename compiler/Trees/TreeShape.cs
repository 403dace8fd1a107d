using System.Reflection;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Trees;

/// <summary>
/// How the compiler's nodes and those of the module ast correspond. The records were made after Python's abstract grammar, so
/// the names of their parameters tell those of the fields; only the exceptions stand here.
/// </summary>
internal static class TreeShape
{
    private static readonly Dictionary<string, string> s_kinds = new()
    {
        ["ExprStatement"] = "Expr",
        ["ExpressionRoot"] = "Expression",
        ["Alias"] = "alias",
        ["Keyword"] = "keyword",
        ["Arguments"] = "arguments",
        ["Arg"] = "arg",
        ["Comprehension"] = "comprehension",
        ["WithItem"] = "withitem",
        ["MatchCase"] = "match_case",
    };

    private static readonly Dictionary<string, string> s_fields = new()
    {
        ["DecoratorList"] = "decorator_list",
        ["TypeParams"] = "type_params",
        ["KwDefaults"] = "kw_defaults",
        ["ContextExpr"] = "context_expr",
        ["OptionalVars"] = "optional_vars",
        ["KwdAttrs"] = "kwd_attrs",
        ["KwdPatterns"] = "kwd_patterns",
        ["IsAsync"] = "is_async",
        ["FormatSpec"] = "format_spec",
        ["DefaultValue"] = "default_value",
    };

    private static readonly HashSet<string> s_placeless =
        ["Module", "Interactive", "Expression", "arguments", "comprehension", "withitem", "match_case"];

    private static readonly Lazy<Dictionary<string, Type>> s_types = new(FindTypes);

    /// <summary>The class of the module ast for a record.</summary>
    public static string KindOf(Type type) => s_kinds.GetValueOrDefault(type.Name, type.Name);

    /// <summary>The record for a class of the module ast; null when there is none.</summary>
    public static Type? TypeOf(string kind) => s_types.Value.GetValueOrDefault(kind);

    /// <summary>Whether nodes of a class have a place.</summary>
    public static bool HasPlace(string kind) => !s_placeless.Contains(kind);

    /// <summary>The parameters of a record but its place.</summary>
    public static ParameterInfo[] ParametersOf(Type type) => type.GetConstructors()[0].GetParameters();

    /// <summary>The field of a record's parameter.</summary>
    public static string FieldOf(Type type, ParameterInfo parameter) =>
        type == typeof(Arg) && parameter.Name == "Name" ? "arg"
        : s_fields.GetValueOrDefault(parameter.Name!, parameter.Name!.ToLowerInvariant());

    private static Dictionary<string, Type> FindTypes()
    {
        var result = new Dictionary<string, Type>();
        foreach (var type in typeof(Node).Assembly.GetTypes())
        {
            if (type.IsSubclassOf(typeof(Node)) && !type.IsAbstract)
                result[KindOf(type)] = type;
        }

        return result;
    }
}
