using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// What one print() of several values has to say, until all of it is known: the stream is then locked once for all pieces, and no other
/// thread writes between them. The __str__ of a later value may itself write, and must find the earlier values written: so every
/// stream of ours first asks for what its thread still holds back (<see cref="TrySettle"/>).
/// </summary>
internal sealed class PrintedLine
{
    private const int KeptCapacity = 64;

    private ITextOutput? _output;
    private StrObject[] _pieces = new StrObject[8];
    private int _count;

    /// <summary>Adds a piece for a stream; pieces for another one have been settled, for that is what happens before user code writes.</summary>
    public void Add(ITextOutput output, StrObject text)
    {
        _output = output;
        if (_count == _pieces.Length)
        {
            Array.Resize(ref _pieces, _count * 2);
        }

        _pieces[_count++] = text;
    }

    /// <summary>Writes what is held back; false when an exception is set.</summary>
    public bool TrySettle(ThreadState thread)
    {
        if (_count == 0)
        {
            return true;
        }

        // A stream over an object of the program's runs code of its own, which may print.
        (StrObject[] pieces, int count, ITextOutput output) = (_pieces, _count, _output!);
        (_pieces, _count, _output) = (new StrObject[8], 0, null);
        bool written = output.TryWriteAll(thread, pieces.AsSpan(0, count));
        if (pieces.Length <= KeptCapacity && _count == 0)
        {
            Array.Clear(pieces, 0, count);
            _pieces = pieces;
        }

        return written;
    }

    /// <summary>The same under an exception in flight, which stays; one that writing raises is lost beside it.</summary>
    public void SettleBeside(ThreadState thread)
    {
        ExceptionObject? inFlight = thread.Exception;
        thread.Exception = null;
        if (!TrySettle(thread))
        {
            thread.ClearException();
        }

        thread.Exception = inFlight;
    }
}
