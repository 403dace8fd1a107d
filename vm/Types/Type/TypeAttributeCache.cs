using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Results of lookups along one type's MRO, thrown away as a whole when the type changes. Safe for concurrent use.</summary>
internal sealed class TypeAttributeCache
{
    private const int Size = 64;

    // Borrowed: classes are uncounted, so what their namespaces hold stays until it is replaced, and then the cache is too.
    // Direct-mapped; an entry is immutable and published by one reference write, so no lock is needed.
    private readonly Entry?[] _entries = new Entry?[Size];

    public bool TryGet(StrObject name, out Value value)
    {
        Entry? entry = _entries[(int)name.Hash & (Size - 1)];
        if (entry is not null && ReferenceEquals(entry.Name, name))
        {
            value = entry.Value;
            return true;
        }

        value = default;
        return false;
    }

    public Value Fill(TypeObject type, StrObject name)
    {
        Value value = Value.Unbound;
        bool isVariable = false;
        foreach (TypeObject link in type.Mro)
        {
            value = link.Namespace.GetName(name);
            if (!value.IsUnbound)
            {
                isVariable = link.Variables is { } variables && variables.Contains(name);
                break;
            }
        }

        if (name.IsInterned && !isVariable)
        {
            _entries[(int)name.Hash & (Size - 1)] = new Entry(name, value);
        }

        return value;
    }

    /// <summary>An immutable box, because a Value tears.</summary>
    private sealed class Entry(StrObject name, Value value)
    {
        public readonly StrObject Name = name;
        public readonly Value Value = value;
    }
}
