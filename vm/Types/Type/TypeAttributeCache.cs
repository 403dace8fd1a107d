using System.Collections.Concurrent;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Results of lookups along one type's MRO, thrown away as a whole when the type changes. Safe for concurrent use.</summary>
internal sealed class TypeAttributeCache
{
    /// <summary>Names looked up on one type are few; a program that makes names up must not fill the memory.</summary>
    private const int MaxEntries = 4096;

    // Borrowed: classes are uncounted, so what their namespaces hold stays until it is replaced, and then the cache is too.
    private readonly ConcurrentDictionary<StrObject, Box> _found = new(1, 7, ReferenceComparer.Instance);

    public bool TryGet(StrObject name, out Value value)
    {
        bool found = _found.TryGetValue(name, out Box? entry);
        value = found ? entry!.Value : default;
        return found;
    }

    public Value Fill(TypeObject type, StrObject name)
    {
        Value value = Value.Unbound;
        foreach (TypeObject link in type.Mro)
        {
            value = link.Namespace.GetName(name);
            if (!value.IsUnbound)
            {
                break;
            }
        }

        if (name.IsInterned && _found.Count < MaxEntries)
        {
            _found[name] = new Box(value);
        }

        return value;
    }

    /// <summary>An immutable box, because a Value tears.</summary>
    private sealed class Box(Value value)
    {
        public readonly Value Value = value;
    }
}
