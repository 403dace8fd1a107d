namespace Pyl.VM.Types;

/// <summary>Every builtin type, a base before what derives from it, in the order of creation.</summary>
internal static class AllTypes
{
    private static readonly List<TypeObject> s_types = [];

    /// <summary>A copy: modules make further types whenever a thread imports them.</summary>
    public static TypeObject[] InBaseOrder
    {
        get
        {
            lock (s_types)
            {
                return s_types.ToArray();
            }
        }
    }

    public static void Add(TypeObject type)
    {
        lock (s_types)
        {
            s_types.Add(type);
        }
    }
}
