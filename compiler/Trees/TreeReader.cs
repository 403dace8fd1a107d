using System.Collections.Immutable;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Trees;

/// <summary>
/// Trees of the module ast as nodes of the compiler. The module has checked the kinds of the fields; columns are taken as they are.
/// </summary>
internal static class TreeReader
{
    /// <exception cref="ArgumentException">The tree has a node or value where none of its kind can stand.</exception>
    public static Root Read(SyntaxTree tree) => Node(tree) as Root ?? throw new ArgumentException($"expected Module node, got {tree.Kind}");

    private static object Node(SyntaxTree tree)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var type = TreeShape.TypeOf(tree.Kind) ?? throw new ArgumentException($"got an invalid node: {tree.Kind}");
        var parameters = TreeShape.ParametersOf(type);
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            if (parameter.Name == "Span")
            {
                arguments[i] = tree.Place is [var line, var column, var endLine, var endColumn] ? new Span(line, column, endLine, endColumn) : new Span(1, 0, 1, 0);
                continue;
            }

            var field = TreeShape.FieldOf(type, parameter);
            object? value = null;
            foreach (var (name, given) in tree.Fields)
            {
                if (name == field)
                    value = given;
            }

            arguments[i] = Convert(value, parameter.ParameterType, type == typeof(Constant) || type == typeof(MatchSingleton), $"field '{field}' of {tree.Kind}");
        }

        return type.GetConstructors()[0].Invoke(arguments);
    }

    private static object? Convert(object? value, Type wanted, bool isConstant, string where)
    {
        if (isConstant && wanted == typeof(object))
            return value switch { null => ConstantNone.Instance, EllipsisConstant => ConstantEllipsis.Instance, _ => value };
        if (wanted.IsGenericType && wanted.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return List(value, wanted.GetGenericArguments()[0], where);
        if (wanted.IsEnum)
            return Enum.Parse(wanted, (value as SyntaxTree ?? throw new ArgumentException($"{where} must be an operator")).Kind);
        if (wanted == typeof(bool))
            return value is true or (not null and not 0L and not false);
        if (wanted == typeof(int))
            return value is null ? 0 : value is long number ? (int)number : value is bool flag ? flag ? 1 : 0 : throw new ArgumentException($"{where} must be an int");
        if (value is SyntaxTree tree)
            value = Node(tree);
        if (value is null || wanted.IsInstanceOfType(value))
            return value;
        throw new ArgumentException($"{where} cannot be a {value.GetType().Name}");
    }

    private static object List(object? value, Type item, string where)
    {
        var items = value as object?[] ?? [];
        var array = Array.CreateInstance(item, items.Length);
        for (var i = 0; i < items.Length; i++)
            array.SetValue(Convert(items[i], item, isConstant: false, where), i);
        return s_toImmutable.MakeGenericMethod(item).Invoke(null, [array])!;
    }

    private static readonly MethodInfo s_toImmutable = typeof(TreeReader).GetMethod(nameof(ToImmutable), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static ImmutableArray<T> ToImmutable<T>(T[] items) => [.. items];
}
