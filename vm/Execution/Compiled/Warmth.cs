using System.Diagnostics;

namespace Pyl.VM.Execution.Compiled;

/// <summary>
/// How much of the time a code object takes, so far as it can be told cheaply. Compiling costs ten milliseconds and more of a
/// core; code that takes less than some hundredth of the time shall have run that long before (as one rents skis until the
/// rent comes to the price).
/// </summary>
internal sealed class Warmth
{
    /// <summary>Calls that are counted at a time, once a function has become warm.</summary>
    public const int CallsAtATime = 400;

    /// <summary>Calls within this time make it hot at once: sixty thousand a second, some percent of the time.</summary>
    private static readonly long s_shortTime = Stopwatch.Frequency * CallsAtATime / 60_000;

    /// <summary>Turns of <see cref="CallsAtATime"/> after which a function is compiled however rarely it is called.</summary>
    private const int ManyTurns = 50;

    /// <summary>A loop that the timer finds twice within this time is hot at once.</summary>
    private static readonly long s_shortPause = Stopwatch.Frequency / 50;

    /// <summary>
    /// A loop that comes to its head this long after it was asked spends its time in what it calls, or waits: its own instructions are a hundredth of that.
    /// </summary>
    private static readonly long s_longRound = Stopwatch.Frequency / 10_000;

    /// <summary>How often a loop is found, a millisecond each, before it is compiled however long the pauses were.</summary>
    private const int ManyFinds = 10;

    private long _counted;
    private long _found;
    private int _turns;
    private int _finds;

    /// <summary>A turn of calls is over: true when the function is hot.</summary>
    public bool TurnEnded()
    {
        long now = Stopwatch.GetTimestamp();
        bool isHot = now - _counted < s_shortTime || ++_turns >= ManyTurns;
        _counted = now;
        return isHot;
    }

    /// <summary>The timer has found a loop running: true when it is hot.</summary>
    /// <param name="asked">When the timer asked.</param>
    public bool WasFound(long asked)
    {
        long now = Stopwatch.GetTimestamp();
        if (now - asked > s_longRound)
        {
            return false;
        }

        bool isHot = now - _found < s_shortPause || ++_finds >= ManyFinds;
        _found = now;
        return isHot;
    }
}
