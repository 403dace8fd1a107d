using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pyl.Generators.Common;

namespace Pyl.Generators.Opcodes;

/// <summary>In the assembly that has classes marked [OpcodeHandlers]: the dispatch loop (DESIGN 4).</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DispatchGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<InstructionSet> instructions = context.CompilationProvider.Select(OpcodeReader.Read);
        IncrementalValueProvider<ImmutableArray<HandlerClass>> classes = context.SyntaxProvider
            .ForAttributeWithMetadataName(HandlerReader.AttributeName, static (node, _) => node is ClassDeclarationSyntax, HandlerReader.Read)
            .Collect();

        context.RegisterSourceOutput(instructions.Combine(classes), static (output, input) =>
        {
            (InstructionSet set, ImmutableArray<HandlerClass> classes) = input;
            if (classes.IsEmpty)
            {
                return;
            }

            var owners = new Dictionary<string, (HandlerClass Class, HandlerModel Handler)>();
            foreach (HandlerClass type in classes)
            {
                foreach (DiagnosticModel diagnostic in type.Diagnostics)
                {
                    output.ReportDiagnostic(diagnostic.ToDiagnostic());
                }

                foreach (HandlerModel handler in type.Handlers)
                {
                    if (owners.TryGetValue(handler.Name, out var other))
                    {
                        output.ReportDiagnostic(Diagnostic.Create(
                            OpcodeDiagnostics.DuplicateHandler, handler.Location?.ToLocation(), handler.Name, other.Class.FullName, type.FullName));
                        continue;
                    }

                    owners.Add(handler.Name, (type, handler));
                }
            }

            foreach (OpcodeModel opcode in set.Opcodes)
            {
                if (!opcode.IsExtend && !owners.ContainsKey(opcode.Name))
                {
                    output.ReportDiagnostic(Diagnostic.Create(OpcodeDiagnostics.MissingHandler, null, opcode.Name));
                }
            }

            output.AddSource("Dispatch.g.cs", DispatchEmitter.Emit(set, classes, owners));
        });
    }
}
