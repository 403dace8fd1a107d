using Pyl.Generators.Common;

namespace Pyl.Generators.Opcodes;

/// <summary>
/// Writes the dispatch loop. Its shape is RyuJIT's choice (DESIGN 4): one switch on a dense enum, hot bodies pasted, the
/// rest called, few locals, none of them with its address taken, no try.
/// </summary>
internal static class DispatchEmitter
{
    /// <summary>
    /// The attributes of the loop proper. Tiering with on-stack replacement would start it unoptimised at every entry from C#,
    /// so it is compiled optimised at once; the price is that it gets no profile and no ReadyToRun code, and that the JIT takes
    /// some 50 ms for it. So there is a second copy with ReadyToRun code, which runs until the first is compiled.
    /// </summary>
    private const string OptimisedAttributes = "[SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    private const string CodeReference =
        "ref MemoryMarshal.GetArrayDataReference(frame.Code.Instructions)";

    public static string Emit(
        InstructionSet set,
        IEnumerable<HandlerClass> classes,
        IReadOnlyDictionary<string, (HandlerClass Class, HandlerModel Handler)> owners)
    {
        CodeWriter writer = CodeWriter.StartFile();
        var usings = new SortedSet<string>(StringComparer.Ordinal)
        {
            "using System.Runtime.CompilerServices;",
            "using System.Runtime.InteropServices;",
            "using Pyl.Bytecode;",
            "using Pyl.VM.Runtime;",
        };
        foreach (HandlerClass type in classes)
        {
            usings.UnionWith(type.Usings);
        }

        foreach (string directive in usings)
        {
            writer.Line(directive);
        }

        writer.Line();
        writer.Line("namespace Pyl.VM.Execution;");
        writer.Line();
        writer.Line("/// <summary>The interpreter loop, generated from the instruction set and its handlers.</summary>");
        writer.Open("internal static class Dispatch");
        writer.Line("/// <summary>Runs the frame until it exits or an exception leaves it: Flow.Exit or Flow.Error.</summary>");
        writer.Line(OptimisedAttributes);
        writer.Open("internal static Flow Run(ThreadState thread, Frame frame)");
        EmitLoop(writer, set, owners, counted: false);
        writer.Line();
        writer.Line("/// <summary>As <see cref=\"Run\"/>, precompiled and for so many instructions only; then Flow.Pause, and thread.CurrentFrame goes on.</summary>");
        writer.Line("[SkipLocalsInit]");
        writer.Open("internal static Flow RunFirst(ThreadState thread, Frame frame, int instructions)");
        EmitLoop(writer, set, owners, counted: true);
        writer.Line();
        EmitRunWide(writer, set, owners);
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.NoInlining)]");
        writer.Line("private static Flow Undefined(Opcode op) => throw new System.InvalidOperationException($\"undefined opcode {(int)op}\");");
        writer.Close();
        return writer.ToString();
    }

    private static void EmitLoop(CodeWriter writer, InstructionSet set, IReadOnlyDictionary<string, (HandlerClass Class, HandlerModel Handler)> owners, bool counted)
    {
        writer.Line("ref Value registers = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(frame.Window), frame.Base);");
        writer.Line($"ref Instruction _code = {CodeReference};");
        writer.Line("ref Instruction _at = ref _code;");
        writer.Line("int pc = frame.Pc;");
        writer.Line("Flow _flow;");
        EmitSharedLocals(writer, owners.Values.Select(o => o.Handler));
        writer.Open("while (true)");
        if (counted)
        {
            writer.Open("if (--instructions < 0)");
            writer.Line("frame.Pc = pc;");
            writer.Line("return Flow.Pause;");
            writer.Close();
            writer.Line();
        }

        writer.Line("// Operands are read where they are used: a copy of the instruction would be four loads and a spill for each.");
        writer.Line("_at = ref Unsafe.Add(ref _code, pc);");
        writer.Line("pc++;");
        writer.Open("switch (_at.Op)");
        foreach (OpcodeModel opcode in set.Opcodes)
        {
            if (opcode.IsExtend)
            {
                EmitExtend(writer);
            }
            else if (owners.TryGetValue(opcode.Name, out var owner))
            {
                EmitCase(writer, opcode, owner.Class, owner.Handler);
            }
        }

        writer.Line("default:");
        writer.Line("    return Undefined(_at.Op);");
        writer.Close();
        writer.Line();
        writer.Line("_called:");
        writer.Open("if (_flow == Flow.Next)");
        writer.Line("continue;");
        writer.Close();
        writer.Line();
        writer.Open("if (_flow == Flow.Frame)");
        writer.Line("goto _frameChanged;");
        writer.Close();
        writer.Line();
        writer.Open("if (_flow == Flow.Error)");
        writer.Line("goto _raised;");
        writer.Close();
        writer.Line();
        writer.Line("return _flow;");
        writer.Line();
        writer.Line("_error:");
        writer.Line("frame.Pc = pc;");
        writer.Line();
        writer.Line("// Found here and not by the caller: leaving the loop and entering it again would cost as much as the search.");
        writer.Line("_raised:");
        writer.Open("if (Unwinder.Unwind(thread) is null)");
        writer.Line("return Flow.Error;");
        writer.Close();
        writer.Line();
        writer.Line("_frameChanged:");
        writer.Line("frame = thread.CurrentFrame;");
        writer.Line("registers = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(frame.Window), frame.Base);");
        writer.Line($"_code = {CodeReference};");
        writer.Line("pc = frame.Pc;");
        writer.Line("_next: ;");
        writer.Close();
        writer.Close();
    }

    private static void EmitCase(CodeWriter writer, OpcodeModel opcode, HandlerClass type, HandlerModel handler)
    {
        writer.Line($"case Opcode.{opcode.Name}: // {opcode.Effect}");
        writer.Open();
        if (handler.Body is { } body)
        {
            foreach (char operand in handler.Operands)
            {
                writer.Line($"int {operand} = {Narrow(opcode, operand)};");
            }

            writer.Lines(body);
        }
        else
        {
            writer.Line("frame.Pc = pc;");
            writer.Line($"_flow = {type.FullName}.{opcode.Name}(thread, frame, ref registers, {Narrow(opcode, 'a')}, {Narrow(opcode, 'b')}, {Narrow(opcode, 'c')}, ref frame.Pc);");
            writer.Line("pc = frame.Pc;");
            writer.Line("goto _called;");
        }

        writer.Close();
        writer.Line();
    }

    private static void EmitExtend(CodeWriter writer)
    {
        writer.Line("case Opcode.Extend:");
        writer.Open();
        writer.Line("frame.Pc = pc + 1;");
        writer.Line("_flow = RunWide(thread, frame, ref registers, _at, Unsafe.Add(ref _code, pc), ref frame.Pc);");
        writer.Line("pc = frame.Pc;");
        writer.Line("goto _called;");
        writer.Close();
        writer.Line();
    }

    private static void EmitRunWide(CodeWriter writer, InstructionSet set, IReadOnlyDictionary<string, (HandlerClass Class, HandlerModel Handler)> owners)
    {
        writer.Line("/// <summary>Runs one instruction whose operands have their high 16 bits in the Extend prefix.</summary>");
        writer.Open("internal static Flow RunWide(ThreadState thread, Frame frame, ref Value registers, Instruction prefix, Instruction op, ref int pc)");
        writer.Line("int a = (prefix.A << 16) | op.A;");
        writer.Line("int b = (prefix.B << 16) | op.B;");
        writer.Line("int c = (prefix.C << 16) | op.C;");
        writer.Open("switch (op.Op)");
        foreach (OpcodeModel opcode in set.Opcodes)
        {
            if (!opcode.IsExtend && owners.TryGetValue(opcode.Name, out var owner))
            {
                writer.Line($"case Opcode.{opcode.Name}:");
                writer.Line($"    return {owner.Class.FullName}.{opcode.Name}(thread, frame, ref registers, a, b, c, ref pc);");
            }
        }

        writer.Line("default:");
        writer.Line("    return Undefined(op.Op);");
        writer.Close();
        writer.Close();
    }

    /// <summary>One local for the n-th variable of a type in any body.</summary>
    private static void EmitSharedLocals(CodeWriter writer, IEnumerable<HandlerModel> handlers)
    {
        var pools = handlers.SelectMany(h => h.Locals)
            .GroupBy(l => (l.Type, l.IsRef), (_, uses) => uses.OrderByDescending(u => u.Count).First())
            .OrderBy(l => l.Name(0), StringComparer.Ordinal);
        foreach (PooledLocals pool in pools)
        {
            for (int i = 0; i < pool.Count; i++)
            {
                writer.Line(pool.IsRef
                    ? $"ref {pool.Type} {pool.Name(i)} = ref Unsafe.NullRef<{pool.Type}>();"
                    : $"{pool.Type} {pool.Name(i)};");
            }
        }
    }

    /// <summary>The 16-bit operand as an int: signed for immediates and jumps.</summary>
    private static string Narrow(OpcodeModel opcode, char operand)
    {
        string kind = operand switch { 'a' => opcode.A, 'b' => opcode.B, _ => opcode.C };
        string field = "_at." + char.ToUpperInvariant(operand);
        return kind switch
        {
            "Unused" => "0",
            "Immediate" or "Jump" or "SenseJump" => "(short)" + field,
            _ => field,
        };
    }
}
