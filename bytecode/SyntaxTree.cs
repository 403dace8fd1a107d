namespace Pyl.Bytecode;

/// <summary>
/// A node of a syntax tree as the module ast knows it, in which the compiler and the virtual machine exchange trees: the
/// class's name, its fields in order, and its place.
/// </summary>
/// <param name="Kind">The class of the module ast.</param>
/// <param name="Fields">
/// Names and values: a SyntaxTree, an object?[] of values, a constant (see ConstantConversion), or null for None.
/// </param>
/// <param name="Place">Line, column in bytes of UTF-8, end line, end column; null for nodes that have none.</param>
public sealed record SyntaxTree(string Kind, (string Name, object? Value)[] Fields, int[]? Place);
