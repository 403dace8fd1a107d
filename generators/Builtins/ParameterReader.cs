using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Pyl.Generators.Common;

namespace Pyl.Generators.Builtins;

/// <summary>Reads the parameters that take the call's arguments.</summary>
internal sealed class ParameterReader(string method, List<DiagnosticModel> diagnostics)
{
    /// <summary>The text of a default that only the function itself knows.</summary>
    internal const string Unknown = "<unrepresentable>";

    private Passing _passing = Passing.Positional;
    private bool _seenOptional;
    private bool _seenArguments;

    public EquatableArray<ParameterModel> Read(IEnumerable<IParameterSymbol> symbols)
    {
        var parameters = new List<ParameterModel>();
        foreach (IParameterSymbol symbol in symbols)
        {
            if (ReadOne(symbol) is { } parameter)
            {
                parameters.Add(parameter);
            }
        }

        return parameters.ToEquatableArray();
    }

    private ParameterModel? ReadOne(IParameterSymbol symbol)
    {
        string pythonName = PythonName.FromCSharp(symbol.Name);
        bool isOptional = symbol.HasExplicitDefaultValue;
        bool acceptsNone = false;
        bool isMarkedOptional = false;
        string? defaultText = null;
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "KeywordAttribute":
                    _passing = _passing == Passing.Positional ? Passing.PositionalOrKeyword : _passing;
                    pythonName = AttributeReader.FirstString(attribute) ?? pythonName;
                    break;
                case "KeywordOnlyAttribute":
                    _passing = Passing.KeywordOnly;
                    _seenOptional = false;
                    pythonName = AttributeReader.FirstString(attribute) ?? pythonName;
                    break;
                case "OptionalAttribute":
                    isOptional = true;
                    isMarkedOptional = true;
                    defaultText = AttributeReader.FirstString(attribute);
                    break;
                case "NoneAsDefaultAttribute":
                    acceptsNone = true;
                    break;
            }
        }

        ITypeSymbol type = TypeNames.Unwrap(symbol.Type, out bool isNullable);
        if (TypeNames.ReplacementOfImmediate(type) is { } replacement)
        {
            Report(BindingDiagnostics.ImmediateClass, symbol, symbol.Name, method, type.Name, replacement);
            return null;
        }

        if (KindOf(type) is not { } kind || (kind == ParameterKind.Value && isNullable) || symbol.RefKind != RefKind.None)
        {
            Report(BindingDiagnostics.UnsupportedParameter, symbol, symbol.Name, method, symbol.Type.ToDisplayString());
            return null;
        }

        if (kind == ParameterKind.Value && symbol.HasExplicitDefaultValue && !isMarkedOptional)
        {
            Report(BindingDiagnostics.ValueDefault, symbol, symbol.Name, method);
        }

        CheckOrder(symbol, kind, isOptional);
        bool isNone = acceptsNone || (isNullable && (!isOptional || IsNull(symbol)));
        return new ParameterModel(
            symbol.Name,
            pythonName,
            kind,
            kind == ParameterKind.Object ? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : "",
            kind == ParameterKind.Arguments ? Passing.Positional : _passing,
            isOptional,
            DefaultOf(symbol, kind, isNullable),
            defaultText ?? (kind == ParameterKind.Value ? (acceptsNone ? "None" : Unknown) : TextOf(symbol)),
            isNullable,
            isNone || isNullable);
    }

    private void CheckOrder(IParameterSymbol symbol, ParameterKind kind, bool isOptional)
    {
        if (kind == ParameterKind.Arguments)
        {
            if (_seenArguments || _passing != Passing.Positional || _seenOptional)
            {
                Report(BindingDiagnostics.ParameterOrder, symbol, symbol.Name, method, "takes the remaining arguments, so only required positional parameters may stand before it");
            }

            _seenArguments = true;
            return;
        }

        if (_seenArguments && _passing != Passing.KeywordOnly)
        {
            Report(BindingDiagnostics.ParameterOrder, symbol, symbol.Name, method, "follows the remaining arguments, so it must be [KeywordOnly]");
        }

        if (_seenOptional && !isOptional && _passing != Passing.KeywordOnly)
        {
            Report(BindingDiagnostics.ParameterOrder, symbol, symbol.Name, method, "is required but follows an optional one");
        }

        _seenOptional |= isOptional;
    }

    private static ParameterKind? KindOf(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_Int64:
                return ParameterKind.Long;
            case SpecialType.System_Int32:
                return ParameterKind.Int;
            case SpecialType.System_Double:
                return ParameterKind.Double;
            case SpecialType.System_Boolean:
                return ParameterKind.Bool;
            case SpecialType.System_String:
                return ParameterKind.String;
        }

        if (TypeNames.SpanElement(type) is { } element)
        {
            return element.SpecialType switch
            {
                SpecialType.System_Byte => ParameterKind.Bytes,
                SpecialType.System_Double => ParameterKind.Doubles,
                _ => TypeNames.IsValue(element) ? ParameterKind.Arguments : null,
            };
        }

        return TypeNames.IsValue(type) ? ParameterKind.Value
            : TypeNames.IsBigInteger(type) ? ParameterKind.BigInteger
            : TypeNames.IsPyObject(type) && !TypeNames.IsExactlyPyObject(type) ? ParameterKind.Object
            : null;
    }

    private static bool IsNull(IParameterSymbol symbol) => symbol.HasExplicitDefaultValue && symbol.ExplicitDefaultValue is null;

    private static string DefaultOf(IParameterSymbol symbol, ParameterKind kind, bool isNullable)
    {
        if (kind == ParameterKind.Value)
        {
            return "Value.Unbound";
        }

        if (!symbol.HasExplicitDefaultValue)
        {
            return isNullable ? "null" : "default";
        }

        return symbol.ExplicitDefaultValue switch
        {
            null => isNullable ? "null" : "default",
            double number when double.IsPositiveInfinity(number) => "double.PositiveInfinity",
            double number when double.IsNegativeInfinity(number) => "double.NegativeInfinity",
            double number when double.IsNaN(number) => "double.NaN",
            double number => number.ToString("R", CultureInfo.InvariantCulture) + "d",
            long number => number == long.MinValue ? "long.MinValue" : number.ToString(CultureInfo.InvariantCulture) + "L",
            object other => SymbolDisplay.FormatPrimitive(other, quoteStrings: true, useHexadecimalNumbers: false),
        };
    }

    /// <summary>The default as Python writes it.</summary>
    private static string TextOf(IParameterSymbol symbol)
    {
        if (!symbol.HasExplicitDefaultValue)
        {
            return Unknown;
        }

        return symbol.ExplicitDefaultValue switch
        {
            null => "None",
            bool flag => flag ? "True" : "False",
            string text => "'" + text.Replace("\\", "\\\\").Replace("'", "\\'").Replace("\n", "\\n").Replace("\t", "\\t") + "'",
            long.MaxValue => "sys.maxsize",
            double number => TextOf(number),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => Unknown,
        };
    }

    private static string TextOf(double number)
    {
        string text = number.ToString("R", CultureInfo.InvariantCulture).Replace("E-", "e-").Replace("E+", "e+");
        return text.IndexOfAny(['.', 'e', 'N', 'I']) < 0 ? text + ".0" : text;
    }

    private void Report(DiagnosticDescriptor descriptor, IParameterSymbol symbol, params string[] arguments) =>
        diagnostics.Add(DiagnosticModel.Create(descriptor, symbol.Locations.FirstOrDefault(), arguments));
}
