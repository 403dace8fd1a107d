using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pyl.Generators.Common;

namespace Pyl.Generators.Builtins;

/// <summary>Argument binding, slot tables and registries of the classes marked [PyType] and [PyModule] (DESIGN 5).</summary>
[Generator(LanguageNames.CSharp)]
public sealed class BindingGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<BindingClass> types = context.SyntaxProvider.ForAttributeWithMetadataName(
            BindingReader.TypeAttribute, static (node, _) => node is ClassDeclarationSyntax, BindingReader.ReadTypes).SelectMany(static (classes, _) => classes);
        IncrementalValuesProvider<BindingClass> modules = context.SyntaxProvider.ForAttributeWithMetadataName(
            BindingReader.ModuleAttribute, static (node, _) => node is ClassDeclarationSyntax, BindingReader.ReadModule);
        IncrementalValueProvider<EquatableArray<SlotModel>> slots = context.CompilationProvider.Select(SlotTable.Read);

        context.RegisterSourceOutput(types.Combine(slots), static (output, input) => EmitBinding(output, input.Left, input.Right));
        context.RegisterSourceOutput(modules.Combine(slots), static (output, input) => EmitBinding(output, input.Left, input.Right));

        IncrementalValueProvider<EquatableArray<SlotModel>> own = context.CompilationProvider.Select(SlotTable.ReadOwn);
        context.RegisterSourceOutput(own, EmitSlotNames);

        IncrementalValueProvider<EquatableArray<RegistryEntry>> entries = types.Select(static (t, _) => EntryOf(t)).Collect()
            .Combine(modules.Select(static (m, _) => EntryOf(m)).Collect())
            .Select(static (pair, _) => pair.Left.Concat(pair.Right).ToEquatableArray());
        IncrementalValueProvider<string?> assembly = context.CompilationProvider.Select(static (compilation, _) =>
            compilation.GetTypeByMetadataName(BindingReader.TypeAttribute) is null ? null : compilation.AssemblyName);

        context.RegisterSourceOutput(entries.Combine(assembly), static (output, input) =>
        {
            if (input.Right is { } name)
            {
                output.AddSource("NativeRegistry.g.cs", RegistryEmitter.Emit(name, input.Left));
            }
        });
    }

    /// <summary>The assembly that declares the enum gets its names as a table.</summary>
    private static void EmitSlotNames(SourceProductionContext output, EquatableArray<SlotModel> slots)
    {
        if (slots.Any())
        {
            output.AddSource("SlotNames.g.cs", RegistryEmitter.EmitSlotNames(slots));
        }
    }

    private static RegistryEntry EntryOf(BindingClass model) =>
        new(model.BindingName, model.IsModule, model.PythonName, model.TypeExpression, model.ComesWith);

    private static void EmitBinding(SourceProductionContext output, BindingClass model, EquatableArray<SlotModel> slotTable)
    {
        foreach (DiagnosticModel diagnostic in model.Diagnostics)
        {
            output.ReportDiagnostic(diagnostic.ToDiagnostic());
        }

        var slots = slotTable.ToDictionary(s => s.Name);
        var usable = new List<MemberModel>();
        foreach (MemberModel member in model.Members)
        {
            if (BindingEmitter.SlotOf(model, member, slots) is { } slot && MemberEmitter.CheckSlotShape(member, slot) is { } complaint)
            {
                output.ReportDiagnostic(Diagnostic.Create(BindingDiagnostics.SlotShape, member.Location?.ToLocation(), member.PythonName, complaint));
                continue;
            }

            usable.Add(member);
        }

        output.AddSource($"{(model.Namespace.Length == 0 ? "" : model.Namespace + ".")}{model.BindingClassName}.g.cs", BindingEmitter.Emit(model with { Members = usable.ToEquatableArray() }, slots));
    }
}
