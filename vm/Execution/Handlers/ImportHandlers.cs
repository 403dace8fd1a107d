using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>import statements.</summary>
[OpcodeHandlers]
internal static class ImportHandlers
{
    internal static Flow ImportName(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value names = Unsafe.Add(ref registers, b);
        Value level = Unsafe.Add(ref registers, b + 1);
        StrObject name = frame.Code.Names[c];
        Value import = frame.Builtins.GetName(Names.Import);
        Value module;
        if (import.IsUnbound)
        {
            module = thread.Raise(ExceptionTypes.ImportError, "__import__ not found");
        }
        else if (import.Ref is NativeFunction)
        {
            module = Importing.Import(thread, name, Value.Of(frame.Globals), names, (int)level.Bits);
        }
        else
        {
            Value locals = frame.Namespace is null ? Value.None : Value.Of(frame.Namespace);
            module = thread.Call(import, Value.Of(name), Value.Of(frame.Globals), locals, names, level);
        }

        if (module.IsError)
        {
            return Flow.Error;
        }

        Registers.DropRange(thread, ref Unsafe.Add(ref registers, b), 2);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), module);
        return CallSlow.AfterNative(thread);
    }

    internal static Flow ImportFrom(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Value found = Importing.ImportFrom(thread, Unsafe.Add(ref registers, b), frame.Code.Names[c]);
        if (found.IsError)
        {
            return Flow.Error;
        }

        Registers.Set(thread, ref Unsafe.Add(ref registers, a), found);
        return Flow.Next;
    }

    internal static Flow ImportStar(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        if (!Importing.ImportStar(thread, Unsafe.Add(ref registers, a), Value.Of(frame.Namespace ?? frame.Globals)))
        {
            return Flow.Error;
        }

        Registers.Consume(thread, frame, ref registers, a);
        return Flow.Next;
    }
}
