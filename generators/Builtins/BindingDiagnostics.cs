using Microsoft.CodeAnalysis;

namespace Pyl.Generators.Builtins;

/// <summary>What the binding generator refuses.</summary>
internal static class BindingDiagnostics
{
    public static readonly DiagnosticDescriptor UnsupportedParameter = Error("PYL101", "Unsupported parameter type", "Parameter '{0}' of '{1}' has type '{2}', which arguments cannot be converted to");

    public static readonly DiagnosticDescriptor DuplicateName = Error("PYL102", "Duplicate Python name", "'{0}' already has a member '{1}'");

    public static readonly DiagnosticDescriptor NotCallable = Error("PYL103", "Member is not static and accessible", "'{0}' must be static and internal or public");

    public static readonly DiagnosticDescriptor MissingSelf = Error("PYL104", "Missing self or class parameter", "'{0}' must take {1} before its arguments");

    public static readonly DiagnosticDescriptor MissingThread = Error("PYL105", "Missing ThreadState", "'{0}' must take the ThreadState first: it returns a reference or can fail");

    public static readonly DiagnosticDescriptor UnsupportedResult = Error("PYL106", "Unsupported return type", "'{0}' returns '{1}', which cannot be converted to a Value");

    public static readonly DiagnosticDescriptor ValueDefault = Error("PYL107", "Default of a Value", "Parameter '{0}' of '{1}' cannot say that it is absent: the default of Value is the int 0; mark it [Optional], which passes Value.Unbound");

    public static readonly DiagnosticDescriptor CountedWithoutLock = Error("PYL108", "Counted object without the lock", "'{0}' releases the lock, so '{1}' must be a number, a string or a span of numbers");

    public static readonly DiagnosticDescriptor SlotShape = Error("PYL109", "Wrong shape of a special method", "'{0}' must take {1}");

    public static readonly DiagnosticDescriptor ParameterOrder = Error("PYL110", "Parameters out of order", "Parameter '{0}' of '{1}' {2}");

    public static readonly DiagnosticDescriptor AccessorShape = Error("PYL111", "Wrong shape of an accessor", "'{0}' must be declared '{1}'");

    public static readonly DiagnosticDescriptor ImmediateClass = Error("PYL112", "Class of immediate values", "'{0}' of '{1}' is '{2}', whose instances are mostly immediate; take {3}");

    public static readonly DiagnosticDescriptor UnsupportedConstant = Error("PYL113", "Unsupported constant", "'{0}' must be a static field or property of type Value, PyObject, long, double, bool or string");

    public static readonly DiagnosticDescriptor InitializerShape = Error("PYL114", "Wrong shape of a module initializer", "'{0}' must be declared 'static bool {0}(ThreadState thread, ModuleObject module)'");

    public static readonly DiagnosticDescriptor WrongPlace = Error("PYL115", "Attribute in the wrong class", "'{0}': {1}");

    public static readonly DiagnosticDescriptor SetterAlone = Error("PYL116", "Setter without getter", "'{0}' sets '{1}', which has no getter in this class");

    public static readonly DiagnosticDescriptor UnknownType = Error("PYL117", "Unknown type", "Neither BuiltinTypes nor ExceptionTypes has a field '{1}' for '{0}'; name one with Field = nameof(BuiltinTypes.X), or give the class a static member Type");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Pyl.Builtins", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
