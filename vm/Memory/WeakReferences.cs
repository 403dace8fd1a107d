using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Memory;

/// <summary>
/// The weak references to each object, beside the object: few objects have any. An entry is found by identity and lives as
/// long as its object (ephemeron table).
/// </summary>
internal static class WeakReferences
{
    private static readonly ConditionalWeakTable<PyObject, List<WeakReferenceObject>> s_table = [];

    /// <summary>Registers a weak reference; <paramref name="reference"/> is kept weakly: it unregisters itself when it dies.</summary>
    public static void Add(PyObject target, WeakReferenceObject reference)
    {
        List<WeakReferenceObject> list = s_table.GetValue(target, static _ => []);
        lock (list)
        {
            list.Add(reference);
        }

        target.Status |= ObjectFlags.HasWeakReferences;
    }

    public static void Remove(PyObject target, WeakReferenceObject reference)
    {
        if (s_table.TryGetValue(target, out List<WeakReferenceObject>? list))
        {
            lock (list)
            {
                list.Remove(reference);
            }
        }
    }

    /// <summary>The live weak references to the object, oldest first; not retained.</summary>
    public static WeakReferenceObject[] Of(PyObject target)
    {
        if ((target.Status & ObjectFlags.HasWeakReferences) == 0 || !s_table.TryGetValue(target, out List<WeakReferenceObject>? list))
        {
            return [];
        }

        lock (list)
        {
            return [.. list];
        }
    }

    /// <summary>The object dies: clears its weak references, then runs the callbacks, newest first.</summary>
    public static void Clear(ThreadState thread, PyObject target)
    {
        if (!s_table.TryGetValue(target, out List<WeakReferenceObject>? list))
        {
            return;
        }

        WeakReferenceObject[] references;
        lock (list)
        {
            references = [.. list];
            list.Clear();
        }

        s_table.Remove(target);
        var withCallback = new List<WeakReferenceObject>();
        foreach (WeakReferenceObject reference in references)
        {
            reference.Clear();
            if (!reference.Callback.IsNone)
            {
                RefCount.Retain(thread, reference);
                withCallback.Add(reference);
            }
        }

        ExceptionObject? inFlight = thread.Exception;
        thread.Exception = null;
        for (int i = withCallback.Count - 1; i >= 0; i--)
        {
            WeakReferenceObject reference = withCallback[i];
            Value callback = reference.Callback;
            reference.Callback = Value.None;
            Value result = thread.Call(callback, Value.Of(reference));
            if (result.IsError)
            {
                Unraisable.Report(thread, "Exception ignored while calling weakref callback", callback);
            }
            else
            {
                thread.Release(result);
            }

            thread.Release(callback);
            RefCount.Release(thread, reference);
        }

        thread.Exception = inFlight;
    }
}
