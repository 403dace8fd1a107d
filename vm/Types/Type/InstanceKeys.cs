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
    private volatile Dictionary<StrObject, int> _indices = new(ReferenceComparer.Instance);

    /// <summary>Index of the first shared name: [0] is the dict, then come __slots__ members.</summary>
    public int FirstIndex { get; } = firstIndex;

    /// <summary>Length that a new instance's array should have.</summary>
    public int Length => FirstIndex + _names.Length;

    /// <summary>Names in index order.</summary>
    public ReadOnlySpan<StrObject> Names => _names;

    /// <summary>The index of an interned name, or -1.</summary>
    public int Find(StrObject name) => _indices.TryGetValue(name, out int index) ? index : -1;

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
            if (_indices.TryGetValue(name, out found))
            {
                return found;
            }

            if (_names.Length >= MaxNames)
            {
                return -1;
            }

            int index = FirstIndex + _names.Length;
            _indices = new Dictionary<StrObject, int>(_indices, _indices.Comparer) { [name] = index };
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
