using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pyl.VM.Runtime;

/// <summary>Room on the C# stack for the arguments of an ordinary call, one put in front included.</summary>
[InlineArray(Length)]
internal struct FewArguments
{
    public const int Length = 5;

    private Value _first;

    /// <summary>
    /// Fills a buffer on the stack and gives the filled part; there is room for all. Item by item, because a copy of a span goes through the runtime, which looks whether the
    /// target is on the heap.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<Value> Fill(ref FewArguments buffer, Value first, ReadOnlySpan<Value> others)
    {
        buffer[0] = first;
        if (others.Length > 0)
        {
            buffer[1] = others[0];
            if (others.Length > 1)
            {
                buffer[2] = others[1];
                if (others.Length > 2)
                {
                    buffer[3] = others[2];
                    if (others.Length > 3)
                    {
                        buffer[4] = others[3];
                    }
                }
            }
        }

        return MemoryMarshal.CreateSpan(ref buffer._first, others.Length + 1);
    }
}
