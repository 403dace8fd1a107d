using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>The import system (reference, "The import system"): sys.modules, then native and embedded modules, then sys.path.</summary>
internal static class Importing
{
    /// <summary>__import__: the top-level package, or the named module when names are wanted from it.</summary>
    public static Value Import(ThreadState thread, StrObject name, Value globals, Value names, int level)
    {
        string? absolute = level > 0 ? PackageNames.Resolve(thread, name.ToString(), globals, level) : name.ToString();
        if (absolute is null)
        {
            return Value.Error;
        }

        if (absolute.Length == 0)
        {
            return thread.ValueError("Empty module name");
        }

        Value module = IsHiddenFromProgram(thread, absolute) ? ModuleLoading.LoadHidden(thread, absolute) : ImportModule(thread, absolute);
        if (module.IsError)
        {
            return module;
        }

        if (WantsNames(names))
        {
            return ImportSubmodules(thread, module, absolute, names) ? module : Value.Error;
        }

        int dot = name.ToString().IndexOf('.');
        if (dot < 0)
        {
            return module;
        }

        thread.Release(module);
        string top = level == 0 ? absolute[..absolute.IndexOf('.')] : absolute[..(absolute.Length - (name.ToString().Length - dot))];
        return Loaded(thread, StrObject.Intern(top));
    }

    /// <summary>
    /// True when a library module asks for its native half while a program has put None into sys.modules for it. In CPython such
    /// halves can be done without (programs switch them off so), here the library module must still work.
    /// </summary>
    private static bool IsHiddenFromProgram(ThreadState thread, string name) =>
        name[0] == '_' && thread.Interpreter.Modules.GetName(StrObject.Intern(name)).IsNone
        && SourceLines.IsLibrary(thread.CurrentFrame.Code.Code.FileName);

    /// <summary>importlib.import_module: the module of a dotted absolute name, its parents imported first; a new reference.</summary>
    public static Value ImportModule(ThreadState thread, string name)
    {
        StrObject key = StrObject.Intern(name);
        ImportLocks locks = thread.Interpreter.ImportLocks;
    Again:
        if (!locks.WaitFor(thread, name))
        {
            return Value.Error;
        }

        Value present = thread.Interpreter.Modules.GetName(key);
        if (!present.IsUnbound)
        {
            return present.IsNone
                ? ImportErrors.NotFound(thread, $"import of {name} halted; None in sys.modules", name)
                : thread.Retain(present);
        }

        if (!StackGuard.Enter(thread, " while importing a module"))
        {
            return Value.Error;
        }

        if (!locks.TryBegin(thread, name))
        {
            StackGuard.Leave(thread);
            goto Again;
        }

        try
        {
            return Load(thread, name, key);
        }
        finally
        {
            // A fault of the runtime becomes an exception of the importing code: others must not wait for ever.
            locks.End(thread, name);
            StackGuard.Leave(thread);
        }
    }

    /// <summary>from module import name: the attribute, else the submodule (for circular imports).</summary>
    public static Value ImportFrom(ThreadState thread, Value module, StrObject name)
    {
        Value found = Attributes.TryGet(thread, module, name);
        if (!found.IsUnbound)
        {
            return found;
        }

        Value moduleName = Attributes.TryGet(thread, module, Names.Name);
        if (moduleName.IsError)
        {
            return moduleName;
        }

        if (moduleName.Ref is StrObject package)
        {
            Value submodule = thread.Interpreter.Modules.GetName(StrObject.Intern($"{package}.{name}"));
            if (!submodule.IsUnbound)
            {
                return thread.Retain(submodule);
            }
        }

        return ImportErrors.CannotImportName(thread, module, moduleName, name);
    }

    /// <summary>from module import *; false when an exception is set.</summary>
    public static bool ImportStar(ThreadState thread, Value module, Value target)
    {
        Value all = Attributes.TryGet(thread, module, Names.All);
        if (all.IsError)
        {
            return false;
        }

        bool skipPrivate = all.IsUnbound;
        if (skipPrivate)
        {
            Value dict = Attributes.TryGet(thread, module, Names.Dict);
            if (dict.IsError || dict.IsUnbound)
            {
                thread.Raise(ExceptionTypes.ImportError, "from-import-* object has no __dict__ and no __all__");
                return false;
            }

            all = thread.CallMethod(dict, Names.Keys);
            thread.Release(dict);
            if (all.IsError)
            {
                return false;
            }

            Value list = thread.Call(Value.Of(BuiltinTypes.List), all);
            thread.Release(all);
            all = list;
        }

        bool done = !all.IsError && CopyNames(thread, module, target, all, skipPrivate);
        thread.Release(all.IsError ? Value.None : all);
        return done;
    }

    private static bool CopyNames(ThreadState thread, Value module, Value target, Value names, bool skipPrivate)
    {
        using var items = new Iteration(thread, names);
        while (items.MoveNext(out Value item))
        {
            if (item.Ref is not StrObject name)
            {
                thread.TypeError($"Item in {NameOf(module)}.__all__ must be str, not {item.Type.Name}");
                thread.Release(item);
                return false;
            }

            if (skipPrivate && name.Length > 0 && name.CodePointAt(0) == '_')
            {
                continue;
            }

            Value value = Attributes.Get(thread, module, name.Intern());
            if (value.IsError)
            {
                return false;
            }

            bool stored = Items.Set(thread, target, Value.Of(name.Intern()), value);
            thread.Release(value);
            if (!stored)
            {
                return false;
            }
        }

        return !items.Failed;
    }

    private static Value Load(ThreadState thread, string name, StrObject key)
    {
        Value searchPath = Value.Unbound;
        int dot = PackageNames.LastDot(name);
        Value parent = Value.Unbound;
        if (dot >= 0)
        {
            parent = ImportModule(thread, name[..dot]);
            if (parent.IsError)
            {
                return parent;
            }

            // Importing the parent may have imported this module.
            Value present = thread.Interpreter.Modules.GetName(key);
            if (!present.IsUnbound)
            {
                thread.Release(parent);
                return thread.Retain(present);
            }

            searchPath = Attributes.TryGet(thread, parent, Names.Path);
            if (searchPath.IsUnbound)
            {
                thread.Release(parent);
                return ImportErrors.NotFound(thread, $"No module named '{name}'; '{name[..dot]}' is not a package", name);
            }
        }

        Value module = ModuleLoading.Load(thread, name, key, searchPath);
        if (!searchPath.IsUnbound)
        {
            thread.Release(searchPath);
        }

        if (!parent.IsUnbound)
        {
            if (!module.IsError && !Attributes.Set(thread, parent, StrObject.Intern(name[(dot + 1)..]), module))
            {
                thread.Release(module);
                module = Value.Error;
            }

            thread.Release(parent);
        }

        return module;
    }

    private static string NameOf(Value module) => (module.Ref as ModuleObject)?.DisplayName() ?? module.Type.Name;

    private static bool WantsNames(Value names) => names.Ref is TupleObject { Length: > 0 } || names.Ref is ListObject { Length: > 0 };

    /// <summary>Imports the names that are submodules of a package and not yet attributes of it.</summary>
    private static bool ImportSubmodules(ThreadState thread, Value module, string absolute, Value names)
    {
        Value path = Attributes.TryGet(thread, module, Names.Path);
        if (path.IsError)
        {
            return false;
        }

        if (path.IsUnbound)
        {
            return true;
        }

        thread.Release(path);
        using var items = new Iteration(thread, names);
        while (items.MoveNext(out Value item))
        {
            if (item.Ref is not StrObject name)
            {
                thread.TypeError($"Item in ``from list'' must be str, not {item.Type.Name}");
                return false;
            }

            if (name.ToString() == "*")
            {
                Value all = Attributes.TryGet(thread, module, Names.All);
                bool imported = all.IsUnbound || (!all.IsError && ImportSubmodules(thread, module, absolute, all));
                thread.Release(all.IsError || all.IsUnbound ? Value.None : all);
                if (!imported)
                {
                    return false;
                }

                continue;
            }

            Value present = Attributes.TryGet(thread, module, name.Intern());
            if (present.IsError)
            {
                return false;
            }

            if (!present.IsUnbound)
            {
                thread.Release(present);
                continue;
            }

            string full = $"{absolute}.{name}";
            Value submodule = ImportModule(thread, full);
            if (!submodule.IsError)
            {
                thread.Release(submodule);
            }
            else if (!ImportErrors.ClearNotFound(thread, full))
            {
                return false;
            }
        }

        return !items.Failed;
    }

    private static Value Loaded(ThreadState thread, StrObject name)
    {
        Value module = thread.Interpreter.Modules.GetName(name);
        return module.IsUnbound ? thread.Raise(ExceptionTypes.KeyError, $"'{name}' not in sys.modules as expected") : thread.Retain(module);
    }
}
