using Microsoft.CodeAnalysis;
using Pyl.Generators.Common;

namespace Pyl.Generators.Builtins;

/// <summary>Reads a class marked [PyType] or [PyModule] into its value model.</summary>
internal sealed class BindingReader
{
    public const string TypeAttribute = "Pyl.VM.Binding.PyTypeAttribute";
    public const string ModuleAttribute = "Pyl.VM.Binding.PyModuleAttribute";

    private static readonly string[] s_typeHolders = ["Pyl.VM.Types.BuiltinTypes", "Pyl.VM.Types.ExceptionTypes"];

    private readonly Compilation _compilation;
    private readonly INamedTypeSymbol _class;
    private readonly AttributeData _attribute;
    private readonly string _suffix;
    private readonly bool _isModule;
    private readonly ITypeSymbol? _instance;
    private readonly List<MemberModel> _members = [];
    private readonly Dictionary<string, PropertyModel> _properties = [];
    private readonly Dictionary<string, (IMethodSymbol Method, string Call)> _setters = [];
    private readonly List<ConstantModel> _constants = [];
    private readonly List<string> _initializers = [];
    private readonly List<DiagnosticModel> _diagnostics = [];
    private readonly HashSet<string> _names = [];

    private BindingReader(GeneratorAttributeSyntaxContext context, int index, bool isModule)
    {
        _compilation = context.SemanticModel.Compilation;
        _class = (INamedTypeSymbol)context.TargetSymbol;
        _attribute = context.Attributes[index];
        _suffix = index == 0 ? "" : $"_{AttributeReader.FirstString(_attribute)}";
        _isModule = isModule;
        _instance = isModule || _attribute.ConstructorArguments.Length < 2 ? null : _attribute.ConstructorArguments[1].Value as ITypeSymbol;
    }

    /// <summary>One for each of the types that the class is marked with; what is wrong with the class itself is told once.</summary>
    public static EquatableArray<BindingClass> ReadTypes(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        BindingClass first = new BindingReader(context, 0, isModule: false).Read(cancellation);
        IEnumerable<BindingClass> others = Enumerable.Range(1, context.Attributes.Length - 1)
            .Select(i => new BindingReader(context, i, isModule: false).Read(cancellation))
            .Select(other => other with { Diagnostics = other.Diagnostics.Except(first.Diagnostics).ToEquatableArray() });
        return others.Prepend(first).ToEquatableArray();
    }

    public static BindingClass ReadModule(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        new BindingReader(context, 0, isModule: true).Read(cancellation);

    private BindingClass Read(CancellationToken cancellation)
    {
        foreach (ISymbol member in _class.GetMembers())
        {
            cancellation.ThrowIfCancellationRequested();
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method)
            {
                ReadMethod(method);
            }
            else if (AttributeReader.Find(member, "PyConstantAttribute") is { } constant)
            {
                ReadConstant(member, constant);
            }
        }

        foreach (KeyValuePair<string, (IMethodSymbol Method, string Call)> setter in _setters.Where(s => !_properties.ContainsKey(s.Key)))
        {
            Report(BindingDiagnostics.SetterAlone, setter.Value.Method, setter.Value.Method.Name, setter.Key);
        }

        var properties = _properties.Values
            .Select(p => _setters.TryGetValue(p.PythonName, out var setter) ? p with { Setter = setter.Call } : p)
            .ToEquatableArray();
        string typeExpression = _isModule ? "" : TypeExpression();
        return new BindingClass(
            _class.ContainingNamespace.IsGlobalNamespace ? "" : _class.ContainingNamespace.ToDisplayString(),
            _class.Name,
            _class.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            _suffix,
            _isModule,
            AttributeReader.FirstString(_attribute) ?? _class.Name,
            typeExpression,
            _isModule ? null : AttributeReader.NamedString(_attribute, "Module"),
            AttributeReader.NamedString(_attribute, "Doc"),
            AttributeReader.NamedFlag(_attribute, "Locks"),
            _members.ToEquatableArray(),
            properties,
            _constants.ToEquatableArray(),
            _initializers.ToEquatableArray(),
            _diagnostics.ToEquatableArray());
    }

    /// <summary>
    /// The TypeObject: the class's own static member Type, or the field of the holder, BuiltinTypes or ExceptionTypes that the
    /// attribute or the instances' class names.
    /// </summary>
    private string TypeExpression()
    {
        string? field = AttributeReader.NamedString(_attribute, "Field");
        if (field is null && _class.GetMembers("Type").Any(m => m.IsStatic && m is IFieldSymbol or IPropertySymbol))
        {
            return _class.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + ".Type";
        }

        string name = field ?? PythonName.StemOfClass(_instance?.Name ?? "");
        if (AttributeReader.NamedType(_attribute, "Holder") is { } own && own.GetMembers(name).Length > 0)
        {
            return $"{own.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{name}";
        }

        foreach (string holder in s_typeHolders)
        {
            if (_compilation.GetTypeByMetadataName(holder)?.GetMembers(name).Length > 0)
            {
                return $"global::{holder}.{name}";
            }
        }

        Report(BindingDiagnostics.UnknownType, _class, _class.Name, name);
        return "global::Pyl.VM.Types.BuiltinTypes.Object";
    }

    private void ReadMethod(IMethodSymbol method)
    {
        foreach (AttributeData attribute in method.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "PyMethodAttribute":
                    Add(method, attribute, MemberKind.Method);
                    break;
                case "PyClassMethodAttribute":
                    Add(method, attribute, MemberKind.ClassMethod);
                    break;
                case "PyStaticMethodAttribute":
                    Add(method, attribute, MemberKind.Static);
                    break;
                case "PyFunctionAttribute":
                    Add(method, attribute, MemberKind.Function);
                    break;
                case "PyGetterAttribute":
                    AddGetter(method, attribute);
                    break;
                case "PySetterAttribute":
                    AddSetter(method, attribute);
                    break;
                case "PyModuleInitAttribute":
                    AddInitializer(method);
                    break;
            }
        }
    }

    private void Add(IMethodSymbol method, AttributeData attribute, MemberKind kind)
    {
        string name = AttributeReader.FirstString(attribute) ?? PythonName.FromCSharp(method.Name);
        if ((kind == MemberKind.Function) != _isModule)
        {
            Report(BindingDiagnostics.WrongPlace, method, method.Name, _isModule ? "functions of a module are marked [PyFunction]" : "methods of a type are marked [PyMethod], [PyClassMethod] or [PyStaticMethod]");
            return;
        }

        if (!IsCallable(method) || !AddName(method, name))
        {
            return;
        }

        kind = name == "__new__" ? MemberKind.Static : kind;
        bool takesThread = method.Parameters.Length > 0 && TypeNames.IsThreadState(method.Parameters[0].Type);
        int next = takesThread ? 1 : 0;
        int last = method.Parameters.Length - 1;
        bool isRaw = last >= next + 1 && TypeNames.IsKeywords(method.Parameters[last].Type) && TypeNames.IsValueSpan(method.Parameters[last - 1].Type);
        bool needsLeading = kind is MemberKind.Method or MemberKind.ClassMethod || name == "__new__";
        LeadingKind leading = LeadingKind.None;
        string leadingType = "";
        if (needsLeading && !(isRaw && last - 1 == next))
        {
            if (!ReadLeading(method, next, kind != MemberKind.Method, out leading, out leadingType))
            {
                return;
            }

            next++;
        }

        if (TypeNames.Result(method.ReturnType, out bool mayFail) is not { } result)
        {
            Report(BindingDiagnostics.UnsupportedResult, method, method.Name, method.ReturnType.ToDisplayString());
            return;
        }

        bool releases = AttributeReader.NamedFlag(attribute, "ReleasesGil");
        if (!takesThread && !releases && (result == ResultKind.Value || mayFail))
        {
            Report(BindingDiagnostics.MissingThread, method, method.Name);
        }

        EquatableArray<ParameterModel> parameters = default;
        if (isRaw)
        {
            if (next != last - 1)
            {
                Report(BindingDiagnostics.ParameterOrder, method, method.Parameters[next].Name, method.Name, "stands before raw arguments and keywords, which take everything");
                return;
            }
        }
        else
        {
            parameters = new ParameterReader(method.Name, _diagnostics).Read(method.Parameters.Skip(next));
        }

        if (releases)
        {
            CheckReleasesGil(method, takesThread, isRaw, result, parameters);
        }

        _members.Add(new MemberModel(
            kind, name, method.Name, takesThread, leading, leadingType, parameters, isRaw, result, mayFail, releases,
            AttributeReader.NamedFlag(attribute, "LockFree"), AttributeReader.NamedFlag(attribute, "Coexist"), AttributeReader.NamedFlag(attribute, "Sequence"), AttributeReader.NamedString(attribute, "Doc"), AttributeReader.NamedString(attribute, "Signature"), LocationModel.From(method.Locations.FirstOrDefault())));
    }

    private bool ReadLeading(IMethodSymbol method, int index, bool isClass, out LeadingKind leading, out string leadingType)
    {
        leading = LeadingKind.None;
        leadingType = "";
        ITypeSymbol? type = index < method.Parameters.Length ? method.Parameters[index].Type : null;
        if (isClass)
        {
            leading = LeadingKind.Class;
            if (type is null || !TypeNames.IsTypeObject(type))
            {
                Report(BindingDiagnostics.MissingSelf, method, method.Name, "the TypeObject");
                return false;
            }

            return true;
        }

        if (type is null || (!TypeNames.IsValue(type) && !TypeNames.IsPyObject(type)))
        {
            Report(BindingDiagnostics.MissingSelf, method, method.Name, $"self, a {_instance?.Name} or Value,");
            return false;
        }

        if (TypeNames.ReplacementOfImmediate(type) is not null)
        {
            Report(BindingDiagnostics.ImmediateClass, method, method.Parameters[index].Name, method.Name, type.Name, "Value");
            return false;
        }

        leading = TypeNames.IsValue(type) ? LeadingKind.Value : LeadingKind.Instance;
        leadingType = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return true;
    }

    private void CheckReleasesGil(IMethodSymbol method, bool takesThread, bool isRaw, ResultKind result, EquatableArray<ParameterModel> parameters)
    {
        if (takesThread || isRaw)
        {
            Report(BindingDiagnostics.CountedWithoutLock, method, method.Name, method.Parameters[0].Name);
        }

        if (result is ResultKind.Value or ResultKind.Object)
        {
            Report(BindingDiagnostics.CountedWithoutLock, method, method.Name, "the result");
        }

        foreach (ParameterModel parameter in parameters)
        {
            if (parameter.Kind is ParameterKind.Value or ParameterKind.Object or ParameterKind.Arguments)
            {
                Report(BindingDiagnostics.CountedWithoutLock, method, method.Name, parameter.Name);
            }
        }
    }

    private void AddGetter(IMethodSymbol method, AttributeData attribute)
    {
        string name = AttributeReader.FirstString(attribute) ?? PythonName.FromCSharp(method.Name);
        bool takesThread = method.Parameters.Length > 0 && TypeNames.IsThreadState(method.Parameters[0].Type);
        if (!IsCallable(method) || !AddName(method, name) || !ReadLeading(method, takesThread ? 1 : 0, isClass: false, out LeadingKind leading, out string leadingType))
        {
            return;
        }

        if (TypeNames.Result(method.ReturnType, out bool mayFail) is not { } result || result == ResultKind.Void || method.Parameters.Length != (takesThread ? 2 : 1))
        {
            Report(BindingDiagnostics.AccessorShape, method, method.Name, $"static Value {method.Name}(ThreadState thread, {_instance?.Name} self)");
            return;
        }

        if (!takesThread && (result == ResultKind.Value || mayFail))
        {
            Report(BindingDiagnostics.MissingThread, method, method.Name);
        }

        _properties[name] = new PropertyModel(name, method.Name, takesThread, leading, leadingType, result, mayFail, null, AttributeReader.NamedString(attribute, "Doc"));
    }

    private void AddSetter(IMethodSymbol method, AttributeData attribute)
    {
        string name = AttributeReader.FirstString(attribute) ?? PythonName.FromCSharp(method.Name);
        if (!IsCallable(method))
        {
            return;
        }

        if (method.Parameters.Length != 3
            || !TypeNames.IsThreadState(method.Parameters[0].Type)
            || !TypeNames.IsValue(method.Parameters[2].Type)
            || method.ReturnType.SpecialType != SpecialType.System_Boolean
            || !ReadLeading(method, 1, isClass: false, out LeadingKind leading, out string leadingType))
        {
            Report(BindingDiagnostics.AccessorShape, method, method.Name, $"static bool {method.Name}(ThreadState thread, {_instance?.Name} self, Value value)");
            return;
        }

        if (_setters.ContainsKey(name))
        {
            Report(BindingDiagnostics.DuplicateName, method, _class.Name, "setter of " + name);
            return;
        }

        string self = leading == LeadingKind.Value ? "self" : $"Unsafe.As<{leadingType}>(self.Ref)!";
        _setters.Add(name, (method, $"{method.Name}(thread, {self}, value)"));
    }

    private void AddInitializer(IMethodSymbol method)
    {
        bool fits = method.Parameters.Length == 2
            && TypeNames.IsThreadState(method.Parameters[0].Type)
            && TypeNames.IsModuleObject(method.Parameters[1].Type)
            && method.ReturnType.SpecialType == SpecialType.System_Boolean;
        if (!_isModule)
        {
            Report(BindingDiagnostics.WrongPlace, method, method.Name, "[PyModuleInit] belongs into a [PyModule] class");
        }
        else if (!fits)
        {
            Report(BindingDiagnostics.InitializerShape, method, method.Name);
        }
        else if (IsCallable(method))
        {
            _initializers.Add(method.Name);
        }
    }

    private void ReadConstant(ISymbol member, AttributeData attribute)
    {
        ITypeSymbol? type = member switch
        {
            IFieldSymbol { IsStatic: true } field => field.Type,
            IPropertySymbol { IsStatic: true, GetMethod: not null } property => property.Type,
            _ => null,
        };
        if (member.DeclaredAccessibility == Accessibility.Private)
        {
            Report(BindingDiagnostics.NotCallable, member, member.Name);
            return;
        }

        if (type is null || TypeNames.Result(type, out bool isNullable) is not { } kind || isNullable)
        {
            Report(BindingDiagnostics.UnsupportedConstant, member, member.Name);
            return;
        }

        string name = AttributeReader.FirstString(attribute) ?? PythonName.FromCSharp(member.Name);
        if (AddName(member, name))
        {
            _constants.Add(new ConstantModel(name, member.Name, kind));
        }
    }

    private bool IsCallable(IMethodSymbol method)
    {
        if (method.IsStatic && !method.IsGenericMethod && method.DeclaredAccessibility is Accessibility.Internal or Accessibility.Public or Accessibility.ProtectedOrInternal)
        {
            return true;
        }

        Report(BindingDiagnostics.NotCallable, method, method.Name);
        return false;
    }

    private bool AddName(ISymbol member, string name)
    {
        if (_names.Add(name))
        {
            return true;
        }

        Report(BindingDiagnostics.DuplicateName, member, _class.Name, name);
        return false;
    }

    private void Report(DiagnosticDescriptor descriptor, ISymbol symbol, params string[] arguments) =>
        _diagnostics.Add(DiagnosticModel.Create(descriptor, symbol.Locations.FirstOrDefault(), arguments));
}
