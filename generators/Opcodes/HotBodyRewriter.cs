using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pyl.Generators.Common;

namespace Pyl.Generators.Opcodes;

/// <summary>
/// Turns the body of a hot handler into statements of the dispatch loop: returns become jumps to the loop's labels, and
/// members of the handler's class are qualified. Parameters need no renaming: the loop's locals have their names.
/// </summary>
/// <remarks>
/// <c>pc</c> is a local of the loop that must stay in a machine register. A call that is returned and takes
/// <c>ref pc</c> therefore gets <c>ref frame.Pc</c>, with pc stored before and loaded after; elsewhere ref pc is refused.
/// Before every returned call frame.Pc is stored, unless the body has done so, so that slow paths can raise.
/// Local variables are renamed to those of <see cref="LocalPool"/>, which all bodies share.
/// </remarks>
internal sealed class HotBodyRewriter : CSharpSyntaxRewriter
{
    private readonly string _name;
    private readonly string _className;
    private readonly Dictionary<string, ISymbol> _members = new();
    private readonly LocalPool _locals = new();
    private readonly List<DiagnosticModel> _diagnostics = [];
    private bool _usesA;
    private bool _usesB;
    private bool _usesC;
    private bool _takesPc;
    private bool _inReturn;

    public HotBodyRewriter(string name, INamedTypeSymbol type, string className)
    {
        _name = name;
        _className = className;
        foreach (ISymbol member in type.GetMembers())
        {
            _members[member.Name] = member;
        }
    }

    public IEnumerable<DiagnosticModel> Diagnostics => _diagnostics;

    /// <summary>The operands that the body mentions, such as "ac".</summary>
    public string Operands => (_usesA ? "a" : "") + (_usesB ? "b" : "") + (_usesC ? "c" : "");

    /// <summary>What the body takes from the shared locals.</summary>
    public EquatableArray<PooledLocals> Locals => _locals.Used;

    /// <summary>The statements, without the braces.</summary>
    public string Rewrite(MethodDeclarationSyntax method)
    {
        BlockSyntax block = method.Body
            ?? SyntaxFactory.Block(SyntaxFactory.ReturnStatement(
                SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                method.ExpressionBody!.Expression.WithoutTrivia(),
                SyntaxFactory.Token(SyntaxKind.SemicolonToken)));
        _locals.Exclude(block);
        var rewritten = (BlockSyntax)Visit(block)!;
        return Unindent(string.Concat(rewritten.Statements.Select(s => s.ToFullString())) + rewritten.CloseBraceToken.LeadingTrivia.ToFullString());
    }

    public override SyntaxNode? VisitBlock(BlockSyntax node)
    {
        _locals.EnterScope();
        SyntaxNode? visited = base.VisitBlock(node);
        _locals.LeaveScope();
        return visited;
    }

    public override SyntaxNode? VisitSwitchStatement(SwitchStatementSyntax node)
    {
        _locals.EnterScope();
        SyntaxNode? visited = base.VisitSwitchStatement(node);
        _locals.LeaveScope();
        return visited;
    }

    public override SyntaxNode? VisitLocalDeclarationStatement(LocalDeclarationStatementSyntax node)
    {
        if (_locals.TryTake(node) is not { } local)
        {
            return base.VisitLocalDeclarationStatement(node);
        }

        string statement = node.Declaration.Variables[0].Initializer is { } initializer
            ? $"{local} = {Visit(initializer.Value)!.WithoutTrivia()};"
            : ";";
        return SyntaxFactory.ParseStatement(statement).WithTriviaFrom(node);
    }

    public override SyntaxNode? VisitReturnStatement(ReturnStatementSyntax node)
    {
        if (node.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Flow" } } constant)
        {
            string jump = constant.Name.Identifier.Text switch
            {
                "Next" => "goto _next;",
                "Error" => "goto _error;",
                "Frame" => "goto _frameChanged;",
                _ => $"return Flow.{constant.Name.Identifier.Text};",
            };
            return SyntaxFactory.ParseStatement(jump).WithTriviaFrom(node);
        }

        _inReturn = true;
        _takesPc = false;
        string expression = Visit(node.Expression)!.WithoutTrivia().ToFullString();
        _inReturn = false;
        string reload = _takesPc ? " pc = frame.Pc;" : "";
        string save = _takesPc || !FollowsSave(node) ? "frame.Pc = pc; " : "";
        return SyntaxFactory.ParseStatement($"{{ {save}_flow = {expression};{reload} goto _called; }}").WithTriviaFrom(node);
    }

    public override SyntaxNode? VisitArgument(ArgumentSyntax node)
    {
        if (node.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) && node.Expression is IdentifierNameSyntax { Identifier.Text: "pc" })
        {
            if (!_inReturn)
            {
                Report(OpcodeDiagnostics.AddressOfPc, node, _name);
                return node;
            }

            _takesPc = true;
            return node.WithExpression(SyntaxFactory.ParseExpression("frame.Pc"));
        }

        return base.VisitArgument(node);
    }

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) => QualifyIfMember(node);

    public override SyntaxNode? VisitGenericName(GenericNameSyntax node) =>
        base.VisitGenericName(node) is GenericNameSyntax visited ? QualifyIfMember(visited, node) : null;

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) => RefuseNested(node);

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) => RefuseNested(node);

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) => RefuseNested(node);

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) => RefuseNested(node);

    /// <summary>True when a statement that comes before on every path is <c>frame.Pc = pc;</c>.</summary>
    private static bool FollowsSave(SyntaxNode node)
    {
        for (; node.Parent is not null and not MethodDeclarationSyntax; node = node.Parent)
        {
            if (node.Parent is BlockSyntax block && block.Statements.TakeWhile(s => s != node).Any(IsSave))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSave(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "frame" }, Name.Identifier.Text: "Pc" }, Right: IdentifierNameSyntax { Identifier.Text: "pc" } } };

    private SyntaxNode RefuseNested(SyntaxNode node)
    {
        Report(OpcodeDiagnostics.NestedFunction, node, _name);
        return node;
    }

    private SyntaxNode QualifyIfMember(SimpleNameSyntax node, SimpleNameSyntax? original = null)
    {
        string text = node.Identifier.Text;
        if (!StandsAlone(original ?? node))
        {
            return node;
        }

        if (node is IdentifierNameSyntax && _locals.Find(text) is { } local)
        {
            return SyntaxFactory.IdentifierName(local).WithTriviaFrom(node);
        }

        _usesA |= text == "a";
        _usesB |= text == "b";
        _usesC |= text == "c";
        if (!_members.TryGetValue(text, out ISymbol? member))
        {
            return node;
        }

        if (member.DeclaredAccessibility == Accessibility.Private)
        {
            Report(OpcodeDiagnostics.PrivateHelper, original ?? node, _name, text);
        }

        return SyntaxFactory.ParseExpression($"{_className}.{node.WithoutTrivia()}").WithTriviaFrom(node);
    }

    /// <summary>False for the right side of a dot, names of named arguments and the like, which qualification would break.</summary>
    private static bool StandsAlone(SimpleNameSyntax node) => node.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name != node,
        QualifiedNameSyntax qualified => qualified.Right != node,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or AliasQualifiedNameSyntax => false,
        _ => true,
    };

    private void Report(DiagnosticDescriptor descriptor, SyntaxNode node, params string[] arguments) =>
        _diagnostics.Add(DiagnosticModel.Create(descriptor, node.GetLocation(), arguments));

    private static string Unindent(string text)
    {
        string[] lines = text.Replace("\r", "").Trim('\n').TrimEnd().Split('\n');
        int common = lines.Where(l => l.Trim().Length != 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join("\n", lines.Select(l => l.Length >= common ? l.Substring(common) : l.TrimStart()));
    }
}
