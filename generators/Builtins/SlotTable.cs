using Microsoft.CodeAnalysis;
using Pyl.Generators.Common;

namespace Pyl.Generators.Builtins;

/// <summary>A special method with a slot: its dunder, the member of SpecialMethod and the value of SlotArity.</summary>
internal sealed record SlotModel(string Name, string Member, int Arity)
{
    public const int General = 4;

    public bool IsGeneral => Arity == General;

    /// <summary>Its last argument may be absent when it is called by name; the slot then gets None.</summary>
    public bool HasOptionalLast => Name is "__pow__" or "__rpow__" or "__get__";

    /// <summary>Its Python result is None, so a native may return bool: false says that an exception is set.</summary>
    public bool ReturnsNone => Name is "__setitem__" or "__delitem__" or "__setattr__" or "__delattr__" or "__set__" or "__delete__" or "__init__" or "__del__";
}

/// <summary>Reads the slots from the attributes of the enum SpecialMethod.</summary>
internal static class SlotTable
{
    private const string EnumName = "Pyl.VM.Runtime.SpecialMethod";

    /// <summary>The slots when the compilation itself declares the enum; otherwise none.</summary>
    public static EquatableArray<SlotModel> ReadOwn(Compilation compilation, CancellationToken cancellation) =>
        SymbolEqualityComparer.Default.Equals(compilation.GetTypeByMetadataName(EnumName)?.ContainingAssembly, compilation.Assembly)
            ? Read(compilation, cancellation)
            : new List<SlotModel>().ToEquatableArray();

    public static EquatableArray<SlotModel> Read(Compilation compilation, CancellationToken cancellation)
    {
        var slots = new List<SlotModel>();
        if (compilation.GetTypeByMetadataName(EnumName) is { } type)
        {
            foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
            {
                cancellation.ThrowIfCancellationRequested();
                AttributeData? attribute = field.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "SlotAttribute");
                if (attribute is { ConstructorArguments: { Length: 2 } arguments } && arguments[0].Value is string name)
                {
                    int arity = Convert.ToInt32(arguments[1].Value, System.Globalization.CultureInfo.InvariantCulture);
                    slots.Add(new SlotModel(name, field.Name, arity));
                }
            }
        }

        return slots.ToEquatableArray();
    }
}
