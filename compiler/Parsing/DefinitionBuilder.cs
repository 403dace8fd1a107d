using System.Collections.Immutable;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Builds functions and classes.</summary>
internal sealed class DefinitionBuilder(AstBuilder builder)
{
    /// <summary>A definition with its decorators.</summary>
    public Statement Decorated(PylParser.DecoratedContext context)
    {
        var decorators = ImmutableArray.CreateBuilder<Expression>();
        var i = 0;
        for (; context.Type(i) == PylParser.AT; i += 3)
            decorators.Add(builder.Expressions.Build(context.Rule<PylParser.NamedExpressionContext>(i + 1)));
        var list = decorators.DrainToImmutable();
        return context.GetChild(i) switch
        {
            PylParser.FunctionDefinitionContext function => Function(function, list, null),
            PylParser.ClassDefinitionContext definition => Class(definition, list),
            _ => Function(context.Rule<PylParser.FunctionDefinitionContext>(i + 1), list, context.Token(i)),
        };
    }

    /// <summary>A function; <paramref name="async"/> is the keyword before it.</summary>
    public Statement Function(PylParser.FunctionDefinitionContext context, ImmutableArray<Expression> decorators,
        SourceToken? async)
    {
        var name = builder.Names.Get(context.Token(1)!);
        var at = 2;
        var typeParameters = builder.Parameters.TypeParameters(context.AsRule<PylParser.TypeParametersContext>(at));
        if (context.Type(at) != PylParser.LPAR)
            at++;
        var arguments = builder.Parameters.Build(context.AsRule<PylParser.ParametersContext>(++at), context.Token(at - 1)!);
        while (context.Type(at) != PylParser.RPAR)
            at++;
        var returns = context.Type(++at) == PylParser.ARROW
            ? builder.Expressions.Build(context.Rule<PylParser.ExpressionContext>(at + 1))
            : null;
        var body = builder.Block(context.Rule<PylParser.BlockContext>(context.ChildCount - 1));
        var span = (async ?? context.First()).To(body[^1].Span);
        return async is null
            ? new FunctionDef(span, name, arguments, body, decorators, returns, typeParameters)
            : new AsyncFunctionDef(span, name, arguments, body, decorators, returns, typeParameters);
    }

    /// <summary>A class.</summary>
    public ClassDef Class(PylParser.ClassDefinitionContext context, ImmutableArray<Expression> decorators)
    {
        var name = builder.Names.Get(context.Token(1)!);
        var typeParameters = builder.Parameters.TypeParameters(context.AsRule<PylParser.TypeParametersContext>(2));
        var bases = ImmutableArray<Expression>.Empty;
        var keywords = ImmutableArray<Keyword>.Empty;
        for (var i = 2; i < context.ChildCount; i++)
        {
            if (context.AsRule<PylParser.ArgumentsContext>(i) is { } arguments)
                (bases, keywords) = builder.Calls.Arguments(arguments, isClass: true);
        }

        var body = builder.Block(context.Rule<PylParser.BlockContext>(context.ChildCount - 1));
        return new ClassDef(context.First().To(body[^1].Span), name, bases, keywords, body, decorators, typeParameters);
    }
}
