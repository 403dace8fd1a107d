using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>copyright, credits, license: a text to be read at the prompt. Uncounted.</summary>
public sealed class SiteTextObject : PyObject
{
    internal SiteTextObject(string name, string text)
        : base(SiteTextMethods.Type)
    {
        Name = name;
        Text = text;
    }

    internal string Name { get; }

    internal string Text { get; }
}

/// <summary>The methods of copyright and its like.</summary>
[PyType("_Printer", typeof(SiteTextObject), Doc = "interactive prompt objects for printing the license text, a list of\ncontributors and the copyright notice.")]
internal static class SiteTextMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "_Printer", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_sitebuiltins" };

    [PyMethod("__repr__")]
    public static string Repr(SiteTextObject self) => self.Text;

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, SiteTextObject self)
    {
        Value print = thread.Interpreter.Builtins.GetName(StrObject.Intern("print"));
        return print.IsUnbound ? Value.None : thread.Call(print, Value.Str(self.Text));
    }
}
