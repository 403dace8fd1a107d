using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>The TypeError of a key that cannot be hashed says what it was wanted for (CPython 3.14).</summary>
internal static class UnhashableKey
{
    /// <summary>Replaces an exact TypeError in flight by "cannot use 'list' as a dict key (unhashable type: 'list')".</summary>
    public static void Explain(ThreadState thread, Value key, string role)
    {
        if (!ReferenceEquals(thread.Exception!.Type, ExceptionTypes.TypeError))
        {
            return;
        }

        ExceptionObject original = thread.TakeException();
        string? text = Operators.StrText(thread, Value.Of(original));
        if (text is not null)
        {
            thread.TypeError($"cannot use '{FullName(key.Type)}' as a {role} ({text})");
        }

        RefCount.Release(thread, original);
    }

    /// <summary>The qualified name, with the module unless it is builtins or __main__.</summary>
    private static string FullName(TypeObject type)
    {
        if (!type.IsHeap)
        {
            return type.Name;
        }

        string name = type.QualifiedName ?? type.ShortName;
        return type.Namespace.GetName(Names.Module).Ref?.ToString() is { } module and not "__main__" ? $"{module}.{name}" : name;
    }
}
