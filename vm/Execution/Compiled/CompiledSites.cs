using Pyl.VM.Execution.Handlers;

namespace Pyl.VM.Execution.Compiled;

/// <summary>
/// The inline caches that a body was made from. What a place has found since then shows there first: where a program's classes have become others (a module that is
/// run again, a class statement in a function), the short forms fail, their handlers do all the work, and nothing else would tell.
/// </summary>
internal sealed class CompiledSites
{
    private sealed record SiteKey(object?[] Caches, int Index);

    private readonly Dictionary<SiteKey, SiteCache?> _seen = [];

    /// <summary>The content of a place, which the body being written is made for.</summary>
    public object? Read(object?[] caches, int index)
    {
        object? content = caches[index];
        _seen.TryAdd(new SiteKey(caches, index), content as SiteCache);
        return content;
    }

    /// <summary>True when some place has met a class that it did not know. Places that see any number of classes do not count.</summary>
    public bool AreOutdated()
    {
        foreach ((SiteKey site, SiteCache? seen) in _seen)
        {
            if (IsOutdated(site.Caches[site.Index], seen))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets what such places knew before: the classes that still come there will be found again.</summary>
    public void Renew()
    {
        foreach ((SiteKey site, SiteCache? seen) in _seen)
        {
            if (site.Caches[site.Index] is SiteCache found && IsOutdated(found, seen))
            {
                site.Caches[site.Index] = found.Alone();
            }
        }
    }

    private static bool IsOutdated(object? content, SiteCache? seen) => content is SiteCache { SeesMany: false } && !ReferenceEquals(content, seen);
}
