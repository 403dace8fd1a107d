using Microsoft.CodeAnalysis;
using Pyl.Generators.Opcodes;
using Pyl.Tests;
using Shouldly;
using Xunit;

namespace Pyl.Generators.Tests;

/// <summary>Snapshots of the metadata and the dispatch loop, and each thing that the opcode generators refuse.</summary>
public class OpcodeGeneratorTests
{
    private const string Opcodes = """
        namespace Pyl.Bytecode
        {
            using static Operand;
            using static OpcodeFlags;

            public enum Opcode : ushort
            {
                [Op(Count, Count, Count, "the next instruction's operands get these as their high 16 bits")] Extend,
                [Op(Dest, Read, Immediate, "R[a] = R[b] + c", Hot)] AddInt,
                [Op(Unused, Unused, SenseJump, "pc += c", Hot | Terminator)] Skip,
                [Op(Base, Count, Unused, "call", Hot | ChangesFrame)] Call,
                [Op(Dest, Immediate, Jump, "rare")] Rare,
            }
        }

        """;

    private const string Handlers = """
        namespace Pyl.VM.Execution.Handlers
        {
            using System.Text;
            using System.Runtime.CompilerServices;
            using Pyl.VM.Runtime;

            [OpcodeHandlers]
            internal static class SampleHandlers
            {
                internal const int Step = 1;

                internal static Flow AddInt(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
                {
                    ref Value left = ref Unsafe.Add(ref registers, b);
                    if (left.Ref is null)
                    {
                        // The fast path.
                        Unsafe.Add(ref registers, a).Bits = left.Bits + c;
                        return Flow.Next;
                    }

                    if (left.Bits == 0)
                        return Flow.Error;

                    return Slow(thread, frame, a, b: b);
                }

                internal static Flow Skip(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
                {
                    pc += c >> Step;
                    return Flow.Next;
                }

                internal static Flow Call(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
                {
                    frame.Pc = pc;
                    if (a > 1)
                    {
                        return Enter(frame, ref pc);
                    }

                    if (a == 1)
                    {
                        return Slow(thread, frame, a, b);
                    }

                    return b == 0 ? Flow.Exit : Flow.Frame;
                }

                internal static Flow Rare(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc) => Flow.Next;

                internal static Flow Slow(ThreadState thread, Frame frame, int a, int b) => Flow.Next;

                internal static Flow Enter(Frame frame, ref int pc) => Flow.Frame;
            }
        }
        """;

    private static readonly string[] s_standins = ["Loop.cs", "OpcodeAttribute.cs", "Instruction.cs"];

    [Fact]
    public void Metadata()
    {
        GeneratorRun run = GeneratorRun.Of(new OpcodeMetadataGenerator(), "global using System;\n" + Opcodes, "OpcodeAttribute.cs", "Instruction.cs");
        run.Errors.ShouldBeEmpty();
        Snapshot.Verify(run.File("OpcodeMetadata.g.cs"));
    }

    [Fact]
    public void Dispatch_loop()
    {
        GeneratorRun run = GeneratorRun.Of(new DispatchGenerator(), Opcodes + Handlers, s_standins);
        run.Diagnostics.ShouldBe("");
        run.Errors.ShouldBeEmpty();
        Snapshot.Verify(run.File("Dispatch.g.cs"));
    }

    [Fact]
    public void Unrelated_edits_generate_nothing_again() =>
        GeneratorRun.RerunReasons(new DispatchGenerator(), Opcodes + Handlers, "class Unrelated;", s_standins)
            .ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);

    [Theory]
    [InlineData("Rare,", "Rare, [Op(Unused, Unused, Unused, \"x\")] Twin = Rare,", "PYL001 Opcode 'Twin' has the number of 'Rare'")]
    [InlineData("Rare,", "Rare, Bare,", "PYL002 Opcode 'Bare' has no [Op] attribute")]
    public void Refused_opcodes(string replaced, string by, string expected) =>
        GeneratorRun.Of(new OpcodeMetadataGenerator(), "global using System;\n" + Opcodes.Replace(replaced, by), "OpcodeAttribute.cs", "Instruction.cs").Diagnostics.ShouldBe(expected);

    [Theory]
    [InlineData("Flow Rare(", "Flow Rarely(", "PYL003 Opcode 'Rare' has no handler: add 'Rare' to a class marked [OpcodeHandlers]\nPYL004 Handler 'Rarely' has no opcode of that name; if it is a helper, its signature must not be a handler's, or it belongs into another class")]
    [InlineData("Flow Rare(ThreadState thread, Frame frame", "Flow Rare(ThreadState thread, Frame f", "PYL003 Opcode 'Rare' has no handler: add 'Rare' to a class marked [OpcodeHandlers]\nPYL005 Handler 'Rare' must be declared 'internal static Flow Rare(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)'")]
    [InlineData("pc += c >> Step;", "Action action = () => { };", "PYL007 Hot handler 'Skip' declares a lambda or local function; its body is pasted into the dispatch loop, whose locals they would capture")]
    [InlineData("pc += c >> Step;", "void Local() { }", "PYL007 Hot handler 'Skip' declares a lambda or local function; its body is pasted into the dispatch loop, whose locals they would capture")]
    [InlineData("pc += c >> Step;", "Enter(frame, ref pc);", "PYL008 Hot handler 'Skip' passes 'ref pc' outside of a return statement; that would keep pc out of a machine register in the whole dispatch loop")]
    [InlineData("internal const int Step", "private const int Step", "PYL009 Hot handler 'Skip' uses 'Step', which is private; its body is pasted into the dispatch loop, so helpers must be internal")]
    public void Refused_handlers(string replaced, string by, string expected) =>
        GeneratorRun.Of(new DispatchGenerator(), Opcodes + Handlers.Replace(replaced, by), s_standins).Diagnostics.ShouldBe(expected);

    [Fact]
    public void Refused_duplicate_handler() =>
        GeneratorRun.Of(new DispatchGenerator(), Opcodes + Handlers + Handlers.Replace("SampleHandlers", "OtherHandlers"), s_standins).Diagnostics
            .ShouldContain("PYL006 Opcode 'Rare' has handlers in 'global::Pyl.VM.Execution.Handlers.SampleHandlers' and in 'global::Pyl.VM.Execution.Handlers.OtherHandlers'");
}
