using Pyl.VM.Embedding;
using Pyl.VM.Runtime;
using Pyl.VM.Text.Codecs;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>Makes sys.stdin, sys.stdout and sys.stderr of the process's descriptors (CPython Python/pylifecycle.c init_sys_streams).</summary>
internal static class StandardStreamSetup
{
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    public static void Install(ThreadState thread, ModuleObject sys)
    {
        RuntimeSettings settings = thread.Interpreter.Settings;
        Add(thread, sys, "stdin", Make(thread, settings, 0, "<stdin>", reads: true, "strict"));
        Add(thread, sys, "stdout", Make(thread, settings, 1, "<stdout>", reads: false, "strict"));
        Add(thread, sys, "stderr", Make(thread, settings, 2, "<stderr>", reads: false, "backslashreplace"));
    }

    private static void Add(ThreadState thread, ModuleObject sys, string name, Value stream)
    {
        sys.DefineConstant($"__{name}__", stream);
        sys.DefineConstant(name, thread.Retain(stream));
    }

    /// <summary>
    /// True when the process was started with the descriptor open. .NET opens files before we run, and they get the numbers
    /// that are free; it has them closed when another program is started, which can be true of no inherited one.
    /// </summary>
    private static bool IsInherited(int descriptor)
    {
        if (OperatingSystem.IsWindows())
        {
            return FileDescriptors.TryStatus(descriptor, out _);
        }

        int flags = Libc.ControlDescriptor(descriptor, GetDescriptorFlags, 0);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    /// <summary>None when the descriptor is closed.</summary>
    private static Value Make(ThreadState thread, RuntimeSettings settings, int descriptor, string name, bool reads, string errors)
    {
        if (!IsInherited(descriptor))
        {
            return Value.None;
        }

        bool isTerminal = Libc.IsTerminal(descriptor) == 1;
        bool unbuffered = settings.Unbuffered && !reads;
        var raw = new FileIOObject(thread, IOTypes.FileIO) { Descriptor = descriptor, CanRead = reads, CanWrite = !reads, OwnsDescriptor = false };
        Value rawName = Value.Str(name);
        Attributes.GenericSet(thread, Value.Of(raw), IOSupport.Name, rawName);
        var buffered = new BufferedObject(thread, reads ? IOTypes.BufferedReader : IOTypes.BufferedWriter);
        buffered.Attach(thread, Value.Of(raw), IOSupport.DefaultBufferSize, reads, !reads);
        thread.Release(Value.Of(raw));
        var text = new TextIOWrapperObject(thread, IOTypes.TextIOWrapper);
        text.Attach(thread, Value.Of(buffered), reads, !reads, raw.IsSeekable);
        thread.Release(Value.Of(buffered));
        string encoding = settings.StreamEncoding ?? "utf-8";
        string handler = descriptor == 2 ? errors : settings.StreamErrors ?? errors;
        text.Configure(CodecRegistry.Find(encoding) ?? CodecRegistry.Utf8, encoding, handler, reads ? null : "\n", atStart: true);

        // Errors are shown line by line wherever they go; with -u everything goes at once.
        text.LineBuffering = isTerminal || descriptor == 2;
        text.WriteThrough = unbuffered;
        Attributes.GenericSet(thread, Value.Of(text), IOSupport.Mode, Value.Str(reads ? "r" : "w"));
        if (unbuffered)
        {
            text.LineBuffering = true;
            buffered.IsUnbuffered = true;
        }

        return Value.Of(text);
    }
}
