using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>
/// The module _sitebuiltins: the names that CPython's module site adds to the builtins for people at the prompt. Importing
/// it adds them; the runtime does so at its start unless it is told not to (-S).
/// </summary>
[PyModule("_sitebuiltins", Doc = "The objects used by the site module to add custom builtins.")]
internal static class SiteBuiltinsModule
{
    [PyConstant("Quitter")]
    public static TypeObject Quitter => QuitterMethods.Type;

    [PyConstant("_Printer")]
    public static TypeObject Printer => SiteTextMethods.Type;

    [PyConstant("_Helper")]
    public static TypeObject Helper => HelperMethods.Type;

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        DictObject builtins = thread.Interpreter.Builtins;
        string end = OperatingSystem.IsWindows() ? "Ctrl-Z plus Return" : "Ctrl-D (i.e. EOF)";
        Add("exit", new QuitterObject("exit", end));
        Add("quit", new QuitterObject("quit", end));
        Add("copyright", new SiteTextObject("copyright", "Copyright (c) the Pyl contributors."));
        Add("credits", new SiteTextObject("credits", "Pyl runs the language of the Python community; thanks to all who made it.\nSee www.python.org for more information."));
        Add("license", new SiteTextObject("license", "See the file LICENSE that comes with Pyl."));
        Add("help", new HelperObject());
        return true;

        void Add(string name, PyObject value) => builtins.SetName(thread, StrObject.Intern(name), Value.Of(value));
    }
}
