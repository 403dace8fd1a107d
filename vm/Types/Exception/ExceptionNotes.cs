using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Notes added by the runtime to the exception in flight (PEP 678).</summary>
internal static class ExceptionNotes
{
    public static void Add(ThreadState thread, string note)
    {
        ExceptionObject exception = thread.TakeException();
        Value notes = Attributes.TryGet(thread, Value.Of(exception), Names.Notes);
        if (notes.Ref is ListObject list)
        {
            list.Add(Value.Str(note));
            thread.Release(notes);
        }
        else
        {
            Value created = Value.Of(ListObject.Of(thread, [Value.Str(note)]));
            Attributes.Set(thread, Value.Of(exception), Names.Notes, created);
            thread.Release(created);
        }

        thread.ClearException();
        thread.Exception = exception;
    }
}
