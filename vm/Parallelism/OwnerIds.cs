namespace Pyl.VM.Parallelism;

/// <summary>Ids that threads present to counts: interpreters' and threads' from one sequence, never used again.</summary>
internal static class OwnerIds
{
    private static int s_last;

    public static int Next() => Interlocked.Increment(ref s_last);
}
