using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The methods of callable_iterator (Objects/iterobject.c).</summary>
[PyType("callable_iterator", typeof(CallableIteratorObject), Locks = true)]
internal static class CallableIteratorMethods
{
    private static readonly StrObject s_iter = StrObject.Intern("iter");

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, CallableIteratorObject self)
    {
        if (self.Callable.IsUnbound)
        {
            return Value.End;
        }

        Value callable = thread.Retain(self.Callable);
        Value result = thread.Call(callable);
        thread.Release(callable);
        if (result.IsError)
        {
            if (!thread.ClearIf(ExceptionTypes.StopIteration))
            {
                return result;
            }

            self.Finish(thread);
            return Value.End;
        }

        // The call may have exhausted this iterator.
        if (self.Callable.IsUnbound)
        {
            thread.Release(result);
            return Value.End;
        }

        Value sentinel = thread.Retain(self.Sentinel);
        int equal = Comparison.Equal(thread, sentinel, result);
        thread.Release(sentinel);
        if (equal == 0)
        {
            return result;
        }

        thread.Release(result);
        if (equal < 0)
        {
            return Value.Error;
        }

        self.Finish(thread);
        return Value.End;
    }

    [PyMethod("__reduce__", Doc = "Return state information for pickling.")]
    public static Value Reduce(ThreadState thread, CallableIteratorObject self)
    {
        if (self.Callable.IsUnbound)
        {
            return IteratorState.Reduce(thread, Value.Unbound, 0);
        }

        Value function = thread.Retain(thread.Interpreter.Builtins.GetName(s_iter));
        Value arguments = Value.Of(TupleObject.Of(thread, [self.Callable, self.Sentinel]));
        return Value.Of(TupleObject.Steal(thread, [function, arguments]));
    }
}
