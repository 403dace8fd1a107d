using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _library: what library modules written in Pyl need to look like CPython's that are written in C.</summary>
[PyModule("_library")]
internal static class LibraryModule
{
    [PyFunction("name_with_module", Doc = "Let error texts name the class with the given module, as they do for native types; the module becomes its __module__.")]
    public static Value NameWithModule(ThreadState thread, TypeObject type, string module)
    {
        if (!type.IsHeap)
        {
            return thread.TypeError("a class made in Pyl is needed");
        }

        type.NameInErrors = $"{module}.{type.ShortName}";
        return Attributes.Set(thread, Value.Of(type), StrObject.Intern("__module__"), Value.Str(module)) ? Value.None : Value.Error;
    }
}
