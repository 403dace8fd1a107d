using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>
/// What is known of a code object that has become warm: what was seen where, and its compiled body. Written by the threads
/// that run it and read by the compiler without locks: a lost observation costs an exit later.
/// </summary>
internal sealed class CodeProfile
{
    /// <summary>How often a body is compiled anew because of exits; after that the places that still exit stay generic.</summary>
    public const int MaxCompilations = 9;

    public readonly ExecutableCode Code;

    /// <summary>The instructions as the compiler of the language made them.</summary>
    public readonly Instruction[] Original;

    /// <summary>What operand b, or the one that is read first, held.</summary>
    public readonly Seen[] Left;

    public readonly Seen[] Right;

    /// <summary>What the destination held afterwards.</summary>
    public readonly Seen[] Result;

    /// <summary>Instructions that were seen to run.</summary>
    public readonly bool[] Reached;

    /// <summary>The code that a call ran, the function of a bound method or of an instance's __call__, another object that was called, or <see cref="ManyCallees"/>.</summary>
    public readonly object?[] Callees;

    /// <summary>Of calls with a starred tuple and no keywords the number of its items and one more; 0 where none was seen, -1 where they differ.</summary>
    public readonly int[] Spreads;

    /// <summary>Instructions whose guess failed too often, or whose result did not fit: they call their handler.</summary>
    public readonly bool[] IsGeneric;

    /// <summary>Instructions whose short form did not apply once: behind it they call their handler, instead of leaving the body.</summary>
    public readonly bool[] HasFailed;

    /// <summary>How often instructions were left although their operands were of kinds that had been seen.</summary>
    public readonly int[] Misses;

    /// <summary>Entries of the body that were used.</summary>
    public readonly bool[] WasEntered;

    /// <summary>Handlers of exceptions that are to be entries.</summary>
    public readonly bool[] IsCaught;

    /// <summary>Where control enters from outside: the start, and where a generator is resumed.</summary>
    public readonly bool[] IsEntered;

    /// <summary>What loops iterate over, by their ForIterate.</summary>
    private readonly IterationKind[] _iterations;

    private readonly Dictionary<int, Seen[]> _entries = [];

    /// <summary>Entries that were noted since the last compilation.</summary>
    private readonly HashSet<int> _noted = [];

    public static readonly object ManyCallees = new();

    public CodeProfile(ExecutableCode code)
    {
        Origin = this;
        Code = code;
        Original = code.Code.Instructions;
        int count = Original.Length;
        Left = new Seen[count];
        Right = new Seen[count];
        Result = new Seen[count];
        Reached = new bool[count];
        Callees = new object?[count];
        Spreads = new int[count];
        IsGeneric = new bool[count];
        HasFailed = new bool[count];
        Misses = new int[count];
        WasEntered = new bool[count];
        IsEntered = new bool[count];
        IsCaught = new bool[count];
        _iterations = new IterationKind[count];
        IsGenerator = (code.Code.Flags & (CodeFlags.Generator | CodeFlags.Coroutine)) != 0;
        CanCompile = (code.Code.Flags & CodeFlags.AsyncGenerator) == 0 && count <= 4000 && code.RegisterCount <= 400;
        if (IsGenerator && CanCompile)
        {
            CanCompile = FindResumptions();
            foreach (int pc in Resumptions)
            {
                IsEntered[pc] = true;
            }
        }
        else
        {
            IsEntered[0] = true;
        }
    }

    private CodeProfile(CodeProfile other)
    {
        Code = other.Code;
        Original = other.Original;
        Left = (Seen[])other.Left.Clone();
        Right = (Seen[])other.Right.Clone();
        Result = (Seen[])other.Result.Clone();
        Reached = (bool[])other.Reached.Clone();
        Callees = (object?[])other.Callees.Clone();
        Spreads = (int[])other.Spreads.Clone();
        IsGeneric = (bool[])other.IsGeneric.Clone();
        HasFailed = (bool[])other.HasFailed.Clone();
        WasEntered = other.WasEntered;
        Misses = other.Misses;
        IsEntered = other.IsEntered;
        IsCaught = other.IsCaught;
        Resumptions = other.Resumptions;
        _iterations = (IterationKind[])other._iterations.Clone();
        CanCompile = other.CanCompile;
        IsGenerator = other.IsGenerator;
        Start = other.Start;
        Sample = other.Sample;
        Compilations = other.Compilations;
        Origin = other.Origin;
    }

    /// <summary>The profile that this is a copy of; itself, when it is none.</summary>
    public CodeProfile Origin { get; }

    /// <summary>A copy for the compiler, which must see the same thing each time it looks.</summary>
    public CodeProfile Snapshot() => new(this);

    /// <summary>False for async generators, and for what is too long to be worth it.</summary>
    public bool CanCompile { get; private set; }

    public bool IsGenerator { get; }

    /// <summary>The first instruction that a body runs: of a generator the one where it begins when it is first resumed.</summary>
    public int Start { get; private set; }

    /// <summary>Where a generator's frame goes on when it is resumed; empty in other code.</summary>
    public int[] Resumptions { get; private set; } = [];

    /// <summary>How often it was observed before the first compilation.</summary>
    public int Observations;

    /// <summary>Instructions that were observed from this code on.</summary>
    public int ObservedSteps;

    /// <summary>A function with this code, which was called.</summary>
    public FunctionObject? Sample;

    public volatile CompiledBody? Body;

    /// <summary>How hot it is.</summary>
    public readonly Warmth Warmth = new();

    /// <summary>Exits since the last compilation.</summary>
    public int Exits;

    /// <summary>Entries since the last compilation that found other types than expected.</summary>
    public int Refusals;

    public int Compilations;

    /// <summary>How often a loop in its body was found, a millisecond each, while the program's classes were others than when it was made.</summary>
    public int OutdatedFinds;

    /// <summary>It is being compiled anew for that reason.</summary>
    public bool IsRenewed;

    /// <summary>Exceptions caught where control did not enter the body again.</summary>
    public int Catches;

    /// <summary>1 while it waits for the compiler.</summary>
    public int Queued;

    /// <summary>
    /// The registers' kinds seen at places where control enters, for a new body; a copy. Loops that nobody has entered since the last
    /// compilation are left out: a program's main part would be compiled again for each of its loops, with all the others.
    /// </summary>
    public KeyValuePair<int, Seen[]>[] TakeEntries()
    {
        var taken = new List<KeyValuePair<int, Seen[]>>();
        lock (_entries)
        {
            foreach (KeyValuePair<int, Seen[]> entry in _entries)
            {
                if (IsEntered[entry.Key] || WasEntered[entry.Key] || _noted.Contains(entry.Key) || Tier.IsSynchronous)
                {
                    taken.Add(new KeyValuePair<int, Seen[]>(entry.Key, (Seen[])entry.Value.Clone()));
                    WasEntered[entry.Key] = false;
                }
            }

            _noted.Clear();
        }

        return [.. taken];
    }

    /// <summary>Control can enter at the instruction, with registers as they are now.</summary>
    public void NoteEntry(int pc, ReadOnlySpan<Value> registers)
    {
        lock (_entries)
        {
            if (!_entries.TryGetValue(pc, out Seen[]? kinds))
            {
                _entries[pc] = kinds = new Seen[Code.LocalCount];
            }

            _noted.Add(pc);
            for (int i = 0; i < kinds.Length && i < registers.Length; i++)
            {
                kinds[i] |= SeenKinds.Of(registers[i]);
            }
        }
    }

    /// <summary>Notes what an instruction is about to read.</summary>
    public void NoteOperands(in DecodedInstruction instruction, ReadOnlySpan<Value> registers)
    {
        int at = instruction.Offset;
        Reached[at] = true;
        if (instruction.Op is Opcode.ForIterate or Opcode.ForIterateBack)
        {
            NoteIterator(at, registers[instruction.B]);
        }

        OpcodeInfo metadata = OpcodeMetadata.Of(instruction.Op);
        if (metadata.A is Operand.Read or Operand.Update)
        {
            Left[at] |= SeenKinds.Of(registers[instruction.A]);
            if (metadata.B is Operand.Read)
            {
                Right[at] |= SeenKinds.Of(registers[instruction.B]);
            }
        }
        else if (metadata.B is Operand.Read or Operand.Keep)
        {
            Left[at] |= SeenKinds.Of(registers[instruction.B]);
            if (metadata.C is Operand.Read)
            {
                Right[at] |= SeenKinds.Of(registers[instruction.C]);
            }
        }
    }

    /// <summary>The short form of an instruction did not apply. Where one attribute is not as expected, others are not either: they have an instance in common.</summary>
    public void NoteFailure(int site)
    {
        HasFailed[site] = true;
        if (Original[site].Op is Opcode.GetAttribute or Opcode.SetAttribute)
        {
            for (int i = 0; i < Original.Length; i++)
            {
                HasFailed[i] |= Original[i].Op is Opcode.GetAttribute or Opcode.SetAttribute;
            }
        }
    }

    public IterationKind IterationOf(int at) => _iterations[at];

    /// <summary>Notes the iterator of a ForIterate.</summary>
    public void NoteIterator(int at, in Value iterator)
    {
        IterationKind kind = iterator.Ref switch
        {
            RangeIteratorObject => IterationKind.Range,
            ListIteratorObject => IterationKind.List,
            TupleIteratorObject => IterationKind.Tuple,
            StrIteratorObject => IterationKind.Characters,
            _ => IterationKind.Other,
        };
        _iterations[at] = _iterations[at] is IterationKind.Unknown ? kind : _iterations[at] == kind ? kind : IterationKind.Other;
    }

    /// <summary>Notes how many arguments a starred call has; -1 when they are not all in a tuple.</summary>
    public void NoteSpread(int at, int count) => Spreads[at] = Spreads[at] == 0 ? count + 1 : Spreads[at] == count + 1 ? count + 1 : -1;

    public void NoteCallee(int at, object? callee)
    {
        if (!ReferenceEquals(Callees[at], callee))
        {
            Callees[at] = Callees[at] is null ? callee : ManyCallees;
        }
    }

    /// <summary>A generator is entered behind its yields and at those of another iterator's items. False when it is of an unknown form.</summary>
    private bool FindResumptions()
    {
        var found = new List<int>();
        foreach (DecodedInstruction instruction in DecodedInstruction.All(Code.Code.Instructions))
        {
            switch (instruction.Op)
            {
                case Opcode.ReturnGenerator:
                    Start = instruction.Next;
                    found.Add(instruction.Next);
                    break;
                case Opcode.Yield:
                    found.Add(instruction.Next);
                    break;
                case Opcode.YieldFrom:
                    found.Add(instruction.Offset);
                    found.Add(instruction.Next);
                    break;
            }
        }

        Resumptions = [.. found.Distinct()];
        return Start != 0;
    }

    /// <summary>The body does not pay: it is never compiled again, and the instructions are as they were.</summary>
    public void GiveUp()
    {
        CanCompile = false;
        Body = null;
        Code.Instructions = Original;
    }
}
