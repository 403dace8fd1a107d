using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// Attributes of a class that a program keeps assigning (<c>Base.created += 1</c>). Each assignment makes a class a new version, and all that
/// call sites know of it void. So a name that was assigned a few times becomes a variable of the class: nobody remembers its value any more,
/// only where it lies, and a plain value that takes another's place leaves the version as it is.
/// </summary>
internal sealed class ClassVariables
{
    /// <summary>Assignments after which a name is one.</summary>
    private const int AssignmentsUntilVariable = 4;

    /// <summary>Names that are counted.</summary>
    private const int MaxNames = 16;

    private readonly List<(StrObject Name, int Count)> _assigned = [];
    private volatile StrObject[] _names = [];

    /// <summary>True when the class's own attribute of that interned name is a variable.</summary>
    public bool Contains(StrObject name)
    {
        foreach (StrObject known in _names)
        {
            if (ReferenceEquals(known, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Notes that an attribute takes another value; true when the class keeps its version. Under the lock of changes of classes.
    /// </summary>
    /// <param name="type">The class.</param>
    /// <param name="name">Interned.</param>
    /// <param name="old">What its own namespace held; Unbound when it had none.</param>
    /// <param name="value">The new value.</param>
    public static bool Assigned(TypeObject type, StrObject name, Value old, Value value)
    {
        if (old.IsUnbound || !IsPlain(old) || !IsPlain(value) || (name.Length > 1 && name.CodePointAt(0) == '_' && name.CodePointAt(1) == '_'))
        {
            return false;
        }

        ClassVariables variables = type.Variables ??= new ClassVariables();
        if (variables.Contains(name))
        {
            return true;
        }

        // The change that makes it one still makes a new version: values that were remembered are void from then on.
        variables.Count(name);
        return false;
    }

    /// <summary>True for values that are no descriptors, can never become any, and are not called.</summary>
    public static bool IsPlain(Value value) =>
        value.Ref is null
        || (!value.Ref.Type.IsHeap && value.Ref is not (TypeObject or FunctionObject or NativeFunction)
            && !value.Ref.Type.Slot(SpecialMethod.Get).IsDefined && !value.Ref.Type.Slot(SpecialMethod.Set).IsDefined && !value.Ref.Type.Slot(SpecialMethod.Delete).IsDefined);

    private void Count(StrObject name)
    {
        int at = _assigned.FindIndex(entry => ReferenceEquals(entry.Name, name));
        if (at < 0)
        {
            if (_assigned.Count < MaxNames)
            {
                _assigned.Add((name, 1));
            }

            return;
        }

        int count = _assigned[at].Count + 1;
        _assigned[at] = (name, count);
        if (count == AssignmentsUntilVariable)
        {
            _names = [.. _names, name];
        }
    }
}
