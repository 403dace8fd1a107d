using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>The pieces of a text that sub() makes; all are str, or all are bytes.</summary>
internal sealed class PieceJoiner(bool isBytes)
{
    private readonly List<Value> _pieces = [];

    /// <summary>Takes a str or bytes, uncounted or kept alive by somebody else until <see cref="Join"/>.</summary>
    public void Add(Value piece) => _pieces.Add(piece);

    public Value Join(ThreadState thread)
    {
        if (isBytes)
        {
            using var output = new MemoryStream();
            foreach (Value piece in _pieces)
            {
                output.Write(((BytesObject)piece.Ref!).Data);
            }

            return Value.Of(BytesObject.Of(output.ToArray()));
        }

        long length = 0;
        bool wide = false;
        foreach (Value piece in _pieces)
        {
            length += ((StrObject)piece.Ref!).Length;
            wide |= ((StrObject)piece.Ref!).IsWide;
        }

        if (length > StrObject.MaxLength)
        {
            return thread.Raise(ExceptionTypes.MemoryError, "");
        }

        if (!wide)
        {
            return Value.Of(StrObject.OfNarrow(string.Concat(_pieces.Select(static p => ((StrObject)p.Ref!).Narrow))));
        }

        var points = new List<int>((int)length);
        foreach (Value piece in _pieces)
        {
            points.AddRange(((StrObject)piece.Ref!).Data.ToCodePoints());
        }

        return Value.Of(StrObject.Of(StrData.FromCodePoints(points.ToArray())));
    }
}
