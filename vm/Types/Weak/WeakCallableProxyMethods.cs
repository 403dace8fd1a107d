using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>weakref.CallableProxyType: a proxy whose referent can be called. All else it has from ProxyType's entries.</summary>
[PyType("CallableProxyType", typeof(WeakReferenceObject), Field = nameof(BuiltinTypes.WeakCallableProxy))]
internal static class WeakCallableProxyMethods
{
    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, WeakReferenceObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        Value target = ProxyOperations.Unwrap(thread, Value.Of(self));
        if (target.IsError)
        {
            return target;
        }

        Value result = Calls.CallVector(thread, target, arguments, keywords);
        thread.Release(target);
        return result;
    }
}
