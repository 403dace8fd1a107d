using System.Runtime.CompilerServices;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>
/// What places have found that see more classes than they remember themselves, by class and name: one table for all such places of a thread
/// (the stub cache of V8, itself after the method cache of Smalltalk-80). An entry that another one replaces is simply found again.
/// </summary>
internal sealed class SiteMemo
{
    private const int Size = 1024;

    private readonly Entry[] _entries = new Entry[Size];

    /// <summary>The entry for a name and a version of a class; null when there is none.</summary>
    public SiteCache? Find(StrObject name, object version)
    {
        ref Entry entry = ref _entries[Place(name, version)];
        return ReferenceEquals(entry.Name, name) && ReferenceEquals(entry.Cache.Version, version) ? entry.Cache : null;
    }

    /// <summary>Keeps an entry for others of the name and the version.</summary>
    public void Keep(StrObject name, SiteCache cache) => _entries[Place(name, cache.Version)] = new Entry(name, cache);

    private static int Place(StrObject name, object version) => ((int)name.Hash ^ RuntimeHelpers.GetHashCode(version)) & (Size - 1);

    private readonly record struct Entry(StrObject Name, SiteCache Cache);
}
