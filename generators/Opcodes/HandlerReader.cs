using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pyl.Generators.Common;

namespace Pyl.Generators.Opcodes;

/// <summary>
/// Reads a class of handlers. A handler is a static method that is not private and is named after an opcode or has a
/// handler's signature; everything else in the class is a helper.
/// </summary>
internal static class HandlerReader
{
    public const string AttributeName = "Pyl.VM.Execution.OpcodeHandlersAttribute";

    private static readonly string[] s_parameterNames = ["thread", "frame", "registers", "a", "b", "c", "pc"];
    private static readonly string[] s_parameterTypes = ["ThreadState", "Frame", "Value", "Int32", "Int32", "Int32", "Int32"];

    public static HandlerClass Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        INamedTypeSymbol? opcodes = context.SemanticModel.Compilation.GetTypeByMetadataName(OpcodeReader.EnumName);
        var handlers = new List<HandlerModel>();
        var diagnostics = new List<DiagnosticModel>();
        string fullName = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            cancellation.ThrowIfCancellationRequested();
            if (method.MethodKind != MethodKind.Ordinary || !method.IsStatic || method.DeclaredAccessibility == Accessibility.Private)
            {
                continue;
            }

            IFieldSymbol? opcode = opcodes?.GetMembers(method.Name).OfType<IFieldSymbol>().FirstOrDefault();
            Location? location = method.Locations.FirstOrDefault();
            bool hasSignature = HasSignature(method);
            if (opcode is null)
            {
                if (hasSignature)
                {
                    diagnostics.Add(DiagnosticModel.Create(OpcodeDiagnostics.UnknownHandler, location, method.Name));
                }

                continue;
            }

            if (!hasSignature)
            {
                diagnostics.Add(DiagnosticModel.Create(OpcodeDiagnostics.WrongSignature, location, method.Name));
                continue;
            }

            string? body = null;
            string operands = "";
            EquatableArray<PooledLocals> locals = default;
            if (IsHot(opcode) && method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is MethodDeclarationSyntax syntax)
            {
                var rewriter = new HotBodyRewriter(method.Name, type, fullName);
                body = rewriter.Rewrite(syntax);
                operands = rewriter.Operands;
                locals = rewriter.Locals;
                diagnostics.AddRange(rewriter.Diagnostics);
            }

            handlers.Add(new HandlerModel(method.Name, body, operands, locals, LocationModel.From(location)));
        }

        return new HandlerClass(fullName, Usings(type, context.TargetNode), handlers.ToEquatableArray(), diagnostics.ToEquatableArray());
    }

    private static bool IsHot(IFieldSymbol opcode) =>
        opcode.GetAttributes().FirstOrDefault() is { ConstructorArguments: { Length: 5 } arguments }
        && (Convert.ToInt32(arguments[4].Value, System.Globalization.CultureInfo.InvariantCulture) & 1) != 0;

    private static bool HasSignature(IMethodSymbol method)
    {
        if (method.ReturnType.Name != "Flow" || method.Parameters.Length != s_parameterNames.Length)
        {
            return false;
        }

        for (int i = 0; i < s_parameterNames.Length; i++)
        {
            IParameterSymbol parameter = method.Parameters[i];
            RefKind expected = i is 2 or 6 ? RefKind.Ref : RefKind.None;
            if (parameter.Name != s_parameterNames[i] || parameter.Type.Name != s_parameterTypes[i] || parameter.RefKind != expected)
            {
                return false;
            }
        }

        return true;
    }

    private static EquatableArray<string> Usings(INamedTypeSymbol type, SyntaxNode node)
    {
        var usings = new List<string>();
        foreach (SyntaxNode ancestor in node.Ancestors())
        {
            IEnumerable<UsingDirectiveSyntax> directives = ancestor switch
            {
                CompilationUnitSyntax unit => unit.Usings,
                BaseNamespaceDeclarationSyntax space => space.Usings,
                _ => [],
            };
            usings.AddRange(directives.Select(d => d.WithoutTrivia().ToString()));
        }

        if (!type.ContainingNamespace.IsGlobalNamespace)
        {
            usings.Add($"using {type.ContainingNamespace.ToDisplayString()};");
        }

        return usings.Distinct().ToEquatableArray();
    }
}
