using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _weakref, on which weakref is built.</summary>
[PyModule("_weakref", Doc = "Weak-reference support module.")]
internal static class WeakrefModule
{
    [PyConstant("ref")]
    internal static Value Reference => Value.Of(BuiltinTypes.WeakReference);

    [PyConstant("ReferenceType")]
    internal static Value ReferenceType => Value.Of(BuiltinTypes.WeakReference);

    [PyConstant("ProxyType")]
    internal static Value ProxyType => Value.Of(BuiltinTypes.WeakProxy);

    [PyConstant("CallableProxyType")]
    internal static Value CallableProxyType => Value.Of(BuiltinTypes.WeakCallableProxy);

    [PyFunction("proxy", Doc = "Create a proxy object that weakly references 'object'.\n\n'callback', if given, is called with a reference to the\nproxy when 'object' is about to be finalized.")]
    public static Value Proxy(ThreadState thread, Value @object, [Optional] Value callback)
    {
        TypeObject type = @object.Type.Slot(SpecialMethod.Call).IsDefined ? BuiltinTypes.WeakCallableProxy : BuiltinTypes.WeakProxy;
        return WeakReferenceMaking.Make(thread, type, @object, callback.IsUnbound ? Value.None : callback);
    }

    [PyFunction("getweakrefcount", Doc = "Return the number of weak references to 'object'.")]
    public static long Count(ThreadState thread, Value @object) => @object.Ref is { } target && !@object.IsFloat ? WeakReferences.Of(target).Length : 0;

    [PyFunction("getweakrefs", Doc = "Return a list of all weak reference objects pointing to 'object'.")]
    public static Value All(ThreadState thread, Value @object)
    {
        var list = new ListObject(thread);
        if (@object.Ref is { } target && !@object.IsFloat)
        {
            // Those that are given again come first, then the newest.
            foreach (WeakReferenceObject reference in WeakReferences.Of(target).Reverse().OrderBy(static r => r.IsReusable ? 0 : 1))
            {
                if (RefCount.TryRetain(thread, reference))
                {
                    list.Add(Value.Of(reference));
                }
            }
        }

        return Value.Of(list);
    }

    [PyFunction("_remove_dead_weakref", Doc = "Atomically remove key from dict if it points to a dead weakref.")]
    public static Value RemoveDead(ThreadState thread, DictObject dct, Value key)
    {
        Value found = dct.Get(thread, key);
        if (found.IsError)
        {
            return found;
        }

        if (found.Ref is WeakReferenceObject { Target: null } && dct.Remove(thread, key) < 0)
        {
            return Value.Error;
        }

        return found.IsUnbound || found.Ref is WeakReferenceObject ? Value.None : thread.TypeError("not a weakref");
    }
}
