using Microsoft.CodeAnalysis;
using Pyl.Generators.Common;

namespace Pyl.Generators.Opcodes;

/// <summary>Reads the instruction set from the enum's symbol, in source or in a referenced assembly.</summary>
internal static class OpcodeReader
{
    public const string EnumName = "Pyl.Bytecode.Opcode";

    private const string AttributeName = "OpAttribute";

    public static InstructionSet Read(Compilation compilation, CancellationToken cancellation)
    {
        var opcodes = new List<OpcodeModel>();
        var diagnostics = new List<DiagnosticModel>();
        var values = new Dictionary<int, string>();
        if (compilation.GetTypeByMetadataName(EnumName) is { } type)
        {
            foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
            {
                cancellation.ThrowIfCancellationRequested();
                if (!field.HasConstantValue)
                {
                    continue;
                }

                int value = Convert.ToInt32(field.ConstantValue, System.Globalization.CultureInfo.InvariantCulture);
                if (values.TryGetValue(value, out string? other))
                {
                    diagnostics.Add(DiagnosticModel.Create(OpcodeDiagnostics.DuplicateOpcode, field.Locations.FirstOrDefault(), field.Name, other));
                    continue;
                }

                values.Add(value, field.Name);
                AttributeData? attribute = field.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == AttributeName);
                if (attribute is null || attribute.ConstructorArguments.Length < 5)
                {
                    diagnostics.Add(DiagnosticModel.Create(OpcodeDiagnostics.UndeclaredOperands, field.Locations.FirstOrDefault(), field.Name));
                    continue;
                }

                opcodes.Add(new OpcodeModel(
                    field.Name,
                    value,
                    MemberName(attribute.ConstructorArguments[0]),
                    MemberName(attribute.ConstructorArguments[1]),
                    MemberName(attribute.ConstructorArguments[2]),
                    attribute.ConstructorArguments[3].Value as string ?? "",
                    Convert.ToInt32(attribute.ConstructorArguments[4].Value, System.Globalization.CultureInfo.InvariantCulture)));
            }
        }

        return new InstructionSet(opcodes.OrderBy(o => o.Value).ToEquatableArray(), diagnostics.ToEquatableArray());
    }

    private static string MemberName(TypedConstant constant) =>
        constant.Type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => Equals(f.ConstantValue, constant.Value))?.Name ?? "Unused";
}
