// The least of the VM that the generated dispatch loop needs in order to compile.
global using System;
global using ThreadState = Pyl.VM.Runtime.ThreadState;

using Pyl.Bytecode;
using Pyl.VM.Runtime;

namespace Pyl.VM.Runtime
{
    public sealed class ThreadState
    {
        internal Execution.Frame CurrentFrame = null!;
    }

    public struct Value
    {
        public object? Ref;
        public long Bits;
    }
}

namespace Pyl.VM.Execution
{
    internal enum Flow
    {
        Next,
        Error,
        Frame,
        Exit,
        Pause,
    }

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class OpcodeHandlersAttribute : Attribute;

    internal sealed class ExecutableCode
    {
        public Instruction[] Instructions = [];
    }

    internal sealed class Frame
    {
        public ExecutableCode Code = null!;
        public Value[] Window = [];
        public int Base;
        public int Pc;
    }

    internal static class Unwinder
    {
        public static Frame? Unwind(ThreadState thread) => null;
    }
}
