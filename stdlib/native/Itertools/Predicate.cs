using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>Calling predicates.</summary>
internal static class Predicate
{
    /// <summary>Truth of predicate(item): 1, 0, or -1 when an exception is set.</summary>
    public static int Call(ThreadState thread, Value predicate, Value item)
    {
        Value result = thread.Call(predicate, item);
        if (result.IsError)
        {
            return -1;
        }

        int truth = Operators.IsTrue(thread, result);
        thread.Release(result);
        return truth;
    }
}
