using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Embedding;

/// <summary>The end of an interpreter (CPython Python/import.c finalize_modules): __main__ first, then the others, sys and builtins last.</summary>
internal static class Shutdown
{
    public static void ClearModules(ThreadState thread)
    {
        InterpreterState interpreter = thread.Interpreter;
        var modules = new List<ModuleObject>();
        DictKeys keys = interpreter.Modules.Keys;
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys.Entries[i].Content is ModuleObject module)
            {
                modules.Add(module);
            }
        }

        modules.Sort((one, other) => Rank(interpreter, one) - Rank(interpreter, other));
        if (interpreter.Unreachable.HasWatched)
        {
            RunFinalizers(thread, modules);
        }

        foreach (ModuleObject module in modules)
        {
            Clear(thread, module.Namespace, module.Namespace == interpreter.Builtins || ReferenceEquals(module, interpreter.Sys));
        }

        ClearClasses(thread);
    }

    /// <summary>__del__ of what modules hold and of what is unreachable already, while names still mean something.</summary>
    private static void RunFinalizers(ThreadState thread, List<ModuleObject> modules)
    {
        ILookup<bool, ModuleObject> stay = modules.ToLookup(module => Rank(thread.Interpreter, module) >= 2);
        List<PyObject> held = HeldFinalizers.Find(thread, stay[false], stay[true]);
        if (thread.WatchedInstances > held.Count)
        {
            thread.Interpreter.Unreachable.Collect(thread);
        }

        HeldFinalizers.Run(thread, held);
    }

    private static int Rank(InterpreterState interpreter, ModuleObject module) =>
        module.Name == "__main__" ? 0 : ReferenceEquals(module, interpreter.Sys) ? 2 : ReferenceEquals(module.Namespace, interpreter.Builtins) ? 3 : 1;

    /// <summary>Names with one underscore go first, then the others, as CPython's _PyModule_ClearDict; set to None so that finalisers still find the name.</summary>
    private static void Clear(ThreadState thread, DictObject ns, bool keep)
    {
        if (keep)
        {
            return;
        }

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
