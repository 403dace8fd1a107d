using Pyl.Bytecode;
using Pyl.VM.Execution.Compiled;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Tracing;

/// <summary>Setting f_lineno in a trace function: the activation goes on at another line, if its temporaries are those that the code there expects, or more.</summary>
internal static class LineJump
{
    /// <summary>Sets f_lineno; false when an exception is set.</summary>
    public static bool Set(ThreadState thread, FrameObject self, Value value)
    {
        if (!value.Type.IsSubtypeOf(BuiltinTypes.Int))
        {
            thread.ValueError("lineno must be an integer");
            return false;
        }

        // On a call the frame has no function of its own yet.
        if (self.Live is not { } frame || (self.Trace is null && frame.Pc != 0))
        {
            thread.ValueError("f_lineno can only be set in a trace function");
            return false;
        }

        if (!self.MayJump)
        {
            thread.ValueError(frame.Pc == 0 ? "can't jump from the 'call' trace event of a new frame" : "can only jump from a 'line' trace event");
            return false;
        }

        CodeObject code = frame.Code.Code;
        long line = value.Ref is null ? value.Bits : int.MaxValue;
        if (line < code.FirstLine)
        {
            thread.ValueError($"line {line} comes before the current code block");
            return false;
        }

        // A line without code means the next one that has some.
        IEnumerable<int> behind = code.Positions.Where(position => position.Line >= line).Select(position => position.Line);
        int wanted = behind.Any() ? behind.Min() : -1;
        if (wanted < 0)
        {
            thread.ValueError($"line {line} comes after the current code block");
            return false;
        }

        Opcode?[]?[] states = TemporaryFlow.Of(code);
        Opcode?[] here = states[StartOf(code, frame.Pc - 1)]!;
        int target = -1;
        Opcode? missing = null;
        for (int i = 0; i < code.Positions.Length; i++)
        {
            if (code.Positions[i].Line != wanted || (i > 0 && code.Positions[i - 1].Line == wanted) || states[i] is not { } there)
            {
                continue;
            }

            if (Missing(here, there) is { } lacking)
            {
                missing ??= lacking;
            }
            else if (target < 0 || there.Count(held => held is not null) > states[target]!.Count(held => held is not null))
            {
                target = i;
            }
        }

        if (target < 0)
        {
            thread.ValueError(missing switch
            {
                Opcode.GetIterator or Opcode.GetAsyncIterator => "can't jump into the body of a for loop",
                Opcode.PushHandled or Opcode.Raise => "can't jump into an 'except' block as there's no exception",
                _ => "incompatible stacks",
            });
            return false;
        }

        if (!BindLocals(thread, frame))
        {
            return false;
        }

        LeaveBlocks(thread, frame, here, states[target]!);
        self.JumpTarget = target;

        // Until then f_lineno shows the new line.
        frame.Pc = DecodedInstruction.At(code.Instructions, target).Next;
        return true;
    }

    private static int StartOf(CodeObject code, int index) => index > 0 && code.Instructions[index - 1].Op == Opcode.Extend ? index - 1 : index;

    /// <summary>What the code there expects and is not here.</summary>
    private static Opcode? Missing(Opcode?[] here, Opcode?[] there)
    {
        for (int r = 0; r < there.Length; r++)
        {
            if (there[r] is { } expected && here[r] != expected)
            {
                return expected;
            }
        }

        return null;
    }

    /// <summary>The code there may take locals for bound that the way there has not bound.</summary>
    private static bool BindLocals(ThreadState thread, Frame frame)
    {
        LocalKind[] kinds = frame.Code.Code.LocalKinds;
        int count = 0;
        for (int r = 0; r < frame.LocalCount; r++)
        {
            if (frame[r].IsUnbound && kinds[r] == LocalKind.Plain)
            {
                count++;
            }
        }

        if (count == 0)
        {
            return true;
        }

        if (!Warnings.Warn(thread, ExceptionTypes.RuntimeWarning, $"assigning None to {count} unbound local{(count == 1 ? "" : "s")}"))
        {
            return false;
        }

        for (int r = 0; r < frame.LocalCount; r++)
        {
            if (frame[r].IsUnbound && kinds[r] == LocalKind.Plain)
            {
                frame[r] = Value.None;
            }
        }

        return true;
    }

    /// <summary>Takes down what only the code here needs: iterators, exits of with statements, handled exceptions.</summary>
    private static void LeaveBlocks(ThreadState thread, Frame frame, Opcode?[] here, Opcode?[] there)
    {
        for (int r = here.Length - 1; r >= 0; r--)
        {
            if (here[r] is not { } held || there[r] is not null)
            {
                continue;
            }

            if (held == Opcode.PushHandled)
            {
                int pc = frame.Pc;
                Recorder.Execute(thread, frame, new DecodedInstruction(0, 1, Opcode.PopHandled, r, 0, 0));
                frame.Pc = pc;
            }
            else
            {
                Registers.Drop(thread, ref frame[r]);
            }
        }
    }
}
