using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Writes an exception with its traceback to sys.stderr, as the interpreter does for one that nobody caught.</summary>
internal static class ExceptionReport
{
    private static readonly StrObject s_print = StrObject.Intern("_print_exception_bltin");

    /// <summary>Writes the report; the exception is borrowed. Whatever goes wrong meanwhile is dropped.</summary>
    public static void Write(ThreadState thread, ExceptionObject exception)
    {
        Value stream = StandardStreams.Find(thread, Names.StdErr);
        if (stream.IsUnbound)
        {
            return;
        }

        ExceptionObject? inFlight = thread.Exception;
        thread.Exception = null;
        Value module = Importing.ImportModule(thread, "traceback");
        Value result = module.IsError ? module : thread.CallMethod(module, s_print, Value.Of(exception));
        if (!module.IsError)
        {
            thread.Release(module);
        }

        if (result.IsError)
        {
            thread.ClearException();
            WritePlain(thread, exception);
        }
        else
        {
            thread.Release(result);
        }

        thread.Exception = inFlight;
    }

    /// <summary>Without the module traceback, or when it fails: places and the exception, no more.</summary>
    private static void WritePlain(ThreadState thread, ExceptionObject exception)
    {
        if (exception.Traceback is not null)
        {
            StandardStreams.WriteError(thread, "Traceback (most recent call last):\n");
        }

        for (TracebackObject? entry = exception.Traceback; entry is not null; entry = entry.Next)
        {
            StandardStreams.WriteError(thread, $"  File \"{entry.Code.Code.FileName}\", line {entry.Position.Line}, in {entry.Code.Code.Name}\n");
        }

        string? text = Operators.StrText(thread, Value.Of(exception));
        if (text is null)
        {
            thread.ClearException();
            text = "<exception str() failed>";
        }

        StandardStreams.WriteError(thread, text.Length == 0 ? $"{exception.Type.Name}\n" : $"{exception.Type.Name}: {text}\n");
    }
}
