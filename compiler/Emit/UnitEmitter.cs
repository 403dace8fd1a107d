using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;
using Pyl.Compiler.Optimizer;
using Pyl.Compiler.Scopes;

namespace Pyl.Compiler.Emit;

/// <summary>
/// The emission of one code object: what the emitters of the families of nodes share. Each family has a class of its own, which
/// holds no state besides.
/// </summary>
internal sealed class UnitEmitter
{
    private readonly List<string> localNames = [];
    private readonly List<LocalKind> localKinds = [];
    private readonly List<Symbol> cellsAtStart = [];
    private readonly Dictionary<Symbol, int> freeIndices = new(ReferenceEqualityComparer.Instance);

    public UnitEmitter(Compilation compilation, ScopeTable scopes, Scope frame, UnitEmitter? outer)
    {
        Compilation = compilation;
        Scopes = scopes;
        Frame = Scope = frame;
        Outer = outer;
        Folder = new ConstantFolder(compilation);
        QualifiedName = QualifiedNames.Of(this);
        var parameterCount = AssignRegisters(out var everUnbound);
        Code = new CodeBuilder(localNames.Count, parameterCount, everUnbound);
        foreach (var owner in frame.Free.Values)
            freeIndices.Add(owner, freeIndices.Count);

        Names = new NameEmitter(this);
        Expressions = new ExpressionEmitter(this);
        Operators = new OperatorEmitter(this);
        Conditions = new ConditionEmitter(this);
        Comparisons = new ComparisonEmitter(this);
        Calls = new CallEmitter(this);
        Displays = new DisplayEmitter(this);
        Strings = new StringEmitter(this);
        Subscripts = new SubscriptEmitter(this);
        Comprehensions = new ComprehensionEmitter(this);
        Awaits = new AwaitEmitter(this);
        Statements = new StatementEmitter(this);
        Assignments = new AssignmentEmitter(this);
        Unpacking = new UnpackingEmitter(this);
        Loops = new LoopEmitter(this);
        Exits = new ExitEmitter(this);
        Tries = new TryEmitter(this);
        Groups = new ExceptionGroupEmitter(this);
        Withs = new WithEmitter(this);
        Matches = new MatchEmitter(this);
        Patterns = new PatternEmitter(this);
        Imports = new ImportEmitter(this);
        Functions = new FunctionEmitter(this);
        Classes = new ClassEmitter(this);
        Annotations = new AnnotationEmitter(this);
        TypeParameters = new TypeParameterEmitter(this);
    }

    public Compilation Compilation { get; }

    public ScopeTable Scopes { get; }

    /// <summary>The scope of the code object.</summary>
    public Scope Frame { get; }

    /// <summary>The innermost scope at this point: the frame's or that of a comprehension inlined in it.</summary>
    public Scope Scope { get; set; }

    /// <summary>The code object around this one; null for the module.</summary>
    public UnitEmitter? Outer { get; }

    /// <summary>co_qualname.</summary>
    public string QualifiedName { get; init; }

    /// <summary>Statements in a <c>finally</c> body are being emitted (PEP 765).</summary>
    public bool IsInFinally { get; set; }

    /// <summary>A loop inside the <c>finally</c> body is being emitted, so that <c>break</c> and <c>continue</c> stay in the body.</summary>
    public bool IsInLoopOfFinally { get; set; }

    /// <summary>The statement belongs to the interactive prompt: expressions are printed.</summary>
    public bool IsInteractive { get; init; }

    public CodeBuilder Code { get; }

    public ConstantFolder Folder { get; }

    public List<Block> Blocks { get; } = [];

    public NameEmitter Names { get; }

    public ExpressionEmitter Expressions { get; }

    public OperatorEmitter Operators { get; }

    public ConditionEmitter Conditions { get; }

    public ComparisonEmitter Comparisons { get; }

    public CallEmitter Calls { get; }

    public DisplayEmitter Displays { get; }

    public StringEmitter Strings { get; }

    public SubscriptEmitter Subscripts { get; }

    public ComprehensionEmitter Comprehensions { get; }

    public AwaitEmitter Awaits { get; }

    public StatementEmitter Statements { get; }

    public AssignmentEmitter Assignments { get; }

    public UnpackingEmitter Unpacking { get; }

    public LoopEmitter Loops { get; }

    public ExitEmitter Exits { get; }

    public TryEmitter Tries { get; }

    public ExceptionGroupEmitter Groups { get; }

    public WithEmitter Withs { get; }

    public MatchEmitter Matches { get; }

    public PatternEmitter Patterns { get; }

    public ImportEmitter Imports { get; }

    public FunctionEmitter Functions { get; }

    public ClassEmitter Classes { get; }

    public AnnotationEmitter Annotations { get; }

    public TypeParameterEmitter TypeParameters { get; }

    /// <summary>The position of an enclosing variable in the closure tuple.</summary>
    public int FreeIndex(Symbol owner) => freeIndices[owner];

    /// <summary>Whether the variable's register or cell is in this code object.</summary>
    public bool IsOwn(Symbol owner) => ReferenceEquals(owner.Scope.Frame, Frame);

    /// <summary>Makes the cells of parameters and locals; the first thing after ReturnGenerator.</summary>
    public void EmitCells()
    {
        foreach (var symbol in cellsAtStart)
            Code.Emit(Opcode.MakeCell, symbol.Register);
    }

    /// <summary>Optimises, assembles and wraps up the code object.</summary>
    public CodeObject Finish(int firstLine, CodeFlags flags, int argumentCount = 0, int positionalOnlyCount = 0, int keywordOnlyCount = 0)
    {
        Peephole.Run(Code);
        var assembled = Assembler.Assemble(Code.Drafts);
        return new CodeObject
        {
            Name = Frame.Name,
            QualifiedName = QualifiedName,
            FileName = Compilation.FileName,
            FirstLine = firstLine,
            Flags = Compilation.StringAnnotations ? flags | CodeFlags.FutureAnnotations : flags,
            ArgumentCount = argumentCount,
            PositionalOnlyCount = positionalOnlyCount,
            KeywordOnlyCount = keywordOnlyCount,
            LocalNames = [.. localNames],
            LocalKinds = [.. localKinds],
            FreeNames = [.. Frame.Free.Keys],
            RegisterCount = Code.RegisterCount,
            Instructions = assembled.Instructions,
            Constants = Code.Constants.ToArray(),
            Names = [.. Code.Names],
            ExceptionTable = assembled.ExceptionTable,
            Positions = assembled.Positions,
        };
    }

    private int AssignRegisters(out BoundLocals everUnbound)
    {
        var unbound = new List<int>();
        var parameterCount = 0;
        if (Frame.Kind.IsFunctionLike())
        {
            var locals = Frame.Symbols.Where(symbol => symbol.Resolution == Resolution.Local).ToList();
            parameterCount = locals.Count(symbol => symbol.Has(SymbolFlags.Parameter));

            // CPython's order, which locals() and the finalisers of a function's locals show: parameters, plain locals, cells by name.
            var cells = locals.FindAll(symbol => symbol.IsCell && !symbol.Has(SymbolFlags.Parameter));
            cells.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
            AddLocals(locals.FindAll(symbol => symbol.Has(SymbolFlags.Parameter)), unbound);
            AddLocals(locals.FindAll(symbol => !symbol.IsCell && !symbol.Has(SymbolFlags.Parameter)), unbound);
            AddLocals(cells, unbound);
        }

        foreach (var cell in new[] { Frame.ClassCell, Frame.ClassDictCell, Frame.ConditionalAnnotationsCell })
        {
            if (cell is null)
                continue;
            AddLocal(cell, LocalKind.Internal, unbound);
            cellsAtStart.Add(cell);
        }

        AddInlined(Frame, unbound);
        everUnbound = new BoundLocals(localNames.Count);
        foreach (var register in unbound)
            everUnbound.Add(register);
        return parameterCount;
    }

    private void AddLocals(List<Symbol> locals, List<int> unbound)
    {
        foreach (var symbol in locals)
        {
            AddLocal(symbol, LocalKind.Plain, unbound);
            if (symbol.IsCell)
                cellsAtStart.Add(symbol);
        }
    }

    private void AddInlined(Scope scope, List<int> unbound)
    {
        foreach (var child in scope.Children)
        {
            if (!child.IsInlined)
                continue;
            foreach (var symbol in child.Symbols)
            {
                if (symbol.Resolution == Resolution.Local)
                    AddLocal(symbol, LocalKind.Hidden, unbound);
            }

            AddInlined(child, unbound);
        }
    }

    private void AddLocal(Symbol symbol, LocalKind kind, List<int> unbound)
    {
        symbol.Register = localNames.Count;
        if (symbol.Has(SymbolFlags.Unbound))
            unbound.Add(symbol.Register);
        localNames.Add(symbol.Name == ".format" && Frame.Kind == ScopeKind.Annotation ? "format" : symbol.Name);
        localKinds.Add(symbol.IsCell ? kind | LocalKind.Cell : kind);
    }
}
