using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Finders that a program has put into sys.meta_path; the list is empty otherwise, because the interpreter's own finders are not objects.</summary>
internal static class MetaPath
{
    private const string Helper = "importlib._finding";

    private static readonly StrObject s_metaPath = StrObject.Intern("meta_path");
    private static readonly StrObject s_findAndLoad = StrObject.Intern("find_and_load");

    /// <summary>The module that a finder knows, Unbound when none does, or Error.</summary>
    public static Value Load(ThreadState thread, string name, Value searchPath)
    {
        if (thread.Interpreter.Sys.Namespace.GetName(s_metaPath).Ref is not ListObject { Count: > 0 } || name is "importlib" or Helper)
        {
            return Value.Unbound;
        }

        Value helper = Importing.ImportModule(thread, Helper);
        if (helper.IsError)
        {
            return helper;
        }

        Value module = thread.CallMethod(helper, s_findAndLoad, Value.Of(StrObject.Of(name)), searchPath.IsUnbound ? Value.None : searchPath);
        thread.Release(helper);
        return module.IsNone ? Value.Unbound : module;
    }
}
