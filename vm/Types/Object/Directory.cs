using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>dir().</summary>
internal static class Directory
{
    /// <summary>object.__dir__: the instance's attributes and those of its class, unsorted.</summary>
    public static Value OfInstance(ThreadState thread, Value self)
    {
        var names = new DictObject(thread);
        Value own = Attributes.TryGet(thread, self, Names.Dict);
        if (own.IsError)
        {
            RefCount.Release(thread, names);
            return own;
        }

        if (own.Ref is DictObject dict)
        {
            AddKeys(thread, names, dict);
        }

        thread.Release(own.IsUnbound ? Value.None : own);
        foreach (TypeObject link in self.Type.Mro)
        {
            AddKeys(thread, names, link.Namespace);
        }

        var list = new ListObject(thread);
        for (int i = 0; i < names.Keys.Count; i++)
        {
            list.Add(names.Keys.Entries[i].Key);
        }

        RefCount.Release(thread, names);
        return Value.Of(list);
    }

    private static void AddKeys(ThreadState thread, DictObject names, DictObject source)
    {
        DictKeys keys = source.Keys;
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys.Entries[i].Content is not null && keys.Entries[i].Key.Ref is StrObject name)
            {
                names.SetName(thread, name, Value.None);
            }
        }
    }
}
