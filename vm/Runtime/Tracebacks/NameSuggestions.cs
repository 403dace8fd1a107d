using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>"Did you mean" for NameError, AttributeError and ImportError, found when an error is printed (CPython Lib/traceback.py).</summary>
internal static class NameSuggestions
{
    private static readonly StrObject s_self = StrObject.Intern("self");
    private static readonly StrObject s_standardModules = StrObject.Intern("stdlib_module_names");

    /// <summary>What to append to the exception's text; empty when there is nothing to suggest. Runs user code (__dir__), whose exceptions are dropped.</summary>
    public static string For(ThreadState thread, ExceptionObject exception)
    {
        TypeObject type = exception.Type;
        bool isImport = type.IsSubtypeOf(ExceptionTypes.ImportError);
        bool isName = type.IsSubtypeOf(ExceptionTypes.NameError);
        if (!isImport && !isName && !type.IsSubtypeOf(ExceptionTypes.AttributeError))
        {
            return "";
        }

        if (ExceptionMembers.Peek(exception, isImport ? ExceptionMembers.NameFrom : ExceptionMembers.Name).Ref is not StrObject wrong)
        {
            return "";
        }

        string name = wrong.ToString();
        string? near = isImport ? ForImport(thread, exception, name) : isName ? ForName(thread, exception, wrong) : ForAttribute(thread, exception, name);
        thread.ClearException();
        string text = near is null ? "" : $". Did you mean: '{near}'?";
        if (isName && IsStandardModule(thread, wrong))
        {
            text += near is null ? $". Did you forget to import '{name}'?" : $" Or did you forget to import '{name}'?";
        }

        return text;
    }

    private static string? ForAttribute(ThreadState thread, ExceptionObject exception, string name)
    {
        Value target = ExceptionMembers.Peek(exception, ExceptionMembers.Object);
        if (target.IsUnbound)
        {
            return null;
        }

        // Names with an underscore are offered to the object's own methods only.
        bool hides = !name.StartsWith('_') && !IsSelf(thread, exception, target);
        return Closest(name, NamesOf(thread, target), hides);
    }

    private static string? ForImport(ThreadState thread, ExceptionObject exception, string name)
    {
        if (ExceptionMembers.Peek(exception, ExceptionMembers.Name).Ref is not StrObject moduleName)
        {
            return null;
        }

        Value module = Importing.ImportModule(thread, moduleName.ToString());
        if (module.IsError)
        {
            return null;
        }

        List<string> names = NamesOf(thread, module);
        thread.Release(module);
        return Closest(name, names, !name.StartsWith('_'));
    }

    private static string? ForName(ThreadState thread, ExceptionObject exception, StrObject wrong)
    {
        if (Innermost(exception) is not { } entry)
        {
            return null;
        }

        FrameObject frame = entry.FrameOf(thread);
        DictObject locals = FrameLocals.Snapshot(thread, frame);
        Value self = locals.GetName(s_self);
        if (!self.IsUnbound)
        {
            Value attribute = Attributes.TryGet(thread, self, wrong.Intern());
            if (attribute.IsError)
            {
                thread.ClearException();
            }
            else if (!attribute.IsUnbound)
            {
                thread.Release(attribute);
                RefCount.Release(thread, locals);
                return $"self.{wrong}";
            }
        }

        var names = new List<string>();
        AddKeys(names, locals);
        AddKeys(names, frame.Globals);
        AddKeys(names, Execution.Interpreter.BuiltinsOf(thread, frame.Globals));
        RefCount.Release(thread, locals);
        return Closest(wrong.ToString(), names, hides: false);
    }

    private static string? Closest(string name, List<string> names, bool hides)
    {
        if (hides)
        {
            names.RemoveAll(static candidate => candidate.StartsWith('_'));
        }

        return Suggestions.Closest(name, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(names));
    }

    private static bool IsSelf(ThreadState thread, ExceptionObject exception, Value target)
    {
        if (Innermost(exception) is not { } entry)
        {
            return false;
        }

        DictObject locals = FrameLocals.Snapshot(thread, entry.FrameOf(thread));
        bool same = locals.GetName(s_self).Same(target);
        RefCount.Release(thread, locals);
        return same;
    }

    private static TracebackObject? Innermost(ExceptionObject exception)
    {
        TracebackObject? entry = exception.Traceback;
        while (entry?.Next is { } next)
        {
            entry = next;
        }

        return entry;
    }

    /// <summary>dir(value), sorted; empty when it fails.</summary>
    /// <summary>dir(value), without what fails.</summary>
    public static List<string> NamesOf(ThreadState thread, Value value)
    {
        var names = new List<string>();
        Value all = thread.CallSpecialName(value, Names.Dir);
        if (all.IsError || all.IsUnbound)
        {
            thread.ClearException();
            return names;
        }

        using (var items = new Iteration(thread, all))
        {
            while (items.MoveNext(out Value item))
            {
                if (item.Ref is StrObject name)
                {
                    names.Add(name.ToString());
                }

                thread.Release(item);
            }
        }

        thread.ClearException();
        thread.Release(all);
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static void AddKeys(List<string> names, DictObject dict)
    {
        DictKeys keys = dict.Keys;
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys.Entries[i].Content is not null && keys.Entries[i].Key.Ref is StrObject name)
            {
                names.Add(name.ToString());
            }
        }
    }

    private static bool IsStandardModule(ThreadState thread, StrObject name)
    {
        Value modules = thread.Interpreter.Sys.Namespace.GetName(s_standardModules);
        if (modules.IsUnbound)
        {
            return false;
        }

        int found = Items.Contains(thread, modules, Value.Of(name));
        thread.ClearException();
        return found > 0;
    }
}
