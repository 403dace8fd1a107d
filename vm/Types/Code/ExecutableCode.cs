using Pyl.Bytecode;
using Pyl.VM.Execution.Compiled;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A code object as one interpreter runs it: the shared immutable <see cref="CodeObject"/>, its constants as values, its
/// names as interned strs, and the inline caches. Uncounted.
/// </summary>
public sealed class ExecutableCode : PyObject
{
    /// <summary>What runs: the code's own instructions, or a copy in which entries of the compiled body lead there.</summary>
    internal Instruction[] Instructions;

    /// <summary>What the compiled tier knows of it; null while it is cold.</summary>
    internal CodeProfile? Profile;

    /// <summary>Calls until the compiled tier has a look; 0 after that. Threads may lose counts.</summary>
    internal int CallBudget = Tier.InitialBudget;

    internal readonly Value[] Constants;
    internal readonly StrObject[] Names;

    /// <summary>Inline caches by instruction index: one immutable entry per site, published by one reference write (DESIGN 4).</summary>
    internal readonly object?[] Caches;

    /// <summary>By constant index, see KeywordNames; filled on first use.</summary>
    internal readonly StrObject[]?[] KeywordNames;

    internal readonly int LocalCount;
    internal readonly int RegisterCount;
    internal readonly int ArgumentCount;

    /// <summary>Locals that a call fills.</summary>
    internal readonly int ParameterCount;

    /// <summary>Index of the free variable __class__, which super() reads; -1 when there is none.</summary>
    internal readonly int ClassCell;

    /// <summary>Positional parameters only, no generator: a call with exactly that many arguments just moves the window.</summary>
    internal readonly bool IsSimple;

    /// <summary>
    /// What f_lasti, tb_lasti and the offsets of co_lines() say of an instruction: two units each, as CPython counts, behind one that stands for
    /// the beginning (CPython's RESUME). That one has the line of the `def`, on which a call is told to trace functions.
    /// </summary>
    internal static int OffsetOf(int instruction) => (instruction + 1) * 2;

    /// <summary>The reverse of <see cref="OffsetOf"/>.</summary>
    internal static int IndexOf(int offset) => (offset / 2) - 1;

    public ExecutableCode(CodeObject code)
        : base(BuiltinTypes.Code)
    {
        Code = code;
        Instructions = code.Instructions;
        Names = new StrObject[code.Names.Length];
        for (int i = 0; i < Names.Length; i++)
        {
            Names[i] = StrObject.Intern(code.Names[i]);
        }

        Constants = new Value[code.Constants.Length];
        for (int i = 0; i < Constants.Length; i++)
        {
            Constants[i] = ConstantConversion.ToValue(code.Constants[i]);
        }

        KeywordNames = new StrObject[]?[Constants.Length];
        Caches = new object?[Instructions.Length];
        LocalCount = code.LocalCount;
        RegisterCount = code.RegisterCount;
        ArgumentCount = code.ArgumentCount;
        ParameterCount = code.ParameterCount;
        ClassCell = code.FreeNames.Length == 0 ? -1 : Array.IndexOf(code.FreeNames, "__class__");
        IsSimple = ParameterCount == ArgumentCount;
        if (Tier.IsForced)
        {
            Tier.BecameWarm(this);
        }
    }

    public CodeObject Code { get; }

    /// <summary>co_name.</summary>
    internal StrObject Name => _name ??= StrObject.Intern(Code.Name);

    /// <summary>co_qualname.</summary>
    internal StrObject QualifiedName => _qualifiedName ??= StrObject.Intern(Code.QualifiedName);

    /// <summary>The parameters' names, interned: keyword arguments are matched by identity.</summary>
    internal StrObject[] ParameterNames => _parameterNames ??= InternParameters();

    private StrObject[]? _parameterNames;
    private StrObject? _name;
    private StrObject? _qualifiedName;

    private StrObject[] InternParameters()
    {
        var names = new StrObject[ParameterCount];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = StrObject.Intern(Code.LocalNames[i]);
        }

        return names;
    }

    internal SourcePosition PositionOf(int instruction) =>
        (uint)instruction < (uint)Code.Positions.Length ? Code.Positions[instruction] : new SourcePosition(Code.FirstLine, -1, -1, -1);
}
