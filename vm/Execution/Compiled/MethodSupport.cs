using System.Runtime.CompilerServices;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled;

/// <summary>Methods for emitted code: which function an instance's class has, and the instance as its first argument. False means: the handler does it.</summary>
internal static class MethodSupport
{
    /// <summary>LoadMethod by its cache, which may have entries for several classes: the function and the instance into two registers that hold nothing counted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMethod(ThreadState thread, ref Value target, ref Value result, MethodCache cache, bool isTemporary)
    {
        if (FindMethod(ref target, cache) is not { } method)
        {
            return false;
        }

        PutSelf(thread, ref target, ref result, isTemporary);
        RefCount.Retain(thread, method);
        result = Value.Of(method);
        return true;
    }

    /// <summary>True when the cache's method is the one of the instance in the register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsMethodOf(ref Value target, MethodCache cache)
    {
        Value self = target;
        return ReferenceEquals(self.Type.Version, cache.Version) && cache.Applies(self);
    }

    /// <summary>True when the manager in the register has the methods of with that the cache knows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsManagerOf(ref Value target, WithCache cache) => target.Ref is { } reference && ReferenceEquals(reference.Type.Version, cache.Version);

    /// <summary>As <see cref="IsMethodOf"/> for methods of a builtin type whose instances have nothing that could hide them, and are objects.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOfBuiltin(ref Value target, TypeObject type) => target.Ref is { } reference && ReferenceEquals(reference.Type, type);

    /// <summary>The method that a site which saw several classes has for the instance in the register, borrowed; null when it has none.</summary>
    public static PyObject? FindMethod(ref Value target, MethodCache site)
    {
        Value self = target;
        object version = self.Type.Version;
        for (SiteCache? entry = site; entry is not null; entry = entry.Next)
        {
            if (ReferenceEquals(version, entry.Version) && entry is MethodCache method && method.Applies(self))
            {
                return method.Function;
            }
        }

        return null;
    }

    /// <summary>The instance goes into the register of the first argument.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutSelf(ThreadState thread, ref Value target, ref Value result, bool isTemporary) =>
        Unsafe.Add(ref result, 1) = Support.Take(thread, ref target, isTemporary);

    /// <summary>super() of the class in the cell finds the cache's function for the instance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSuper(CellObject ofClass, ref Value self, SuperMethodCache cache) =>
        ReferenceEquals(ofClass.Content, cache.ThisClass) && ReferenceEquals(self.Type.Version, cache.Version);
}
