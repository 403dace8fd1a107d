using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>help. Uncounted.</summary>
public sealed class HelperObject : PyObject
{
    internal HelperObject()
        : base(HelperMethods.Type)
    {
    }
}

/// <summary>The methods of help.</summary>
[PyType("_Helper", typeof(HelperObject), Doc = "Define the builtin 'help'.\n\nThis is a wrapper around pydoc.help that provides a helpful message\nwhen 'help' is typed at the Python interactive prompt.")]
internal static class HelperMethods
{
    private static readonly StrObject s_help = StrObject.Intern("help");

    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "_Helper", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_sitebuiltins" };

    [PyMethod("__repr__")]
    public static string Repr(HelperObject self) => "Type help(object) for help about object.";

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, HelperObject self, ReadOnlySpan<Value> arguments)
    {
        Value module = Importing.ImportModule(thread, "pydoc");
        if (module.IsError)
        {
            return module;
        }

        Value help = Attributes.Get(thread, module, s_help);
        thread.Release(module);
        if (help.IsError)
        {
            return help;
        }

        Value result = thread.Call(help, arguments);
        thread.Release(help);
        return result;
    }
}
