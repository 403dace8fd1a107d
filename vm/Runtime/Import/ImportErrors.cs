using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>ImportError and ModuleNotFoundError with their attributes.</summary>
internal static class ImportErrors
{
    public static Value NotFound(ThreadState thread, string message, string name) => Raise(thread, ExceptionTypes.ModuleNotFoundError, message, name, null, null);

    /// <summary>Drops the exception in flight when it says that just this module does not exist.</summary>
    public static bool ClearNotFound(ThreadState thread, string name)
    {
        if (thread.Exception is { } exception && exception.Type.IsSubtypeOf(ExceptionTypes.ModuleNotFoundError)
            && exception.Members is { } members && members[ExceptionMembers.Name] is StrObject missing && missing.ToString() == name)
        {
            thread.ClearException();
            return true;
        }

        return false;
    }

    public static Value CannotImportName(ThreadState thread, Value module, Value moduleName, StrObject name)
    {
        string from = moduleName.Ref is StrObject text ? text.ToString() : "<unknown module name>";
        if (!moduleName.IsUnbound)
        {
            thread.Release(moduleName);
        }

        string? path = ((module.Ref as ModuleObject)?.Namespace.GetName(Names.File).Ref as StrObject)?.ToString();
        bool initialising = ModuleLoading.IsInitialising(thread, from);
        string message = Shadowing.Advice(thread, from, path, initialising) is { } advice
            ? $"cannot import name '{name}' from '{from}'{advice}"
            : initialising
            ? $"cannot import name '{name}' from partially initialized module '{from}' (most likely due to a circular import) ({path ?? "unknown location"})"
            : $"cannot import name '{name}' from '{from}' ({path ?? "unknown location"})";
        return Raise(thread, ExceptionTypes.ImportError, message, from, path, name);
    }

    /// <summary>The text of AttributeError for a module, which knows of circular imports.</summary>
    public static string NoAttribute(ThreadState thread, ModuleObject module, StrObject name)
    {
        if (module.Namespace.GetName(Names.Name).Ref is not StrObject)
        {
            return $"module has no attribute '{name}'";
        }

        string text = module.DisplayName();
        string? path = (module.Namespace.GetName(Names.File).Ref as StrObject)?.ToString();
        bool initialising = ModuleLoading.IsInitialising(thread, text);
        if (Shadowing.Advice(thread, text, path, initialising) is { } advice)
        {
            return $"module '{text}' has no attribute '{name}'{advice}";
        }

        return initialising
            ? $"partially initialized module '{text}'{(path is null ? "" : $" from '{path}'")} has no attribute '{name}' (most likely due to a circular import)"
            : $"module '{text}' has no attribute '{name}'";
    }

    private static Value Raise(ThreadState thread, TypeObject type, string message, string name, string? path, StrObject? nameFrom)
    {
        ExceptionObject exception = ExceptionObject.Make(thread, type, Value.Str(message));
        exception.Members = new object?[4];
        exception.Members[ExceptionMembers.Name] = StrObject.Intern(name);
        exception.Members[ExceptionMembers.Path] = path is null ? null : StrObject.Of(path);
        exception.Members[ExceptionMembers.NameFrom] = nameFrom;
        exception.Members[ExceptionMembers.ImportMessage] = StrObject.Of(message);
        return thread.RaiseObject(exception);
    }
}
