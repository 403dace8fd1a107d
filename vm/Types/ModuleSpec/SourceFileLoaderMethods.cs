using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>importlib.machinery.SourceFileLoader, as far as programs ask a module's loader for things.</summary>
[PyType("SourceFileLoader", typeof(SourceFileLoaderObject), Doc = "Concrete implementation of SourceLoader using the file system.")]
internal static class SourceFileLoaderMethods
{
    private static readonly StrObject s_dict = StrObject.Intern("__dict__");

    internal static TypeObject Type => SourceFileLoaderObject.Class;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword("fullname")] string fullname, string path) =>
        Value.Of(new SourceFileLoaderObject(cls, fullname, path));

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, SourceFileLoaderObject self, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.None;

    [PyGetter("name")]
    public static string Name(SourceFileLoaderObject self) => self.Name;

    [PyGetter("path")]
    public static string Path(SourceFileLoaderObject self) => self.Path;

    [PyMethod("get_filename", Doc = "Return the path to the source file as found by the finder.")]
    public static string GetFileName(SourceFileLoaderObject self, [Keyword("name"), Optional("None")] Value name) => self.Path;

    [PyMethod("is_package", Doc = "Return whether the module is a package.")]
    public static bool IsPackage(SourceFileLoaderObject self, [Keyword("fullname")] Value fullname) =>
        System.IO.Path.GetFileNameWithoutExtension(self.Path) == "__init__";

    [PyMethod("get_data", Doc = "Return the data from path as raw bytes.")]
    public static Value GetData(ThreadState thread, SourceFileLoaderObject self, [Keyword("path")] string path)
    {
        try
        {
            return Value.Of(BytesObject.Of(File.ReadAllBytes(path)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return OSErrors.Raise(thread, error, path);
        }
    }

    [PyMethod("get_source", Doc = "Return the source text of the module.")]
    public static Value GetSource(ThreadState thread, SourceFileLoaderObject self, [Keyword("fullname")] Value fullname)
    {
        try
        {
            return Value.Str(File.ReadAllText(self.Path).ReplaceLineEndings("\n"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return thread.Raise(ExceptionTypes.ImportError, "source not available through get_data()");
        }
    }

    [PyMethod("get_code", Doc = "Return the code object of the module.")]
    public static Value GetCode(ThreadState thread, SourceFileLoaderObject self, [Keyword("fullname")] Value fullname) =>
        ModuleLoading.Compile(thread, self.Path) is { } code ? Value.Of(new ExecutableCode(code)) : Value.Error;

    [PyMethod("create_module", Doc = "Use default semantics for module creation.")]
    public static Value CreateModule(ThreadState thread, SourceFileLoaderObject self, [Keyword("spec")] Value spec) => Value.None;

    [PyMethod("exec_module", Doc = "Execute the module.")]
    public static Value ExecModule(ThreadState thread, SourceFileLoaderObject self, [Keyword("module")] Value module)
    {
        if (ModuleLoading.Compile(thread, self.Path) is not { } code)
        {
            return Value.Error;
        }

        Value ns = Attributes.Get(thread, module, s_dict);
        if (ns.Ref is not DictObject globals)
        {
            return ns.IsError ? ns : thread.TypeError("module has no dict as __dict__");
        }

        Value result = Execution.Interpreter.RunCode(thread, new ExecutableCode(code), globals, null);
        thread.Release(ns);
        return result;
    }
}
