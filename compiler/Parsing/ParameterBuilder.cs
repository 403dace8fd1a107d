using System.Collections.Immutable;
using Antlr4.Runtime;
using Pyl.Compiler.Ast;
using Pyl.Grammar;
using Pyl.Grammar.Generated;

namespace Pyl.Compiler.Parsing;

/// <summary>Builds parameter lists of functions and lambdas, and type parameters.</summary>
internal sealed class ParameterBuilder(AstBuilder builder)
{
    /// <summary>
    /// A parameter list, or an empty one at <paramref name="anchor"/>. The two rules for functions and lambdas have the same
    /// shape: a list of items, each with its stars and a named part.
    /// </summary>
    public Arguments Build(ParserRuleContext? list, SourceToken anchor)
    {
        if (list is null)
            return new Arguments(anchor.Range(), [], [], null, [], [], null, []);
        var state = new State();
        for (var i = 0; i < list.ChildCount; i += 2)
        {
            var item = list.Rule<ParserRuleContext>(i);
            var first = item.First();
            if (state.KwArg is not null)
                throw builder.Faults.At(first, "arguments cannot follow var-keyword argument");
            switch (item.Type(0))
            {
                case PylParser.SLASH:
                    AddSlash(state, first, hasMore: i + 1 < list.ChildCount);
                    break;
                case PylParser.STAR:
                    AddStar(state, list, i, item);
                    break;
                case PylParser.DOUBLESTAR:
                    var keywords = item.Rule<ParserRuleContext>(1);
                    if (DefaultSign(keywords) is { } sign)
                        throw builder.Faults.At(sign, "var-keyword argument cannot have default value");
                    state.KwArg = BuildArg(keywords, mayStar: false);
                    break;
                default:
                    AddNamed(state, item.Rule<ParserRuleContext>(0));
                    break;
            }
        }

        return new Arguments(list.Span(), state.PosOnlyArgs.DrainToImmutable(), state.Args.DrainToImmutable(), state.VarArg,
            state.KwOnlyArgs.DrainToImmutable(), state.KwDefaults.DrainToImmutable(), state.KwArg,
            state.Defaults.DrainToImmutable());
    }

    /// <summary><c>[T, *Ts, **P]</c>, or none.</summary>
    public ImmutableArray<TypeParameter> TypeParameters(PylParser.TypeParametersContext? context)
    {
        if (context is null)
            return [];
        var parameters = ImmutableArray.CreateBuilder<TypeParameter>(context.ChildCount / 2);
        for (var i = 1; i < context.ChildCount - 1; i += 2)
            parameters.Add(BuildTypeParameter(context.Rule<PylParser.TypeParameterContext>(i)));
        return parameters.DrainToImmutable();
    }

    private TypeParameter BuildTypeParameter(PylParser.TypeParameterContext context)
    {
        var stars = context.Type(0);
        var at = stars is PylParser.STAR or PylParser.DOUBLESTAR ? 1 : 0;
        var name = builder.Names.Get(context.Token(at)!);
        at++;
        Expression? bound = null, defaultValue = null;
        if (context.Type(at) == PylParser.COLON)
        {
            bound = builder.Expressions.Build(context.Rule<PylParser.ExpressionContext>(at + 1));
            if (stars is PylParser.STAR or PylParser.DOUBLESTAR)
            {
                var what = bound is Ast.Tuple ? "constraints" : "bound";
                var kind = stars == PylParser.STAR ? "TypeVarTuple" : "ParamSpec";
                throw builder.Faults.At(context.Token(at)!.To(context.Rule<ParserRuleContext>(at + 1).Last()),
                    $"cannot use {what} with {kind}");
            }

            at += 2;
        }

        if (context.Type(at) == PylParser.EQUAL)
        {
            var value = context.Rule<PylParser.StarExpressionContext>(at + 1);
            if (value.Type(0) == PylParser.STAR && stars != PylParser.STAR)
                throw builder.Faults.Invalid(value.First());
            defaultValue = builder.Expressions.Build(value);
        }

        var span = context.Span();
        return stars switch
        {
            PylParser.STAR => new TypeVarTuple(span, name, defaultValue),
            PylParser.DOUBLESTAR => new ParamSpec(span, name, defaultValue),
            _ => new TypeVar(span, name, bound, defaultValue),
        };
    }

    private void AddSlash(State state, SourceToken slash, bool hasMore)
    {
        if (state.HasSlash)
            throw builder.Faults.At(slash, "/ may appear only once");
        if (state.HasStar)
            throw builder.Faults.At(slash, "/ must be ahead of *");
        if (state.Args.Count == 0)
            throw hasMore ? builder.Faults.At(slash, "at least one argument must precede /") : builder.Faults.Invalid(slash);
        state.HasSlash = true;
        state.PosOnlyArgs.AddRange(state.Args);
        state.Args.Clear();
    }

    private void AddStar(State state, ParserRuleContext list, int index, ParserRuleContext item)
    {
        var star = item.First();
        var hasNext = index + 2 < list.ChildCount;
        if (item.ChildCount == 1)
        {
            if (state.HasStar)
                throw hasNext ? builder.Faults.At(star, "* argument may appear only once") : builder.Faults.Invalid(star);
            var next = hasNext ? list.Rule<ParserRuleContext>(index + 2) : null;
            if (next is null || next.Type(0) == PylParser.DOUBLESTAR)
            {
                // For a lambda CPython points at the token that shows the mistake, for a function at the star.
                var at = list is PylParser.LambdaParametersContext
                    ? next?.First() ?? builder.Faults.Tokens[list.Last().TokenIndex + 1]
                    : star;
                throw builder.Faults.At(at, "named arguments must follow bare *");
            }
        }
        else
        {
            if (state.HasStar)
                throw builder.Faults.At(star, "* argument may appear only once");
            var named = item.Rule<ParserRuleContext>(1);
            if (DefaultSign(named) is { } sign)
                throw builder.Faults.At(sign, "var-positional argument cannot have default value");
            state.VarArg = BuildArg(named, mayStar: true);
        }

        state.HasStar = true;
    }

    private void AddNamed(State state, ParserRuleContext named)
    {
        var arg = BuildArg(named, mayStar: false);
        var defaultValue = DefaultSign(named) is null
            ? null
            : builder.Expressions.Build(named.Rule<PylParser.ExpressionContext>(named.ChildCount - 1));
        if (state.HasStar)
        {
            state.KwOnlyArgs.Add(arg);
            state.KwDefaults.Add(defaultValue);
            return;
        }

        if (defaultValue is not null)
            state.Defaults.Add(defaultValue);
        else if (state.Defaults.Count > 0)
            throw builder.Faults.At(named.First(), "parameter without a default follows parameter with a default");
        state.Args.Add(arg);
    }

    private Arg BuildArg(ParserRuleContext named, bool mayStar)
    {
        var name = named.First();
        Expression? annotation = null;
        var last = name;
        if (named.Type(1) == PylParser.COLON)
        {
            var context = named.Rule<PylParser.StarExpressionContext>(2);
            if (context.Type(0) == PylParser.STAR && !mayStar)
                throw builder.Faults.Invalid(context.First());
            annotation = builder.Expressions.Build(context);
            last = context.Last();
        }

        return new Arg(name.To(last), builder.Names.Get(name), annotation);
    }

    private static SourceToken? DefaultSign(ParserRuleContext named) =>
        named.Type(named.ChildCount - 2) == PylParser.EQUAL ? named.Token(named.ChildCount - 2) : null;

    /// <summary>A list that is being read.</summary>
    private sealed class State
    {
        public ImmutableArray<Arg>.Builder PosOnlyArgs { get; } = ImmutableArray.CreateBuilder<Arg>();

        public ImmutableArray<Arg>.Builder Args { get; } = ImmutableArray.CreateBuilder<Arg>();

        public ImmutableArray<Arg>.Builder KwOnlyArgs { get; } = ImmutableArray.CreateBuilder<Arg>();

        public ImmutableArray<Expression?>.Builder KwDefaults { get; } = ImmutableArray.CreateBuilder<Expression?>();

        public ImmutableArray<Expression>.Builder Defaults { get; } = ImmutableArray.CreateBuilder<Expression>();

        public Arg? VarArg { get; set; }

        public Arg? KwArg { get; set; }

        public bool HasSlash { get; set; }

        public bool HasStar { get; set; }
    }
}
