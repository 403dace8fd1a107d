using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _io: its classes and open().</summary>
[PyModule("_io", Doc = "The io module provides the Python interfaces to stream handling.")]
internal static class IOModule
{
    private static readonly StrObject s_open = StrObject.Intern("open");

    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        foreach (TypeObject type in IOTypes.Exported)
        {
            module.DefineConstant(type.ShortName, Value.Of(type));
        }

        module.DefineConstant("BlockingIOError", Value.Of(ExceptionTypes.BlockingIOError));
        module.DefineConstant("DEFAULT_BUFFER_SIZE", Value.Int(IOSupport.DefaultBufferSize));
        thread.Interpreter.Builtins.SetName(thread, s_open, module.Namespace.GetName(s_open));
        return true;
    }

    [PyFunction("text_encoding", Doc = "A helper function to choose the text encoding.")]
    public static Value TextEncoding(ThreadState thread, Value encoding, int stacklevel = 2) =>
        encoding.IsNone ? Value.Str("locale") : thread.Retain(encoding);

    [PyFunction("open_code", Doc = "Opens the provided file with the intent to import the contents.")]
    public static Value OpenCode(ThreadState thread, [Keyword("path")] StrObject path) => OpenBinary(thread, Value.Of(path));

    [PyFunction("open", Doc = "Open file and return a stream.  Raise OSError upon failure.")]
    public static Value Open(
        ThreadState thread,
        [Keyword("file")] Value file,
        string mode = "r",
        int buffering = -1,
        string? encoding = null,
        string? errors = null,
        string? newline = null,
        bool closefd = true,
        [Optional("None")] Value opener = default)
    {
        if (file.Ref is not (null or IntObject) && !file.IsBool)
        {
            file = PathArguments.FsPath(thread, file);
            if (file.IsError)
            {
                return file;
            }
        }

        Value result = OpenMode.TryParse(thread, mode, out OpenMode parsed) && CheckArguments(thread, parsed, encoding, errors, newline)
            ? OpenStream(thread, file, mode, parsed, buffering, encoding, errors, newline, closefd, opener)
            : Value.Error;
        thread.Release(file);
        return result;
    }

    private static Value OpenBinary(ThreadState thread, Value path) => Open(thread, path, "rb", opener: Value.Unbound);

    private static bool CheckArguments(ThreadState thread, OpenMode mode, string? encoding, string? errors, string? newline)
    {
        if (!mode.Binary)
        {
            return true;
        }

        string? refused = encoding is not null ? "an encoding" : errors is not null ? "an errors" : newline is not null ? "a newline" : null;
        if (refused is not null)
        {
            thread.ValueError($"binary mode doesn't take {refused} argument");
        }

        return refused is null;
    }

    private static Value OpenStream(ThreadState thread, Value file, string modeText, OpenMode mode, int buffering, string? encoding, string? errors, string? newline, bool closefd, Value opener)
    {
        if (mode.Binary && buffering == 1 && !StreamWarnings.Warn(thread, ExceptionTypes.RuntimeWarning, "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used"))
        {
            return Value.Error;
        }

        var raw = new FileIOObject(thread, IOTypes.FileIO);
        Value stream = Value.Of(raw);
        if (!FileOpening.Open(thread, raw, file, mode.Raw, closefd, opener.IsUnbound ? Value.None : opener))
        {
            thread.Release(stream);
            return Value.Error;
        }

        bool lines = buffering == 1 && !mode.Binary;
        if (buffering < 0 && Libc.IsTerminal(raw.Descriptor) == 1)
        {
            lines = true;
        }

        if (buffering is < 0 or 1)
        {
            buffering = (int)Math.Clamp(raw.BlockSize, IOSupport.DefaultBufferSize, 8 << 20);
        }

        if (buffering == 0)
        {
            return mode.Binary ? stream : Discard(thread, stream, thread.ValueError("can't have unbuffered text I/O"));
        }

        TypeObject type = mode.Updating ? IOTypes.BufferedRandom : mode.Reading ? IOTypes.BufferedReader : IOTypes.BufferedWriter;
        var buffered = new BufferedObject(thread, type);
        Value binary = Value.Of(buffered);
        if (!BufferedMethods.TryInit(thread, buffered, stream, buffering, mode.Updating || mode.Reading, mode.Updating || !mode.Reading))
        {
            thread.Release(binary);
            return Discard(thread, stream, Value.Error);
        }

        thread.Release(stream);
        if (mode.Binary)
        {
            return binary;
        }

        var text = new TextIOWrapperObject(thread, IOTypes.TextIOWrapper);
        Value made = TextIOWrapperMethods.Init(thread, text, binary, encoding, errors is null ? Value.None : Value.Str(errors), newline is null ? Value.None : Value.Str(newline), lines);
        if (made.IsError || !Attributes.Set(thread, Value.Of(text), IOSupport.Mode, Value.Str(modeText)))
        {
            // Closed by hand, so that the exception in flight is not disturbed by a finaliser's flush.
            IOSupport.DoKeeping(thread, binary, IOSupport.Close);
            thread.Release(binary);
            thread.Release(Value.Of(text));
            return Value.Error;
        }

        thread.Release(binary);
        return Value.Of(text);
    }

    private static Value Discard(ThreadState thread, Value stream, Value error)
    {
        thread.Release(stream);
        return error;
    }
}
