using Microsoft.CodeAnalysis;
using Pyl.Generators.Common;

namespace Pyl.Generators.Opcodes;

/// <summary>In the assembly that declares the enum Opcode: its metadata as a table without reflection.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class OpcodeMetadataGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<InstructionSet?> instructions = context.CompilationProvider.Select(static (compilation, cancellation) =>
            compilation.GetTypeByMetadataName(OpcodeReader.EnumName) is { } type
            && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
                ? OpcodeReader.Read(compilation, cancellation)
                : null);

        context.RegisterSourceOutput(instructions, static (output, set) =>
        {
            if (set is null)
            {
                return;
            }

            foreach (DiagnosticModel diagnostic in set.Diagnostics)
            {
                output.ReportDiagnostic(diagnostic.ToDiagnostic());
            }

            output.AddSource("OpcodeMetadata.g.cs", OpcodeMetadataEmitter.Emit(set));
        });
    }
}
