using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The parts of the typing runtime that are written in Pyl: functions of the module typing, called by name.</summary>
internal static class TypingHooks
{
    /// <summary>typing.name(*arguments); arguments borrowed.</summary>
    public static Value Call(ThreadState thread, string name, params ReadOnlySpan<Value> arguments)
    {
        Value function = Get(thread, name);
        if (function.IsError)
        {
            return function;
        }

        Value result = thread.Call(function, arguments);
        thread.Release(function);
        return result;
    }

    /// <summary>typing.name, a new reference.</summary>
    public static Value Get(ThreadState thread, string name)
    {
        Value module = Importing.ImportModule(thread, "typing");
        if (module.IsError)
        {
            return module;
        }

        Value found = Attributes.Get(thread, module, StrObject.Intern(name));
        thread.Release(module);
        return found;
    }

    /// <summary>__name__ of the module whose code is running, borrowed; None when there is none.</summary>
    public static Value CallerModule(ThreadState thread)
    {
        Value name = thread.CurrentFrame.Globals?.GetName(Names.Name) ?? Value.Unbound;
        return name.IsUnbound ? Value.None : name;
    }
}
