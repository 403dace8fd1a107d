using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>
/// The module gc. Counts free what is in no cycle; cycles are the .NET GC's (DESIGN 3), so generations, thresholds and
/// statistics are there for programs that set them, and decide nothing.
/// </summary>
[PyModule("gc", Doc = "This module provides access to the garbage collector for reference cycles.\n\nenable() -- Enable automatic garbage collection.\ndisable() -- Disable automatic garbage collection.\nisenabled() -- Returns true if automatic collection is enabled.\ncollect() -- Do a full collection right now.\nget_count() -- Return the current collection counts.\nget_stats() -- Return list of dictionaries containing per-generation stats.\nset_debug() -- Set debugging flags.\nget_debug() -- Get debugging flags.\nset_threshold() -- Set the collection thresholds.\nget_threshold() -- Return the current collection thresholds.\nget_objects() -- Return a list of all objects tracked by the collector.\nis_tracked() -- Returns true if a given object is tracked.\nis_finalized() -- Returns true if a given object has been already finalized.\nget_referrers() -- Return the list of objects that refer to an object.\nget_referents() -- Return the list of objects that an object refers to.\nfreeze() -- Freeze all tracked objects and ignore them for future collections.\nunfreeze() -- Unfreeze all objects in the permanent generation.\nget_freeze_count() -- Return the number of objects in the permanent generation.\n")]
internal static class GcModule
{
    private static readonly StrObject s_callbacks = StrObject.Intern("callbacks");

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        module.DefineConstant("garbage", Value.Of(new ListObject(thread)));
        module.DefineConstant("callbacks", Value.Of(new ListObject(thread)));
        foreach ((string name, int bit) in (ReadOnlySpan<(string, int)>)[("DEBUG_STATS", 1), ("DEBUG_COLLECTABLE", 2), ("DEBUG_UNCOLLECTABLE", 4), ("DEBUG_SAVEALL", 32), ("DEBUG_LEAK", 38)])
        {
            module.DefineConstant(name, Value.Int(bit));
        }

        return true;
    }

    [PyFunction("enable", Doc = "Enable automatic garbage collection.")]
    public static void Enable(ThreadState thread) => thread.Interpreter.FinalisesCycles = true;

    [PyFunction("disable", Doc = "Disable automatic garbage collection.")]
    public static void Disable(ThreadState thread) => thread.Interpreter.FinalisesCycles = false;

    [PyFunction("isenabled", Doc = "Returns true if automatic garbage collection is enabled.")]
    public static bool IsEnabled(ThreadState thread) => thread.Interpreter.FinalisesCycles;

    [PyFunction("collect", Doc = "Run the garbage collector.\n\nWith no arguments, run a full collection.  The optional argument\nmay be an integer specifying which generation to collect.  A ValueError\nis raised if the generation number is invalid.\n\nThe number of unreachable objects is returned.")]
    public static Value Collect(ThreadState thread, [Keyword] int generation = 2)
    {
        if (generation is < 0 or > 2)
        {
            return thread.ValueError("invalid generation");
        }

        if (!Notify(thread, "start", generation, 0))
        {
            return Value.Error;
        }

        int found = thread.Interpreter.CollectCycles(thread);
        State state = State.Of(thread);
        state.Collections[generation]++;
        state.Collected[generation] += found;
        return Notify(thread, "stop", generation, found) ? Value.Int(found) : Value.Error;
    }

    [PyFunction("get_count", Doc = "Return a three-tuple of the current collection counts.")]
    public static Value GetCount(ThreadState thread) => Numbers(GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));

    [PyFunction("get_threshold", Doc = "Return the current collection thresholds.")]
    public static Value GetThreshold(ThreadState thread) => Numbers(State.Of(thread).Thresholds);

    [PyFunction("set_threshold", Doc = "set_threshold(threshold0, [threshold1, [threshold2]])\nSet the collection thresholds (the collection frequency).\n\nSetting 'threshold0' to zero disables collection.")]
    public static Value SetThreshold(ThreadState thread, ReadOnlySpan<Value> thresholds)
    {
        if (thresholds.Length is 0 or > 3)
        {
            return thread.TypeError("gc.set_threshold requires 1 to 3 arguments");
        }

        for (int i = 0; i < thresholds.Length; i++)
        {
            if (!Bind.TryInt(thread, thresholds[i], out State.Of(thread).Thresholds[i]))
            {
                return Value.Error;
            }
        }

        return Value.None;
    }

    [PyFunction("get_stats", Doc = "Return a list of dictionaries containing per-generation statistics.")]
    public static Value GetStats(ThreadState thread)
    {
        State state = State.Of(thread);
        var list = new ListObject(thread);
        for (int i = 0; i < 3; i++)
        {
            var entry = new DictObject(thread);
            entry.SetName(thread, StrObject.Intern("collections"), Value.Int(state.Collections[i]));
            entry.SetName(thread, StrObject.Intern("collected"), Value.Int(state.Collected[i]));
            entry.SetName(thread, StrObject.Intern("uncollectable"), Value.Int(0));
            list.Add(Value.Of(entry));
        }

        return Value.Of(list);
    }

    [PyFunction("set_debug", Doc = "Set the garbage collection debugging flags.")]
    public static void SetDebug(ThreadState thread, int flags) => State.Of(thread).Debug = flags;

    [PyFunction("get_debug", Doc = "Get the garbage collection debugging flags.")]
    public static long GetDebug(ThreadState thread) => State.Of(thread).Debug;

    [PyFunction("freeze", Doc = "Freeze all current tracked objects and ignore them for future collections.")]
    public static void Freeze(ThreadState thread)
    {
    }

    [PyFunction("unfreeze", Doc = "Unfreeze all objects in the permanent generation.")]
    public static void Unfreeze(ThreadState thread)
    {
    }

    [PyFunction("get_freeze_count", Doc = "Return the number of objects in the permanent generation.")]
    public static long GetFreezeCount(ThreadState thread) => 0;

    /// <summary>Nothing keeps a list of all objects.</summary>
    [PyFunction("get_objects", Doc = "Return a list of objects tracked by the collector (excluding the list returned).")]
    public static Value GetObjects(ThreadState thread, [Keyword, Optional("None")] Value generation) => Value.Of(new ListObject(thread));

    /// <summary>As get_objects: who refers to an object is not known.</summary>
    [PyFunction("get_referrers", Doc = "Return the list of objects that directly refer to any of 'objs'.")]
    public static Value GetReferrers(ThreadState thread, ReadOnlySpan<Value> objs) => Value.Of(new ListObject(thread));

    [PyFunction("get_referents", Doc = "Return the list of objects that are directly referred to by 'objs'.")]
    public static Value GetReferents(ThreadState thread, ReadOnlySpan<Value> objs)
    {
        var list = new ListObject(thread);
        foreach (Value value in objs)
        {
            Referents.Add(thread, list, value);
        }

        return Value.Of(list);
    }

    [PyFunction("is_tracked", Doc = "Returns true if the object is tracked by the garbage collector.")]
    public static bool IsTracked(ThreadState thread, Value obj) => Referents.MayHave(obj);

    [PyFunction("is_finalized", Doc = "Returns true if the object has been already finalized by the GC.")]
    public static bool IsFinalized(ThreadState thread, Value obj) => obj.Ref is { } reference && !obj.IsFloat && reference.HasRunFinalizer;

    private static bool Notify(ThreadState thread, string phase, int generation, int found)
    {
        if (thread.Interpreter.Modules.GetName(StrObject.Intern("gc")).Ref is not ModuleObject module
            || module.Namespace.GetName(s_callbacks).Ref is not ListObject { Count: > 0 } callbacks)
        {
            return true;
        }

        var info = new DictObject(thread);
        info.SetName(thread, StrObject.Intern("generation"), Value.Int(generation));
        info.SetName(thread, StrObject.Intern("collected"), Value.Int(found));
        info.SetName(thread, StrObject.Intern("uncollectable"), Value.Int(0));
        if (Iterables.ToArray(thread, Value.Of(callbacks)) is not { } copy)
        {
            return false;
        }

        foreach (Value callback in copy)
        {
            Value result = thread.Call(callback, Value.Str(phase), Value.Of(info));
            if (result.IsError)
            {
                Unraisable.Report(thread, "Exception ignored while calling GC callback", callback);
            }
            else
            {
                thread.Release(result);
            }

            thread.Release(callback);
        }

        thread.Release(Value.Of(info));
        return true;
    }

    private static Value Numbers(params ReadOnlySpan<int> numbers)
    {
        var items = new Value[numbers.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Value.Int(numbers[i]);
        }

        return Value.Of(new TupleObject(BuiltinTypes.Tuple, items));
    }

    private sealed class State
    {
        public int[] Thresholds { get; } = [2000, 10, 0];

        public long[] Collections { get; } = new long[3];

        public long[] Collected { get; } = new long[3];

        public int Debug { get; set; }

        public static State Of(ThreadState thread) => (State)thread.Interpreter.ModuleStates.GetOrAdd(typeof(State), static _ => new State());
    }
}
