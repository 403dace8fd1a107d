using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Embedding;

/// <summary>The end of an interpreter (CPython Python/import.c finalize_modules): __main__ first, then the others; sys and builtins stay.</summary>
internal static class Shutdown
{
    public static void ClearModules(ThreadState thread)
    {
        InterpreterState interpreter = thread.Interpreter;
        var leaving = new List<ModuleObject>();
        var staying = new List<ModuleObject>();
        DictKeys keys = interpreter.Modules.Keys;
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys.Entries[i].Content is not ModuleObject module)
            {
                continue;
            }

            bool stays = ReferenceEquals(module, interpreter.Sys) || ReferenceEquals(module.Namespace, interpreter.Builtins);
            List<ModuleObject> modules = stays ? staying : leaving;
            modules.Insert(module.Name == "__main__" ? 0 : modules.Count, module);
        }

        if (interpreter.Unreachable.HasWatched)
        {
            RunFinalizers(thread, leaving, staying);
        }

        foreach (ModuleObject module in leaving)
        {
            Clear(thread, module.Namespace);
        }

        if (interpreter.HasSubclasses)
        {
            ClearClasses(thread);
        }
    }

    /// <summary>__del__ of what modules hold and of what is unreachable already, while names still mean something.</summary>
    private static void RunFinalizers(ThreadState thread, List<ModuleObject> leaving, List<ModuleObject> staying)
    {
        List<PyObject> held = HeldFinalizers.Find(thread, leaving, staying);
        if (thread.WatchedInstances > held.Count)
        {
            thread.Interpreter.Unreachable.Collect(thread);
        }

        HeldFinalizers.Run(thread, held);
    }

    /// <summary>Names with one underscore go first, then the others, as CPython's _PyModule_ClearDict; set to None so that finalisers still find the name.</summary>
    private static void Clear(ThreadState thread, DictObject ns)
    {
        foreach (bool first in (ReadOnlySpan<bool>)[true, false])
        {
            DictKeys keys = ns.Keys;
            for (int i = 0; i < keys.Count; i++)
            {
                if (keys.Entries[i].Content is not PyObject || keys.Entries[i].Key.Ref is not StrObject name)
                {
                    continue;
                }

                string text = name.ToString();
                bool isPrivate = text.StartsWith('_') && !text.StartsWith("__", StringComparison.Ordinal);
                if (text != "__builtins__" && isPrivate == first)
                {
                    ns.SetName(thread, name, Value.None);
                }
            }
        }
    }

    /// <summary>Classes are uncounted: what their namespaces hold is released here.</summary>
    private static void ClearClasses(ThreadState thread)
    {
        foreach ((_, List<WeakReference<TypeObject>> list) in thread.Interpreter.Subclasses)
        {
            foreach (WeakReference<TypeObject> entry in list)
            {
                if (entry.TryGetTarget(out TypeObject? type))
                {
                    type.Namespace.ReleaseAll(thread);
                }
            }
        }
    }
}
