using System.Numerics;
using Pyl.Bytecode;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>
/// The compiler's trees for ast.pyl, which makes objects of them. A node travels as a dict: its class under "", its place (four
/// ints, or None) under "@", and its fields; lists are lists and constants themselves.
/// </summary>
[PyModule("_ast_bridge")]
internal static class AstModule
{
    private const string Kind = "";
    private const string Place = "@";

    [PyFunction("parse", Doc = "The tree of source text, a str or bytes.")]
    public static Value Parse(ThreadState thread, Value source, string filename, string mode)
    {
        object? text = source.Ref switch { StrObject str => str.ToString(), BytesObject bytes => bytes.Data, _ => null };
        if (text is null)
        {
            return thread.TypeError("compile() arg 1 must be a string, bytes or AST object");
        }

        var warnings = new List<CompileWarning>();
        try
        {
            SyntaxTree tree = thread.Interpreter.Compiler.Parse(text, filename, ModeOf(mode), warnings);
            return SourceCompilation.Warn(thread, warnings) ? ToValue(thread, tree) : Value.Error;
        }
        catch (SourceException error)
        {
            return SourceCompilation.Raise(thread, warnings, error, isStream: false);
        }
        catch (InsufficientExecutionStackException)
        {
            return thread.Raise(ExceptionTypes.RecursionError, "maximum recursion depth exceeded during ast construction");
        }
    }

    [PyFunction("compile", Doc = "The code object of a tree.")]
    public static Value Compile(ThreadState thread, DictObject tree, string filename, long optimize, bool futureAnnotations, bool topLevelAwait)
    {
        var warnings = new List<CompileWarning>();
        try
        {
            if (FromValue(thread, Value.Of(tree)) is not SyntaxTree root)
            {
                return thread.HasException ? Value.Error : thread.TypeError("expected some sort of node");
            }

            var options = new CompileOptions(optimize < 0 ? thread.Interpreter.OptimizeLevel : (int)optimize, futureAnnotations, topLevelAwait);
            CodeObject code = thread.Interpreter.Compiler.Compile(root, filename, options, warnings);
            return SourceCompilation.Warn(thread, warnings) ? Value.Of(new ExecutableCode(code)) : Value.Error;
        }
        catch (SourceException error)
        {
            return SourceCompilation.Raise(thread, warnings, error, isStream: false);
        }
        catch (ArgumentException error)
        {
            return thread.TypeError(error.Message);
        }
        catch (Exception error) when (error is InvalidOperationException or IndexOutOfRangeException or NullReferenceException or System.Reflection.TargetInvocationException)
        {
            // No parser makes such a tree, and the compiler trusts its parser.
            return thread.ValueError("the syntax tree is not one that source text could have");
        }
        catch (InsufficientExecutionStackException)
        {
            return thread.Raise(ExceptionTypes.RecursionError, "maximum recursion depth exceeded during compilation");
        }
    }

    private static CompileMode ModeOf(string mode) => mode switch { "eval" => CompileMode.Eval, "single" => CompileMode.Single, _ => CompileMode.Exec };

    private static Value ToValue(ThreadState thread, object? value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case SyntaxTree tree:
                var node = new DictObject(thread);
                node.Set(thread, Value.Str(Kind), Value.Str(tree.Kind));
                node.Set(thread, Value.Str(Place), tree.Place is { } place
                    ? Value.Of(TupleObject.Of(thread, [Value.Int(place[0]), Value.Int(place[1]), Value.Int(place[2]), Value.Int(place[3])]))
                    : Value.None);
                foreach ((string name, object? field) in tree.Fields)
                {
                    Value made = ToValue(thread, field);
                    node.Set(thread, Value.Of(StrObject.Intern(name)), made);
                    thread.Release(made);
                }

                return Value.Of(node);
            case object?[] items:
                var list = new ListObject(thread);
                foreach (object? item in items)
                {
                    list.Add(ToValue(thread, item));
                }

                return Value.Of(list);
            default:
                return ConstantConversion.ToValue(value);
        }
    }

    private static object? FromValue(ThreadState thread, Value value)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value.Ref)
        {
            case null:
                return value.Bits;
            case BoolObject flag:
                return flag.Value;
            case IntObject big:
                return big.Value;
            case StrObject text:
                return text.ToString();
            case BytesObject bytes:
                return bytes.Data;
            case ComplexObject complex:
                return complex.Value;
            case SetObject set when ReferenceEquals(set.Type, BuiltinTypes.FrozenSet):
                return new FrozenSetConstant([.. Constants(thread, Value.Of(set))]);
            case TupleObject tuple:
                var parts = new object?[tuple.Length];
                for (int i = 0; i < parts.Length; i++)
                {
                    parts[i] = FromValue(thread, tuple.Items[i]);
                }

                return new TupleConstant([.. parts]);
            case ListObject list:
                var items = new object?[list.Count];
                for (int i = 0; i < items.Length; i++)
                {
                    Value item = list.Get(thread, i);
                    items[i] = FromValue(thread, item);
                    thread.Release(item);
                }

                return items;
            case DictObject node:
                return Tree(thread, node);
        }

        if (value.IsFloat)
        {
            return value.Float;
        }

        if (value.IsNone)
        {
            return null;
        }

        if (ReferenceEquals(value.Ref, Singletons.Ellipsis))
        {
            return EllipsisConstant.Instance;
        }

        throw new ArgumentException($"got an invalid type in Constant: {value.Type.Name}");
    }

    private static object?[] Constants(ThreadState thread, Value iterable)
    {
        Value[] items = Iterables.ToArray(thread, iterable) ?? [];
        object?[] constants = [.. items.Select(item => FromValue(thread, item))];
        Iterables.Release(thread, items);
        return constants;
    }

    private static SyntaxTree Tree(ThreadState thread, DictObject node)
    {
        string kind = "";
        int[]? place = null;
        var fields = new List<(string, object?)>();
        DictKeys keys = node.Keys;
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys.Entries[i].Content is not { } content || keys.Entries[i].Key.Ref is not StrObject name)
            {
                continue;
            }

            object? field = FromValue(thread, Slot.Peek(content));
            switch (name.ToString())
            {
                case Kind:
                    kind = (string)field!;
                    break;
                case Place:
                    place = (field as TupleConstant)?.Items.Select(static item => item is long number ? (int)number : 0).ToArray();
                    break;
                default:
                    fields.Add((name.ToString(), field));
                    break;
            }
        }

        return new SyntaxTree(kind, [.. fields], place);
    }
}
