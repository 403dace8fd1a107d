using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Binding;

/// <summary>
/// A static class whose members are the methods of the builtin type <paramref name="name"/>. The generator makes
/// <c>Install(TypeObject)</c> for it: the entries of the type's namespace and its special-method slots. Several classes may
/// contribute to one type; a class with the attribute several times gives its members to each of the types.
/// </summary>
/// <param name="name">The Python name, e.g. "list".</param>
/// <param name="instance">The C# class of the instances; methods' first parameter <c>self</c> has this type or <see cref="Value"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PyTypeAttribute(string name, Type instance) : Attribute
{
    public string Name { get; } = name;

    public Type Instance { get; } = instance;

    public string? Doc { get; set; }

    /// <summary>
    /// In free threading, methods and properties run in a critical section of self (Argument Clinic's @critical_section):
    /// for types whose instances change.
    /// </summary>
    public bool Locks { get; set; }

    /// <summary>
    /// The field of <see cref="BuiltinTypes"/> that holds the type, when it is not the name of the instances' class without
    /// "Object". A static member Type of the methods' class comes before both.
    /// </summary>
    public string? Field { get; set; }

    /// <summary>The class whose field that is, when it is neither <see cref="BuiltinTypes"/> nor <see cref="ExceptionTypes"/>.</summary>
    public Type? Holder { get; set; }

    /// <summary>The builtin module that the type comes with: it is brought to life when that is first imported, and at the start without one.</summary>
    public string? Module { get; set; }
}

/// <summary>A static class whose members are the functions of the builtin module <paramref name="name"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PyModuleAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    public string? Doc { get; set; }
}

/// <summary>
/// A method of a builtin type; without a name, the C# name in snake_case. A dunder name that has a special-method slot
/// fills the slot as well as the namespace. Parameters: optional ThreadState first, then self, then the arguments.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public class PyMethodAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;

    /// <summary>The text of <c>__doc__</c>, without the signature.</summary>
    public string? Doc { get; set; }

    /// <summary>
    /// The text of <c>__text_signature__</c> (<c>"($module, iterable, /, *, key=None)"</c>) of a function that takes its arguments as they come;
    /// empty for None. Without it the parameters are the signature.
    /// </summary>
    public string? Signature { get; set; }

    /// <summary>
    /// In the namespace a special method stands as an ordinary method (method_descriptor), as CPython has it for
    /// list.__getitem__, dict.__getitem__, dict.__contains__ and set.__contains__ (METH_COEXIST); the slot is filled all the same.
    /// </summary>
    public bool Coexist { get; set; }

    /// <summary>
    /// A binary operator that is a sequence slot in CPython (sq_concat, sq_repeat): called by its name it raises TypeError
    /// instead of returning NotImplemented, which only the operator needs to see.
    /// </summary>
    public bool Sequence { get; set; }

    /// <summary>It needs no critical section of self in free threading: it only reads, as <see cref="Sync.SharedSlots"/> has it, or takes the lock itself for a moment.</summary>
    public bool LockFree { get; set; }
}

/// <summary>A class method of a builtin type: after the optional ThreadState comes the TypeObject it was called on.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyClassMethodAttribute(string? name = null) : PyMethodAttribute(name);

/// <summary>A static method of a builtin type; <c>__new__</c> is one (its first argument is the TypeObject).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyStaticMethodAttribute(string? name = null) : PyMethodAttribute(name);

/// <summary>A function of a builtin module.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyFunctionAttribute(string? name = null) : PyMethodAttribute(name)
{
    /// <summary>
    /// Runs without the interpreter's lock and must not touch counted objects, so its parameters are numbers, strings
    /// and spans of numbers only; the generator refuses others.
    /// </summary>
    public bool ReleasesGil { get; set; }
}

/// <summary>The getter of an attribute of a builtin type: <c>Value Name(ThreadState, Self)</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyGetterAttribute(string name) : PyMethodAttribute(name);

/// <summary>The setter of an attribute: <c>bool Name(ThreadState, Self, Value)</c>, false when an exception is set; the marker <see cref="Value.Unbound"/> means deletion.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PySetterAttribute(string name) : PyMethodAttribute(name);

/// <summary>A constant of a builtin module or type: a static readonly field or property convertible to a Value (Value, PyObject, long, double, bool, string).</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class PyConstantAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>Run when the module is made: <c>bool Name(ThreadState, ModuleObject)</c>, false when an exception is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyModuleInitAttribute : Attribute;

/// <summary>From this parameter on, arguments may be passed by keyword too (parameters are positional-only by default).</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class KeywordAttribute(string? name = null) : Attribute
{
    /// <summary>The Python name when it differs from the C# name in snake_case.</summary>
    public string? Name { get; } = name;
}

/// <summary>From this parameter on, arguments are keyword-only.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class KeywordOnlyAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;
}

/// <summary>
/// The argument may be absent; a parameter of type <see cref="Value"/> is then <see cref="Value.Unbound"/>, because the
/// C# default of Value is the int 0. Other types use a C# default value instead.
/// </summary>
/// <param name="text">The default in __text_signature__.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OptionalAttribute(string? text = null) : Attribute
{
    public string? Text { get; } = text;
}

/// <summary>None is accepted for the parameter and stands for its default (null for references).</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class NoneAsDefaultAttribute : Attribute;
