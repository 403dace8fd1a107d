using Pyl.Generators.Common;

namespace Pyl.Generators.Builtins;

/// <summary>A class marked [PyType] or [PyModule], as a value.</summary>
/// <param name="Namespace">Its C# namespace.</param>
/// <param name="Name">Its C# name.</param>
/// <param name="FullName">Its name as generated code writes it.</param>
/// <param name="Suffix">What the binding's name ends with, of a class that gives its members to several types; empty for the first of them.</param>
/// <param name="IsModule">True for [PyModule].</param>
/// <param name="PythonName">The name of the type or module.</param>
/// <param name="TypeExpression">For types, the TypeObject.</param>
/// <param name="ComesWith">For types, the module that brings them; null for the start.</param>
/// <param name="Doc">__doc__ or null.</param>
/// <param name="Locks">True when its members run in a critical section of self.</param>
/// <param name="Members">Functions and methods.</param>
/// <param name="Properties">Getters with their setters.</param>
/// <param name="Constants">Constants.</param>
/// <param name="Initializers">Methods marked [PyModuleInit].</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record BindingClass(
    string Namespace,
    string Name,
    string FullName,
    string Suffix,
    bool IsModule,
    string PythonName,
    string TypeExpression,
    string? ComesWith,
    string? Doc,
    bool Locks,
    EquatableArray<MemberModel> Members,
    EquatableArray<PropertyModel> Properties,
    EquatableArray<ConstantModel> Constants,
    EquatableArray<string> Initializers,
    EquatableArray<DiagnosticModel> Diagnostics)
{
    /// <summary>The generated class.</summary>
    public string BindingClassName => $"{Name}Binding{Suffix}";

    /// <summary>The generated class, with its namespace.</summary>
    public string BindingName => $"global::{(Namespace.Length == 0 ? "" : Namespace + ".")}{BindingClassName}";
}

/// <summary>How a member is called; the names are those of the run-time enum NativeKind.</summary>
internal enum MemberKind
{
    Function,
    Method,
    ClassMethod,
    Static,
}

/// <summary>A function or method.</summary>
/// <param name="Kind">How it is called; a __new__ is Static.</param>
/// <param name="PythonName">Its Python name.</param>
/// <param name="CSharpName">The method's name.</param>
/// <param name="TakesThread">True when the first parameter is the ThreadState.</param>
/// <param name="Leading">What comes before the arguments.</param>
/// <param name="LeadingType">The C# class of self.</param>
/// <param name="Parameters">The arguments' parameters.</param>
/// <param name="IsRaw">True when it takes the arguments and keywords as they come.</param>
/// <param name="Result">What it returns.</param>
/// <param name="ResultMayFail">True when null says that an exception is set.</param>
/// <param name="ReleasesGil">True when it runs without the interpreter's lock.</param>
/// <param name="IsLockFree">True when it needs no critical section of self although its class has them.</param>
/// <param name="Coexists">True when a special method stands in the namespace as an ordinary method.</param>
/// <param name="IsSequence">True when a call by name raises where the operator gets NotImplemented.</param>
/// <param name="Doc">__doc__ or null.</param>
/// <param name="Signature">__text_signature__ when it is not made of the parameters: empty for none; null otherwise.</param>
/// <param name="Location">Where it stands.</param>
internal sealed record MemberModel(
    MemberKind Kind,
    string PythonName,
    string CSharpName,
    bool TakesThread,
    LeadingKind Leading,
    string LeadingType,
    EquatableArray<ParameterModel> Parameters,
    bool IsRaw,
    ResultKind Result,
    bool ResultMayFail,
    bool ReleasesGil,
    bool IsLockFree,
    bool Coexists,
    bool IsSequence,
    string? Doc,
    string? Signature,
    LocationModel? Location)
{
    public bool IsNew => PythonName == "__new__";

    /// <summary>1 when self or the class stands before the arguments.</summary>
    public int LeadingCount => Kind is MemberKind.Method or MemberKind.ClassMethod || IsNew ? 1 : 0;
}

/// <summary>The parameter before the arguments.</summary>
internal enum LeadingKind
{
    None,

    /// <summary>self as a Value.</summary>
    Value,

    /// <summary>self as an instance of the type's C# class.</summary>
    Instance,

    /// <summary>The TypeObject of a class method or __new__.</summary>
    Class,
}

/// <summary>What a parameter's C# type asks of its argument.</summary>
internal enum ParameterKind
{
    Value,
    Long,
    Int,
    Double,
    Bool,
    String,
    BigInteger,
    Bytes,
    Doubles,
    Object,
    Arguments,
}

/// <summary>How an argument may be passed.</summary>
internal enum Passing
{
    Positional,
    PositionalOrKeyword,
    KeywordOnly,
}

/// <param name="Name">The C# name.</param>
/// <param name="PythonName">The Python name.</param>
/// <param name="Kind">The conversion.</param>
/// <param name="Type">The C# class, for <see cref="ParameterKind.Object"/>.</param>
/// <param name="Passing">How it may be passed.</param>
/// <param name="IsOptional">True when it may be absent.</param>
/// <param name="Default">C# text of the default.</param>
/// <param name="DefaultText">The default in __text_signature__.</param>
/// <param name="IsNullable">True when null is a value of the C# type.</param>
/// <param name="AcceptsNone">True when None stands for the default.</param>
internal sealed record ParameterModel(
    string Name,
    string PythonName,
    ParameterKind Kind,
    string Type,
    Passing Passing,
    bool IsOptional,
    string Default,
    string DefaultText,
    bool IsNullable,
    bool AcceptsNone);

/// <summary>What a native returns.</summary>
internal enum ResultKind
{
    Value,
    Void,
    Long,
    Double,
    Bool,
    String,
    BigInteger,
    Bytes,
    Object,
}

/// <summary>An attribute: its getter and, when it has one, its setter.</summary>
internal sealed record PropertyModel(
    string PythonName,
    string Getter,
    bool GetterTakesThread,
    LeadingKind Leading,
    string LeadingType,
    ResultKind Result,
    bool ResultMayFail,
    string? Setter,
    string? Doc);

/// <summary>A constant: a static field or property.</summary>
internal sealed record ConstantModel(string PythonName, string CSharpName, ResultKind Kind);
