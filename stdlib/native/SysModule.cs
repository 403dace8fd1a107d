using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module sys.</summary>
[PyModule("sys")]
internal static class SysModule
{
    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        module.DefineConstant("modules", Value.Of(thread.Interpreter.Modules));
        module.DefineConstant("path", Value.Of(new ListObject(thread)));
        module.DefineConstant("argv", Value.Of(new ListObject(thread)));
        module.DefineConstant("maxsize", Value.Int(long.MaxValue));
        module.DefineConstant("stdout", Value.Of(new HostStreamObject(Console.OpenStandardOutput())));
        module.DefineConstant("stderr", Value.Of(new HostStreamObject(Console.OpenStandardError())));
        return true;
    }

    [PyFunction("getrecursionlimit")]
    public static long GetRecursionLimit(ThreadState thread) => thread.Interpreter.RecursionLimit;

    [PyFunction("exception")]
    public static Value Exception(ThreadState thread) => thread.Handled is { } handled ? thread.Retain(Value.Of(handled)) : Value.None;

    [PyFunction("exit")]
    public static Value Exit(ThreadState thread, [Optional] Value status) =>
        thread.RaiseWith(ExceptionTypes.SystemExit, status.IsUnbound ? Value.None : status);
}

/// <summary>A standard stream.</summary>
public sealed class HostStreamObject(Stream stream) : PyObject(Type)
{
    internal static new readonly TypeObject Type = new(BuiltinTypes.Type, "HostStream", BuiltinTypes.Object, TypeFlags.DisallowInstantiation);

    internal readonly StreamWriter Writer = new(stream, new System.Text.UTF8Encoding(false), 1 << 16) { AutoFlush = false, NewLine = "\n" };
}

[PyType("HostStream", typeof(HostStreamObject))]
internal static class HostStreamMethods
{
    internal static TypeObject Type => HostStreamObject.Type;

    [PyMethod("write")]
    public static long Write(ThreadState thread, HostStreamObject self, StrObject text)
    {
        self.Writer.Write(text.ToString());
        return text.Length;
    }

    [PyMethod("flush")]
    public static void Flush(ThreadState thread, HostStreamObject self) => self.Writer.Flush();
}
