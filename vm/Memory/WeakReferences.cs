using System.Runtime.CompilerServices;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Memory;

/// <summary>
/// The weak references to each object, beside the object: few objects have any. An entry is found by identity and lives as
/// long as its object (ephemeron table).
/// </summary>
internal static class WeakReferences
{
    private static readonly ConditionalWeakTable<PyObject, Entry> s_table = [];

    /// <summary>Registers a weak reference, which unregisters itself when it dies. The result is the way to the target that all its weak references share.</summary>
    public static WeakReference<PyObject> Add(ThreadState thread, PyObject target, WeakReferenceObject reference)
    {
        if (!s_table.TryGetValue(target, out Entry? entry))
        {
            var made = new Entry(target, thread.Interpreter.Unreachable);
            entry = s_table.GetValue(target, _ => made);
            if (target.OwnerId != RefCount.Uncounted && ReferenceEquals(entry, made))
            {
                thread.Watched++;
            }
        }

        lock (entry)
        {
            entry.References.Add(reference);
        }

        target.Status |= ObjectFlags.HasWeakReferences;
        if (FreeThreading.IsOn)
        {
            RefCount.AllowTrying(target);
        }

        return entry.Handle;
    }

    public static void Remove(PyObject target, WeakReferenceObject reference)
    {
        if (s_table.TryGetValue(target, out Entry? entry))
        {
            lock (entry)
            {
                entry.References.Remove(reference);
            }
        }
    }

    /// <summary>The live weak references to the object, oldest first; not retained.</summary>
    public static WeakReferenceObject[] Of(PyObject target)
    {
        if ((target.Status & ObjectFlags.HasWeakReferences) == 0 || !s_table.TryGetValue(target, out Entry? entry))
        {
            return [];
        }

        lock (entry)
        {
            return [.. entry.References];
        }
    }

    /// <summary>The object dies: clears its weak references, then runs the callbacks, newest first. True when there were any callbacks.</summary>
    public static bool Clear(ThreadState thread, PyObject target)
    {
        if (!s_table.TryGetValue(target, out Entry? entry))
        {
            return false;
        }

        WeakReferenceObject[] references;
        lock (entry)
        {
            references = [.. entry.References];
            entry.References.Clear();
        }

        s_table.Remove(target);
        GC.SuppressFinalize(entry);
        if (target.OwnerId != RefCount.Uncounted)
        {
            thread.Watched--;
        }

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
        return withCallback.Count > 0;
    }

    /// <summary>
    /// The weak references to one object. Refers to the object, so that both become unreachable together and the finaliser can
    /// still report it.
    /// </summary>
    private sealed class Entry(PyObject target, Unreachable unreachable)
    {
        public readonly List<WeakReferenceObject> References = [];

        /// <summary>Empty from the moment that the host GC finds the target unreachable.</summary>
        public readonly WeakReference<PyObject> Handle = new(target);

        ~Entry()
        {
            if (References.Count > 0)
            {
                unreachable.Add(target);
            }
        }
    }
}
