using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Errors for variables that have no value.</summary>
internal static class Unbound
{
    public static Flow Local(ThreadState thread, Frame frame, int register)
    {
        string name = frame.Code.Code.LocalNames[register];
        if (name == "__class__" && (frame.Code.Code.Flags & CodeFlags.Optimized) == 0)
        {
            // The cell for the methods: a class body has no such variable of its own.
            return Name(thread, StrObject.Intern(name));
        }

        // Without the attribute name: what a traceback suggests for a name has no place here.
        thread.Raise(ExceptionTypes.UnboundLocalError, $"cannot access local variable '{name}' where it is not associated with a value");
        return Flow.Error;
    }

    public static Flow Free(ThreadState thread, Frame frame, int index)
    {
        string name = frame.Code.Code.FreeNames[index];
        thread.NameError(ExceptionTypes.NameError, $"cannot access free variable '{name}' where it is not associated with a value in enclosing scope", StrObject.Intern(name));
        return Flow.Error;
    }

    public static Flow Name(ThreadState thread, StrObject name)
    {
        thread.NameError(ExceptionTypes.NameError, $"name '{name}' is not defined", name);
        return Flow.Error;
    }
}
