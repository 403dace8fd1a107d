using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Namespaces of sys that come to life when a program first asks for them, so that no start pays for them.</summary>
[PyModule("sys")]
internal static class SysParts
{
    private static readonly StrObject s_sys = StrObject.Intern("sys");

    [PyFunction("__getattr__", Doc = "Makes the parts of sys that are seldom used.")]
    public static Value GetAttribute(ThreadState thread, StrObject name)
    {
        Value sys = thread.Interpreter.Modules.GetName(s_sys);
        if (sys.Ref is not ModuleObject module || ModuleOf(name.ToString()) is not { } source)
        {
            return sys.IsUnbound ? thread.AttributeError($"module 'sys' has no attribute '{name}'", Value.None, name) : Attributes.Missing(thread, sys, name);
        }

        Value part = Importing.ImportModule(thread, source);
        if (!part.IsError)
        {
            module.Namespace.SetName(thread, name.Intern(), thread.Retain(part));
        }

        return part;
    }

    private static string? ModuleOf(string name) => name switch
    {
        "_jit" => "_sys_jit",
        _ => null,
    };
}
