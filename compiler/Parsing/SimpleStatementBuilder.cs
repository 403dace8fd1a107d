using System.Collections.Immutable;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Builds the statements that fit on a line.</summary>
internal sealed class SimpleStatementBuilder(AstBuilder builder)
{
    private ExpressionBuilder Expressions => builder.Expressions;

    /// <summary>Appends the statements of a line.</summary>
    public void Add(PylParser.SimpleStatementsContext line, ImmutableArray<Statement>.Builder body)
    {
        for (var i = 0; i < line.ChildCount; i++)
        {
            if (line.AsRule<PylParser.SimpleStatementContext>(i) is { } statement)
                body.Add(Build(statement));
        }
    }

    /// <summary>One statement of a line.</summary>
    public Statement Build(PylParser.SimpleStatementContext statement)
    {
        var span = statement.Span();
        switch (statement.GetChild(0))
        {
            case PylParser.ExpressionStatementContext expression:
                return BuildExpressionStatement(expression, span);
            case PylParser.ReturnStatementContext context:
                return new Return(span, context.AsRule<PylParser.StarExpressionsContext>(1) is { } value
                    ? Expressions.Build(value) : null);
            case PylParser.ImportStatementContext context:
                return BuildImport(context, span);
            case PylParser.FromStatementContext context:
                return BuildFrom(context, span);
            case PylParser.RaiseStatementContext context:
                return new Raise(span, Optional(context, 1), Optional(context, 3));
            case PylParser.DeleteStatementContext context:
                return BuildDelete(context, span);
            case PylParser.AssertStatementContext context:
                return new Assert(span, Optional(context, 1)!, Optional(context, 3));
            case PylParser.GlobalStatementContext context:
                return new Global(span, BuildNames(context));
            case PylParser.NonlocalStatementContext context:
                return new Nonlocal(span, BuildNames(context));
            case PylParser.TypeStatementContext context:
                return BuildTypeAlias(context, span);
            default:
                return statement.Type(0) switch
                {
                    PylParser.PASS => new Pass(span),
                    PylParser.BREAK => new Break(span),
                    _ => new Continue(span),
                };
        }
    }

    private Expression? Optional(ParserRuleContext context, int child) =>
        context.AsRule<PylParser.ExpressionContext>(child) is { } expression ? Expressions.Build(expression) : null;

    private Statement BuildExpressionStatement(PylParser.ExpressionStatementContext context, Span span)
    {
        var first = Value(context.Rule<PylParser.ValueContext>(0));
        if (context.ChildCount == 1)
            return new ExprStatement(span, first);
        if (context.AsRule<PylParser.AugmentedOperatorContext>(1) is { } op)
        {
            if (first is not (Name or Ast.Attribute or Subscript))
                throw builder.Faults.At(first.Span,
                    $"'{ExpressionNames.Of(first)}' is an illegal expression for augmented assignment");
            return new AugAssign(span, first, Operator(op.First().Type), Value(context.Rule<PylParser.ValueContext>(2)));
        }

        return context.Type(1) == PylParser.COLON
            ? BuildAnnotated(context, first, span)
            : BuildAssignment(context, first, span);
    }

    private AnnAssign BuildAnnotated(PylParser.ExpressionStatementContext context, Expression target, Span span)
    {
        var isParenthesized = context.First().Type == PylParser.LPAR;
        switch (target)
        {
            case Name or Ast.Attribute or Subscript:
                break;
            case Ast.Tuple { Elts.Length: var count } tuple:
                var range = isParenthesized && target.Span.StartColumn == context.First().Column || count == 0
                    ? tuple.Span : tuple.Elts[0].Span;
                throw builder.Faults.At(range, "only single target (not tuple) can be annotated");
            case List:
                throw builder.Faults.At(target.Span, "only single target (not list) can be annotated");
            case Starred:
                throw builder.Faults.Invalid(context.Token(1)!);
            default:
                throw builder.Faults.At(target.Span, "illegal target for annotation");
        }

        var annotation = Expressions.Build(context.Rule<PylParser.ExpressionContext>(2));
        var value = context.AsRule<PylParser.ValueContext>(4) is { } assigned ? Value(assigned) : null;
        return new AnnAssign(span, target, annotation, value, target is Name && !isParenthesized);
    }

    private Assign BuildAssignment(PylParser.ExpressionStatementContext context, Expression first, Span span)
    {
        var count = context.ChildCount / 2;
        var targets = ImmutableArray.CreateBuilder<Expression>(count);
        targets.Add(first);
        for (var i = 1; i < count; i++)
            targets.Add(Value(context.Rule<PylParser.ValueContext>(2 * i)));
        for (var i = 0; i < count; i++)
            builder.Targets.CheckAssignment(targets[i], context, 2 * i);
        var value = Value(context.Rule<PylParser.ValueContext>(2 * count));
        return new Assign(span, targets.MoveToImmutable(), value);
    }

    private Expression Value(PylParser.ValueContext value) => Expressions.Build(value);

    private Delete BuildDelete(PylParser.DeleteStatementContext context, Span span)
    {
        var list = context.Rule<PylParser.TargetsContext>(1);
        var targets = ImmutableArray.CreateBuilder<Expression>();
        for (var i = 0; i < list.ChildCount; i++)
        {
            if (list.AsRule<PylParser.TargetContext>(i) is { } target)
                targets.Add(Expressions.Build(target));
        }

        foreach (var target in targets)
            builder.Targets.CheckDelete(target);
        return new Delete(span, targets.DrainToImmutable());
    }

    private ImmutableArray<string> BuildNames(ParserRuleContext context)
    {
        var names = ImmutableArray.CreateBuilder<string>(context.ChildCount / 2);
        for (var i = 1; i < context.ChildCount; i += 2)
            names.Add(builder.Names.Get(context.Token(i)!));
        return names.DrainToImmutable();
    }

    private TypeAlias BuildTypeAlias(PylParser.TypeStatementContext context, Span span)
    {
        var token = context.Token(1)!;
        var name = new Name(token.Range(), builder.Names.Get(token));
        var parameters = builder.Parameters.TypeParameters(context.AsRule<PylParser.TypeParametersContext>(2));
        var value = Expressions.Build(context.Rule<PylParser.ExpressionContext>(context.ChildCount - 1));
        return new TypeAlias(span, name, parameters, value);
    }

    private Import BuildImport(PylParser.ImportStatementContext context, Span span)
    {
        var names = ImmutableArray.CreateBuilder<Alias>(context.ChildCount / 2);
        for (var i = 1; i < context.ChildCount; i += 2)
        {
            var module = context.Rule<PylParser.ImportedModuleContext>(i);
            names.Add(new Alias(module.Span(), Dotted(module.Rule<PylParser.DottedNameContext>(0)), AsName(module)));
        }

        return new Import(span, names.DrainToImmutable());
    }

    private ImportFrom BuildFrom(PylParser.FromStatementContext context, Span span)
    {
        var level = 0;
        string? module = null;
        var i = 1;
        for (; context.Type(i) != PylParser.IMPORT; i++)
        {
            if (context.AsRule<PylParser.DottedNameContext>(i) is { } name)
                module = Dotted(name);
            else
                level += context.Type(i) == PylParser.ELLIPSIS ? 3 : 1;
        }

        var names = ImmutableArray.CreateBuilder<Alias>();
        var isParenthesized = context.Type(++i) == PylParser.LPAR;
        if (context.Type(i) == PylParser.STAR)
        {
            names.Add(new Alias(context.Token(i)!.Range(), "*", null));
        }
        else
        {
            var list = context.Rule<PylParser.ImportedNamesContext>(isParenthesized ? i + 1 : i);
            for (var n = 0; n < list.ChildCount; n++)
            {
                if (list.AsRule<PylParser.ImportedNameContext>(n) is { } name)
                    names.Add(new Alias(name.Span(), builder.Names.Get(name.First()), AsName(name)));
            }

            if (!isParenthesized && list.Last().Type == PylParser.COMMA)
                throw builder.Faults.At(builder.Faults.Tokens[list.Last().TokenIndex + 1],
                    "trailing comma not allowed without surrounding parentheses");
        }

        return new ImportFrom(span, module, names.DrainToImmutable(), level);
    }

    private string? AsName(ParserRuleContext context) =>
        context.ChildCount == 3 ? builder.Names.Get(context.Token(2)!) : null;

    private string Dotted(PylParser.DottedNameContext context)
    {
        if (context.ChildCount == 1)
            return builder.Names.Get(context.First());
        var parts = new string[(context.ChildCount + 1) / 2];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = builder.Names.Get(context.Token(2 * i)!);
        return string.Join('.', parts);
    }

    private static BinaryOperator Operator(int type) => type switch
    {
        PylParser.PLUSEQUAL => BinaryOperator.Add,
        PylParser.MINEQUAL => BinaryOperator.Sub,
        PylParser.STAREQUAL => BinaryOperator.Mult,
        PylParser.ATEQUAL => BinaryOperator.MatMult,
        PylParser.SLASHEQUAL => BinaryOperator.Div,
        PylParser.DOUBLESLASHEQUAL => BinaryOperator.FloorDiv,
        PylParser.PERCENTEQUAL => BinaryOperator.Mod,
        PylParser.AMPEREQUAL => BinaryOperator.BitAnd,
        PylParser.VBAREQUAL => BinaryOperator.BitOr,
        PylParser.CIRCUMFLEXEQUAL => BinaryOperator.BitXor,
        PylParser.LEFTSHIFTEQUAL => BinaryOperator.LShift,
        PylParser.RIGHTSHIFTEQUAL => BinaryOperator.RShift,
        _ => BinaryOperator.Pow,
    };
}
