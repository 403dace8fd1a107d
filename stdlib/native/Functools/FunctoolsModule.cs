using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Functools;

/// <summary>The module _functools, the native part of functools (CPython Modules/_functoolsmodule.c).</summary>
[PyModule("_functools", Doc = "Tools that operate on functions.")]
internal static class FunctoolsModule
{
    [PyConstant("partial")]
    public static TypeObject Partial => PartialMethods.Type;

    [PyConstant("_PlaceholderType")]
    public static TypeObject PlaceholderType => PlaceholderMethods.Type;

    [PyConstant("Placeholder")]
    public static PlaceholderObject Placeholder => PlaceholderObject.Instance;

    [PyConstant("_lru_cache_wrapper")]
    public static TypeObject LruCacheWrapper => LruCacheMethods.Type;

    [PyFunction("cmp_to_key", Doc = "Convert a cmp= function into a key= function.")]
    public static Value CmpToKey(ThreadState thread, [Keyword] Value mycmp) => Value.Of(new KeyWrapperObject(thread, thread.Retain(mycmp), Value.Unbound));

    [PyFunction("reduce", Doc = "Apply a function of two arguments cumulatively to the items of an iterable, from left to right.\n\nThis effectively reduces the iterable to a single value.  If initial is present,\nit is placed before the items of the iterable in the calculation, and serves as\na default when the iterable is empty.\n\nFor example, reduce(lambda x, y: x+y, [1, 2, 3, 4, 5])\ncalculates ((((1 + 2) + 3) + 4) + 5).")]
    public static Value Reduce(ThreadState thread, Value function, Value iterable, [Keyword, Optional] Value initial)
    {
        Value iterator = Items.Iterator(thread, iterable);
        if (iterator.IsError)
        {
            return thread.ClearIf(ExceptionTypes.TypeError) ? thread.TypeError("reduce() arg 2 must support iteration") : iterator;
        }

        Value total = initial.IsUnbound ? initial : thread.Retain(initial);
        Value item;
        while (true)
        {
            item = Items.Next(thread, iterator);
            if (item.IsEnd || item.IsError)
            {
                break;
            }

            if (total.IsUnbound)
            {
                total = item;
                continue;
            }

            Value next = thread.Call(function, total, item);
            thread.Release(total);
            thread.Release(item);
            total = next;
            if (next.IsError)
            {
                break;
            }
        }

        thread.Release(iterator);
        if (item.IsError)
        {
            thread.Release(total);
            return item;
        }

        return total.IsUnbound ? thread.TypeError("reduce() of empty iterable with no initial value") : total;
    }

    /// <summary>A type of the module functools.</summary>
    internal static TypeObject MakeType(string name, TypeFlags flags) => new(BuiltinTypes.Type, name, BuiltinTypes.Object, flags) { Module = "functools" };
}
