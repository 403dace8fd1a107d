namespace Pyl.VM.Types;

/// <summary>
/// Attribute names that a class's instances share, each with its index in <c>Attributes</c> (PEP 412's split keys).
/// Append-only, so an index found once stays valid. Readers take no lock: the table is replaced, never changed.
/// </summary>
internal sealed class InstanceKeys(int firstIndex)
{
    /// <summary>Past this many names an instance keeps its attributes in a dict.</summary>
    private const int MaxNames = 60;

    private readonly Lock _lock = new();
    private volatile StrObject[] _names = [];

    /// <summary>Index of the first shared name: [0] is the dict, then come __slots__ members.</summary>
    public int FirstIndex { get; } = firstIndex;

    /// <summary>Length that a new instance's array should have.</summary>
    public int Length => FirstIndex + _names.Length;

    /// <summary>Names in index order.</summary>
    public ReadOnlySpan<StrObject> Names => _names;

    /// <summary>The index of an interned name, or -1.</summary>
    /// <remarks>Names are few and interned: comparing references one by one beats hashing.</remarks>
    public int Find(StrObject name)
    {
        StrObject[] names = _names;
        for (int i = 0; i < names.Length; i++)
        {
            if (ReferenceEquals(names[i], name))
            {
                return FirstIndex + i;
            }
        }

        return -1;
    }

    /// <summary>The index of an interned name, added when missing; -1 when the table is full.</summary>
    public int FindOrAdd(StrObject name)
    {
        int found = Find(name);
        if (found >= 0)
        {
            return found;
        }

        lock (_lock)
        {
            found = Find(name);
            if (found >= 0)
            {
                return found;
            }

            if (_names.Length >= MaxNames)
            {
                return -1;
            }

            int index = FirstIndex + _names.Length;
            _names = [.. _names, name];
            return index;
        }
    }
}

/// <summary>Interned strings are equal when they are the same object.</summary>
internal sealed class ReferenceComparer : IEqualityComparer<StrObject>
{
    public static readonly ReferenceComparer Instance = new();

    public bool Equals(StrObject? x, StrObject? y) => ReferenceEquals(x, y);

    public int GetHashCode(StrObject obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
}
