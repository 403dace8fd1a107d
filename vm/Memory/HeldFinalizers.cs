using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Memory;

/// <summary>
/// The __del__ of what only modules hold when an interpreter ends. CPython takes the modules away and lets its collector end what they
/// alone reached: every __del__ runs while all global names still mean what they did. Only what outlives that sees names that are
/// None. Here such objects are looked for before anything is cleared, breadth first, which is the order that shows in CPython.
/// </summary>
internal sealed class HeldFinalizers
{
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<object> _pending = new();
    private readonly List<PyObject> _found = [];

    private HeldFinalizers()
    {
    }

    /// <summary>What is reached from modules, and not from those that stay to the last, and has a __del__ that has not run.</summary>
    public static List<PyObject> Find(ThreadState thread, IEnumerable<ModuleObject> modules, IEnumerable<ModuleObject> last)
    {
        var search = new HeldFinalizers();

        // sys.modules leads to all modules.
        search._seen.Add(thread.Interpreter.Modules);
        search.FollowAll(last);
        search._found.Clear();
        search.FollowAll(modules);
        return search._found;
    }

    /// <summary>Runs the finalisers of what was found.</summary>
    public static void Run(ThreadState thread, List<PyObject> held)
    {
        foreach (PyObject reference in held)
        {
            // An earlier one's __del__ may have ended it.
            if ((reference.Status & (ObjectFlags.Dead | ObjectFlags.Finalized)) == 0)
            {
                Finalizer.RunInCycle(thread, reference);
            }
        }
    }

    private void FollowAll(IEnumerable<ModuleObject> modules)
    {
        foreach (ModuleObject module in modules)
        {
            Note(module);
            while (_pending.TryDequeue(out object? next))
            {
                if (next is object?[] contents)
                {
                    NoteAll(contents);
                    continue;
                }

                var reference = (PyObject)next;
                if (reference is WatchedInstanceObject { HasRunFinalizer: false })
                {
                    _found.Add(reference);
                }

                NoteReferents(reference);
                NoteAll(reference.Attributes);
            }
        }
    }

    /// <summary>What Pyl code can put somewhere; natives of other kinds are no way to an object here, which then ends with the names.</summary>
    private void NoteReferents(PyObject reference)
    {
        switch (reference)
        {
            case ModuleObject module:
                Note(module.Namespace);
                break;
            case TypeObject type:
                Note(type.Namespace);
                break;
            case DictObject dict:
                DictKeys keys = dict.Keys;
                for (int i = 0; i < keys.Count; i++)
                {
                    Note(keys.Entries[i].Key.Ref);
                    Note(keys.Entries[i].Content);
                }

                break;
            case ListObject { Storage: ObjectStorage } list:
                for (int i = 0; i < list.Count; i++)
                {
                    Note(list.Peek(i).Ref);
                }

                break;
            case TupleObject tuple:
                foreach (Value item in tuple.Span)
                {
                    Note(item.Ref);
                }

                break;
            case SetObject set:
                foreach (SetEntry entry in set.Table)
                {
                    Note(entry.Key.Ref);
                }

                break;
            case FunctionObject function:
                Note(function.Defaults);
                Note(function.KeywordDefaults);
                _pending.Enqueue(function.Closure);
                break;
            case MethodObject method:
                Note(method.Self.Ref);
                break;
            case CellObject cell:
                Note(cell.Content);
                break;
        }
    }

    private void Note(object? content)
    {
        if (content is PyObject and not StrObject && _seen.Add(content))
        {
            _pending.Enqueue(content);
        }
    }

    private void NoteAll(object?[]? contents)
    {
        foreach (object? content in contents ?? [])
        {
            Note(content);
        }
    }
}
