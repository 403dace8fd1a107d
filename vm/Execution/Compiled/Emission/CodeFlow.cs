using System.Collections;
using Pyl.Bytecode;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>The shape of a code object: where jumps lead, which ranges are loops, which temporaries are in use where.</summary>
internal sealed class CodeFlow
{
    private readonly CodeObject _code;

    /// <summary>Targets of jumps.</summary>
    private readonly bool[] _leaders;

    /// <summary>By head of a loop: the instruction after its last jump back; 0 elsewhere.</summary>
    private readonly int[] _loopEnds;

    private readonly Dictionary<int, bool[]> _written = [];

    /// <summary>Registers that are read later, at leaders. Of locals it says what is worth knowing only: handlers of exceptions and frame objects read them, too.</summary>
    private readonly Dictionary<int, BitArray> _live = [];

    private readonly int _registerCount;

    public CodeFlow(ExecutableCode code)
    {
        _code = code.Code;
        _registerCount = code.RegisterCount;
        int count = _code.Instructions.Length;
        _leaders = new bool[count];
        _loopEnds = new int[count];
        foreach (DecodedInstruction instruction in DecodedInstruction.All(_code.Instructions))
        {
            if (instruction.Target is { } target)
            {
                _leaders[target] = true;
                if (target <= instruction.Offset)
                {
                    _loopEnds[target] = Math.Max(_loopEnds[target], instruction.Next);
                }
            }
        }

        FindLive();
    }

    public int Length => _leaders.Length;

    public bool IsLeader(int pc) => _leaders[pc];

    public bool IsLoop(int pc) => _loopEnds[pc] != 0;

    /// <summary>A place that versions are made for: a leader, or any other where control enters.</summary>
    public void AddLeader(int pc)
    {
        if (!_leaders[pc])
        {
            _leaders[pc] = true;
            FindLive();
        }
    }

    /// <summary>True when the register's value is read after the leader.</summary>
    public bool IsLive(int pc, int register) => _live[pc][register];

    /// <summary>The registers that the loop which begins there writes.</summary>
    public bool[] WrittenInLoop(int head)
    {
        if (_written.TryGetValue(head, out bool[]? known))
        {
            return known;
        }

        var written = new bool[_registerCount];
        var effects = new RegisterEffects();
        for (int pc = head; pc < _loopEnds[head];)
        {
            DecodedInstruction instruction = DecodedInstruction.At(_code.Instructions, pc);
            effects.Become(instruction);
            foreach (List<RegisterRange> ranges in new[] { effects.Written, effects.WrittenOnFall, effects.WrittenOnJump, effects.Consumed })
            {
                foreach (RegisterRange range in ranges)
                {
                    written.AsSpan(range.First, range.Count).Fill(true);
                }
            }

            pc = instruction.Next;
        }

        return _written[head] = written;
    }

    /// <summary>Liveness of temporaries, backwards until nothing changes.</summary>
    private void FindLive()
    {
        int count = Math.Max(1, _registerCount);
        DecodedInstruction[] instructions = DecodedInstruction.All(_code.Instructions);
        for (int pc = 0; pc < _leaders.Length; pc++)
        {
            if (_leaders[pc])
            {
                _live[pc] = new BitArray(count);
            }
        }

        var effects = new RegisterEffects();
        bool changed = true;
        while (changed)
        {
            changed = false;
            var live = new BitArray(count);
            for (int i = instructions.Length - 1; i >= 0; i--)
            {
                DecodedInstruction instruction = instructions[i];
                effects.Become(instruction);
                if ((OpcodeMetadata.Of(instruction.Op).Flags & OpcodeFlags.Terminator) != 0)
                {
                    live.SetAll(false);
                }

                Set(live, effects.WrittenOnFall, false);
                Set(live, effects.ConsumedOnFall, true);
                if (instruction.Target is { } target)
                {
                    var atTarget = new BitArray(_live[target]);
                    Set(atTarget, effects.WrittenOnJump, false);
                    Set(atTarget, effects.ConsumedOnJump, true);
                    live.Or(atTarget);
                }

                Set(live, effects.Written, false);
                Set(live, effects.Consumed, true);
                Set(live, effects.Kept, true);
                if (_leaders[instruction.Offset])
                {
                    BitArray known = _live[instruction.Offset];
                    var merged = new BitArray(known);
                    merged.Or(live);
                    if (!merged.Xor(known).HasAnySet())
                    {
                        continue;
                    }

                    known.Or(live);
                    changed = true;
                }
            }
        }
    }

    private void Set(BitArray live, List<RegisterRange> ranges, bool value)
    {
        foreach (RegisterRange range in ranges)
        {
            for (int r = range.First; r < range.End; r++)
            {
                live[r] = value;
            }
        }
    }
}
