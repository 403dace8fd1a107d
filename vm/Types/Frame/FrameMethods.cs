using Pyl.VM.Binding;
using Pyl.VM.Execution;
using Pyl.VM.Execution.Tracing;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>frame (reference, "Frame objects").</summary>
[PyType("frame", typeof(FrameObject))]
internal static class FrameMethods
{
    [PyMethod("clear", Doc = "Clear all references held by the frame.")]
    public static Value Clear(ThreadState thread, FrameObject self)
    {
        if (self.Live is not { } live)
        {
            self.ClearLocals(thread);
            return Value.None;
        }

        if (live.Generator is { State: GeneratorState.Created } generator)
        {
            return GeneratorOperations.Close(thread, generator);
        }

        return thread.RuntimeError(live.Generator is { State: GeneratorState.Suspended } ? "cannot clear a suspended frame" : "cannot clear an executing frame");
    }

    [PyMethod("__repr__")]
    public static string? Repr(ThreadState thread, FrameObject self) =>
        Operators.ReprText(thread, Value.Str(self.Code.Code.FileName)) is { } file
            ? $"<frame at {ObjectMethods.Address(Value.Of(self))}, file {file}, line {self.Line}, code {self.Code.Code.Name}>"
            : null;

    [PyGetter("f_back")]
    public static Value Back(ThreadState thread, FrameObject self)
    {
        if (self.Live is { } live)
        {
            if (live.Generator is { State: not GeneratorState.Running })
            {
                return Value.None;
            }

            return FrameLifetime.ObjectOf(thread, live.Back) is { } back ? Value.Of(back) : Value.None;
        }

        return self.Back is { } kept ? thread.Retain(Value.Of(kept)) : Value.None;
    }

    [PyGetter("f_code")]
    public static Value Code(ThreadState thread, FrameObject self) => Value.Of(self.Code);

    [PyGetter("f_globals")]
    public static Value Globals(ThreadState thread, FrameObject self) => thread.Retain(Value.Of(self.Globals));

    [PyGetter("f_builtins")]
    public static Value Builtins(ThreadState thread, FrameObject self) => thread.Retain(Value.Of(Interpreter.BuiltinsOf(thread, self.Globals)));

    [PyGetter("f_locals")]
    public static Value Locals(ThreadState thread, FrameObject self) => FrameLocals.Of(thread, self);

    [PyGetter("f_lineno")]
    public static Value Line(ThreadState thread, FrameObject self) => self.Line < 0 ? Value.None : Value.Int(self.Line);

    [PySetter("f_lineno")]
    public static bool SetLine(ThreadState thread, FrameObject self, Value value)
    {
        if (value.IsUnbound)
        {
            thread.Raise(ExceptionTypes.AttributeError, "attribute 'f_lineno' of 'frame' objects cannot be deleted");
            return false;
        }

        return LineJump.Set(thread, self, value);
    }

    [PyGetter("f_lasti")]
    public static long LastInstruction(ThreadState thread, FrameObject self)
    {
        int instruction = Math.Max(self.Instruction, -1);
        if (instruction >= 0 && self.Code.Code.Instructions[instruction].Op == Pyl.Bytecode.Opcode.ReturnGenerator)
        {
            // A generator that has been made and not begun.
            return ExecutableCode.OffsetOf(-1);
        }

        if (instruction >= 0 && self.Code.PositionOf(instruction).Line < 0)
        {
            // Code without a line, such as an implicit return, belongs to the line that f_lineno tells: to the last that has it.
            int line = self.Line;
            for (int i = self.Code.Instructions.Length - 1; i >= 0; i--)
            {
                if (self.Code.PositionOf(i).Line == line)
                {
                    return ExecutableCode.OffsetOf(i);
                }
            }
        }

        return ExecutableCode.OffsetOf(instruction);
    }

    [PyGetter("f_generator")]
    public static Value Generator(ThreadState thread, FrameObject self) => self.Live?.Generator is { } generator ? thread.Retain(Value.Of(generator)) : Value.None;

    [PyGetter("f_trace")]
    public static Value Trace(ThreadState thread, FrameObject self) => self.Trace is null ? Value.None : Slot.Load(thread, self.Trace);

    [PySetter("f_trace")]
    public static bool SetTrace(ThreadState thread, FrameObject self, Value value)
    {
        self.SetTrace(thread, value.IsUnbound ? Value.None : thread.Retain(value));
        return true;
    }

    [PyGetter("f_trace_lines")]
    public static bool TraceLines(ThreadState thread, FrameObject self) => self.TraceLines;

    [PySetter("f_trace_lines")]
    public static bool SetTraceLines(ThreadState thread, FrameObject self, Value value)
    {
        if (!IsTruth(thread, value))
        {
            return false;
        }

        self.TraceLines = value.IsTrue;
        return true;
    }

    [PyGetter("f_trace_opcodes")]
    public static bool TraceOpcodes(ThreadState thread, FrameObject self) => self.TraceOpcodes;

    [PySetter("f_trace_opcodes")]
    public static bool SetTraceOpcodes(ThreadState thread, FrameObject self, Value value)
    {
        if (!IsTruth(thread, value))
        {
            return false;
        }

        self.TraceOpcodes = value.IsTrue;
        return true;
    }

    private static bool IsTruth(ThreadState thread, Value value)
    {
        if (value.IsTrue || value.IsFalse)
        {
            return true;
        }

        thread.TypeError(value.IsUnbound ? "can't delete numeric/char attribute" : "attribute value type must be bool");
        return false;
    }
}

/// <summary>traceback (reference, "Traceback objects").</summary>
[PyType("traceback", typeof(TracebackObject))]
internal static class TracebackMethods
{
    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, [Keyword("tb_next")] Value next, [Keyword("tb_frame")] FrameObject tbFrame, [Keyword("tb_lasti")] long lastInstruction, [Keyword("tb_lineno")] long line)
    {
        if (next.Ref is not TracebackObject && !next.IsNone)
        {
            return thread.TypeError($"expected traceback object or None, got '{next.Type.Name}'");
        }

        thread.Retain(next);
        RefCount.Retain(thread, tbFrame);
        return Value.Of(new TracebackObject(thread, next.Ref as TracebackObject, tbFrame, tbFrame.Code, tbFrame.Globals, ExecutableCode.IndexOf((int)lastInstruction)) { ExplicitLine = (int)line });
    }

    [PyGetter("tb_frame")]
    public static Value Frame(ThreadState thread, TracebackObject self) => thread.Retain(Value.Of(self.FrameOf(thread)));

    [PyGetter("tb_lineno")]
    public static Value Line(ThreadState thread, TracebackObject self) => self.Line < 0 ? Value.None : Value.Int(self.Line);

    [PyGetter("tb_lasti")]
    public static long LastInstruction(ThreadState thread, TracebackObject self) => ExecutableCode.OffsetOf(self.Instruction);

    [PyGetter("tb_next")]
    public static Value Next(ThreadState thread, TracebackObject self) => self.Next is { } next ? thread.Retain(Value.Of(next)) : Value.None;

    [PySetter("tb_next")]
    public static bool SetNext(ThreadState thread, TracebackObject self, Value value)
    {
        if (value.IsUnbound)
        {
            thread.TypeError("can't delete tb_next attribute");
            return false;
        }

        var next = value.Ref as TracebackObject;
        if (next is null && !value.IsNone)
        {
            thread.TypeError($"expected traceback object, got '{value.Type.Name}'");
            return false;
        }

        for (TracebackObject? link = next; link is not null; link = link.Next)
        {
            if (ReferenceEquals(link, self))
            {
                thread.ValueError("traceback loop detected");
                return false;
            }
        }

        thread.Retain(value);
        if (self.ReplaceNext(thread, next) is { } old)
        {
            RefCount.Release(thread, old);
        }

        return true;
    }

    [PyMethod("__dir__")]
    public static Value Directory(ThreadState thread, TracebackObject self) =>
        Value.Of(ListObject.Of(thread, [Value.Str("tb_frame"), Value.Str("tb_next"), Value.Str("tb_lasti"), Value.Str("tb_lineno")]));
}
