using System.Collections.Immutable;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>
/// Turns ANTLR's parse tree into the AST and rejects what the grammar is too coarse to reject. One builder a family of
/// nodes; they know each other through this object.
/// </summary>
internal sealed class AstBuilder
{
    public AstBuilder(SourceText source, Faults faults, ICollection<SyntaxWarning>? warnings)
    {
        Source = source;
        Faults = faults;
        Warnings = warnings;
        Names = new NameTable();
        Targets = new TargetChecker(faults);
        Expressions = new ExpressionBuilder(this);
        Displays = new DisplayBuilder(this);
        Calls = new CallBuilder(this);
        Literals = new LiteralBuilder(this);
        Parameters = new ParameterBuilder(this);
        Patterns = new PatternBuilder(this);
        Simple = new SimpleStatementBuilder(this);
        Compound = new CompoundStatementBuilder(this);
        Definitions = new DefinitionBuilder(this);
    }

    public SourceText Source { get; }

    public Faults Faults { get; }

    public ICollection<SyntaxWarning>? Warnings { get; }

    public NameTable Names { get; }

    public TargetChecker Targets { get; }

    public ExpressionBuilder Expressions { get; }

    public DisplayBuilder Displays { get; }

    public CallBuilder Calls { get; }

    public LiteralBuilder Literals { get; }

    public ParameterBuilder Parameters { get; }

    public PatternBuilder Patterns { get; }

    public SimpleStatementBuilder Simple { get; }

    public CompoundStatementBuilder Compound { get; }

    public DefinitionBuilder Definitions { get; }

    /// <summary>All statements of a file.</summary>
    public ImmutableArray<Statement> BuildBody(PylParser.FileInputContext file)
    {
        var body = ImmutableArray.CreateBuilder<Statement>(file.ChildCount);
        for (var i = 0; i < file.ChildCount - 1; i++)
            Add(file.Rule<PylParser.StatementContext>(i), body);
        return body.DrainToImmutable();
    }

    /// <summary>The expression of an <c>eval</c>.</summary>
    public Expression BuildExpression(PylParser.EvalInputContext input)
    {
        var first = Expressions.Build(input.Rule<PylParser.ExpressionContext>(0));
        if (input.Type(1) != PylParser.COMMA)
            return first;
        var elements = ImmutableArray.CreateBuilder<Expression>();
        elements.Add(first);
        var last = input.First();
        for (var i = 1; i < input.ChildCount; i++)
        {
            if (input.AsRule<PylParser.ExpressionContext>(i) is { } element)
                elements.Add(Expressions.Build(element));
            if (input.Type(i) == PylParser.COMMA)
                last = input.Token(i)!;
        }

        return new Ast.Tuple(input.First().To(last).To(elements[^1].Span.EndLine > last.EndLine
            || (elements[^1].Span.EndLine == last.EndLine && elements[^1].Span.EndColumn > last.EndColumn)
                ? elements[^1].Span : last.Range()), elements.DrainToImmutable());
    }

    /// <summary>Appends what a statement context holds: one compound statement or a line of simple ones.</summary>
    public void Add(PylParser.StatementContext statement, ImmutableArray<Statement>.Builder body)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var inner = statement.Rule<ParserRuleContext>(0);
        switch (inner)
        {
            case PylParser.SimpleStatementsContext simple:
                Simple.Add(simple, body);
                break;
            case PylParser.FunctionDefinitionContext function:
                body.Add(Definitions.Function(function, [], null));
                break;
            case PylParser.ClassDefinitionContext definition:
                body.Add(Definitions.Class(definition, []));
                break;
            case PylParser.DecoratedContext decorated:
                body.Add(Definitions.Decorated(decorated));
                break;
            default:
                body.Add(Compound.Build(inner));
                break;
        }
    }

    /// <summary>The statements of a block.</summary>
    public ImmutableArray<Statement> Block(PylParser.BlockContext block)
    {
        var body = ImmutableArray.CreateBuilder<Statement>(block.ChildCount);
        if (block.AsRule<PylParser.SimpleStatementsContext>(0) is { } simple)
        {
            Simple.Add(simple, body);
        }
        else
        {
            for (var i = 2; i < block.ChildCount - 1; i++)
                Add(block.Rule<PylParser.StatementContext>(i), body);
        }

        return body.DrainToImmutable();
    }
}
