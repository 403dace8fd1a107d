using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Attributes that are members of a struct in CPython: setting and deleting them is refused in other words than for getset descriptors.</summary>
internal static class ReadOnlyMember
{
    public static bool Refuse(ThreadState thread)
    {
        thread.Raise(ExceptionTypes.AttributeError, "readonly attribute");
        return false;
    }
}
