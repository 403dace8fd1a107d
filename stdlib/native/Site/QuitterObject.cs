using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>exit and quit: they say how to leave the prompt, and leave it when they are called. Uncounted.</summary>
public sealed class QuitterObject : PyObject
{
    internal QuitterObject(string name, string end)
        : base(QuitterMethods.Type)
    {
        Name = name;
        End = end;
    }

    internal string Name { get; }

    /// <summary>The key that ends the input.</summary>
    internal string End { get; }
}

/// <summary>The methods of exit and quit.</summary>
[PyType("Quitter", typeof(QuitterObject))]
internal static class QuitterMethods
{
    private static readonly StrObject s_stdin = StrObject.Intern("stdin");
    private static readonly StrObject s_close = StrObject.Intern("close");

    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "Quitter", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_sitebuiltins" };

    [PyGetter("name")]
    public static Value Name(ThreadState thread, QuitterObject self) => Value.Str(self.Name);

    [PyGetter("eof")]
    public static Value End(ThreadState thread, QuitterObject self) => Value.Str(self.End);

    [PyMethod("__repr__")]
    public static string Repr(QuitterObject self) => $"Use {self.Name}() or {self.End} to exit";

    /// <summary>Standard input is closed first, so that nothing that catches SystemExit (an IDE's shell) reads on.</summary>
    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, QuitterObject self, [Keyword("code"), Optional("None")] Value code)
    {
        Value input = StandardStreams.Find(thread, s_stdin);
        if (!input.IsUnbound)
        {
            Value closed = thread.CallMethod(input, s_close);
            if (closed.IsError)
            {
                thread.ClearException();
            }
            else
            {
                thread.Release(closed);
            }
        }

        Value exit = thread.Call(Value.Of(ExceptionTypes.SystemExit), code.IsUnbound ? Value.None : code);
        return exit.Ref is ExceptionObject exception ? thread.RaiseObject(exception) : exit;
    }
}
