using Microsoft.CodeAnalysis.CSharp;
using Pyl.Generators.Common;

namespace Pyl.Generators.Opcodes;

/// <summary>Writes OpcodeInfo and OpcodeMetadata.</summary>
internal static class OpcodeMetadataEmitter
{
    public static string Emit(InstructionSet set)
    {
        int size = set.Opcodes.Count == 0 ? 0 : set.Opcodes.Max(o => o.Value) + 1;
        CodeWriter writer = CodeWriter.StartFile();
        writer.Line("namespace Pyl.Bytecode;");
        writer.Line();
        writer.Line("/// <summary>What the declaration of an opcode says.</summary>");
        writer.Line("public readonly record struct OpcodeInfo(string Name, Operand A, Operand B, Operand C, string Effect, OpcodeFlags Flags);");
        writer.Line();
        writer.Line("/// <summary>The declarations of the opcodes, as a table.</summary>");
        writer.Open("public static class OpcodeMetadata");
        writer.Line("/// <summary>Opcodes are the numbers below this.</summary>");
        writer.Line($"public const int Count = {size};");
        writer.Line();
        writer.Line("/// <summary>A number that changes with the declarations, so that code of another instruction set is told from one's own.</summary>");
        writer.Line($"public const ulong Fingerprint = 0x{Fingerprint(set):X16};");
        writer.Line();
        writer.Open("private static readonly OpcodeInfo[] s_table =");
        int next = 0;
        foreach (OpcodeModel opcode in set.Opcodes)
        {
            for (; next < opcode.Value; next++)
            {
                writer.Line("default,");
            }

            string effect = SymbolDisplay.FormatLiteral(opcode.Effect, quote: true);
            writer.Line($"new(\"{opcode.Name}\", Operand.{opcode.A}, Operand.{opcode.B}, Operand.{opcode.C}, {effect}, (OpcodeFlags){opcode.Flags}),");
            next++;
        }

        writer.Close(";");
        writer.Line();
        writer.Line("/// <summary>True when the number is an opcode.</summary>");
        writer.Line("public static bool IsDefined(Opcode opcode) => (int)opcode < Count && s_table[(int)opcode].Name is not null;");
        writer.Line();
        writer.Line("/// <summary>The declaration of an opcode; the opcode must be defined.</summary>");
        writer.Line("public static OpcodeInfo Of(Opcode opcode) => s_table[(int)opcode];");
        writer.Close();
        return writer.ToString();
    }

    /// <summary>FNV-1a over the text of the declarations.</summary>
    private static ulong Fingerprint(InstructionSet set)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (OpcodeModel opcode in set.Opcodes)
        {
            foreach (char c in $"{opcode.Value} {opcode.Name} {opcode.A} {opcode.B} {opcode.C} {opcode.Effect}\n")
            {
                hash = unchecked((hash ^ c) * 0x100_0000_01B3);
            }
        }

        return hash;
    }
}
