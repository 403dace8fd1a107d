using System.Text;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>Writes an exception with its traceback to sys.stderr, as the interpreter does for one that nobody caught.</summary>
internal static class ExceptionReport
{
    /// <summary>Writes the report; the exception is borrowed. Whatever goes wrong meanwhile is dropped.</summary>
    public static void Write(ThreadState thread, ExceptionObject exception)
    {
        ExceptionObject? inFlight = thread.Exception;
        thread.Exception = null;
        StandardStreams.WriteError(thread, ExceptionText.Of(thread, exception));
        thread.Exception = inFlight;
    }

    /// <summary>The short form for exceptions that could not be raised: the stack without carets, the last line, nothing linked.</summary>
    public static void WriteUnraisable(ThreadState thread, ExceptionObject exception)
    {
        ExceptionObject? inFlight = thread.Exception;
        thread.Exception = null;
        var text = new StringBuilder();
        if (exception.Traceback is not null)
        {
            text.Append("Traceback (most recent call last):\n");
            StackText.Append(text, exception.Traceback, limit: null, withCarets: false);
        }

        string value = ExceptionText.SafeText(thread, Value.Of(exception), "exception", isRepr: false);
        text.Append(ExceptionText.TypeName(exception.Type)).Append(value.Length == 0 ? "\n" : $": {value}\n");
        StandardStreams.WriteError(thread, text.ToString());
        thread.Exception = inFlight;
    }
}
