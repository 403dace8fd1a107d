using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Making functions and classes.</summary>
[OpcodeHandlers]
internal static class FunctionHandlers
{
    private const int HasDefaults = 1;
    private const int HasKeywordDefaults = 2;
    private const int HasAnnotate = 4;
    private const int HasClosure = 8;
    private const int HasAnnotations = 16;

    internal static Flow MakeFunction(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        var code = Unsafe.As<ExecutableCode>(frame.Code.Constants[b].Ref!);
        int next = a + 1;
        PyObject? defaults = TakeIf(ref registers, c, HasDefaults, ref next);
        PyObject? keywordDefaults = TakeIf(ref registers, c, HasKeywordDefaults, ref next);
        PyObject? annotate = TakeIf(ref registers, c, HasAnnotate, ref next);
        PyObject? closure = TakeIf(ref registers, c, HasClosure, ref next);
        PyObject? annotations = TakeIf(ref registers, c, HasAnnotations, ref next);
        FunctionObject function;
        if (closure is TupleObject cells)
        {
            var free = new object?[cells.Items.Length];
            for (int i = 0; i < free.Length; i++)
            {
                RefCount.Retain(thread, cells.Items[i]);
                free[i] = cells.Items[i].Ref;
            }

            RefCount.Release(thread, cells);

            // A method that only knows its class lives as long as that, like one that knows nothing.
            bool isOfClass = code.Code.FreeNames is ["__class__"] && frame.HasOwnNamespace
                && frame.Globals.OwnerId == RefCount.Uncounted && defaults is null or { OwnerId: RefCount.Uncounted } && keywordDefaults is null;
            function = isOfClass ? new FunctionObject(code, frame.Globals, frame.Builtins, free) : new FunctionObject(thread, code, frame.Globals, frame.Builtins, free);
        }
        else
        {
            // Uncounted unless its defaults, or a namespace made by the program, can be seen to die.
            // Methods live as long as their class, a cycle in any case; others give back what a program hangs on them.
            if (frame.HasOwnNamespace)
            {
                keywordDefaults = Uncounted(thread, (DictObject?)keywordDefaults);
            }

            function = (keywordDefaults is not null && keywordDefaults.OwnerId != RefCount.Uncounted) || frame.Globals.OwnerId != RefCount.Uncounted || (defaults is not null && defaults.OwnerId != RefCount.Uncounted)
                ? new FunctionObject(thread, code, frame.Globals, frame.Builtins, [])
                : new FunctionObject(code, frame.Globals, frame.Builtins);
        }

        function.Defaults = (TupleObject?)defaults;
        function.KeywordDefaults = (DictObject?)keywordDefaults;
        function.Annotate = annotate;
        function.Annotations = annotations;
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(function));
        return Flow.Next;
    }

    /// <summary>Defaults by name that nobody counts, when none of them is counted; else the dict that there is.</summary>
    private static DictObject? Uncounted(ThreadState thread, DictObject? defaults)
    {
        if (defaults is null)
        {
            return null;
        }

        DictKeys keys = defaults.Keys;
        var copy = new DictObject();
        for (int i = 0; i < keys.Count; i++)
        {
            Value value = Slot.Peek(keys.Entries[i].Content);
            if (IsCounted(keys.Entries[i].Key) || IsCounted(value))
            {
                return defaults;
            }

            copy.Insert(keys.Entries[i].Key, keys.Entries[i].Hash, value);
        }

        RefCount.Release(thread, defaults);
        return copy;
    }

    private static bool IsCounted(Value value) => value.Ref is { } reference && reference.OwnerId != RefCount.Uncounted;

    internal static Flow LoadBuildClass(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value found = frame.Builtins.GetName(Names.BuildClass);
        if (found.IsUnbound)
        {
            thread.Raise(ExceptionTypes.NameError, "__build_class__ not found");
            return Flow.Error;
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), thread.Retain(found));
        return Flow.Next;
    }

    private static PyObject? TakeIf(ref Value registers, int flags, int flag, ref int next)
    {
        if ((flags & flag) == 0)
        {
            return null;
        }

        ref Value register = ref Unsafe.Add(ref registers, next++);
        PyObject taken = register.Ref!;
        register.Ref = null;
        return taken;
    }
}
