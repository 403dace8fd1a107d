namespace Pyl.VM.Memory;

/// <summary>
/// Whether every operation on a count is counted (--stats). Decided once, before the first runtime is made: the JIT then sees
/// a constant, and a run that does not ask pays nothing.
/// </summary>
public static class CountStatistics
{
    private static int s_required;

    /// <summary>To be called by a host before it makes its first runtime, when that is to report statistics.</summary>
    public static void Require() => Volatile.Write(ref s_required, 1);

    internal static class Decision
    {
        // A field rather than a property, and no static constructor: nothing is left of it in compiled code.
        public static readonly bool IsOn = Volatile.Read(ref s_required) != 0;
    }
}
