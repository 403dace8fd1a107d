namespace Pyl.Stdlib.Native.Expressions;

/// <summary>re.error: the message without position, and the position in code points (-1 for none).</summary>
internal sealed class RegexFault(string message, int position) : Exception(message)
{
    public int Position { get; } = position;
}
