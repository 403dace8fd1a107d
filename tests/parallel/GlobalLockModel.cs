namespace Pyl.Parallel.Tests;

/// <summary>
/// The interpreter's lock (vm/Parallelism/Gil/GlobalLock.cs, vm/Sync/WaitWord.cs) as a small machine whose every read, write and call of futex is one transition, so that all
/// interleavings of a few threads can be walked. What the lock publishes before it looks is a full fence there, hence one order of all steps is enough here. Time never
/// passes for those who sleep, but for what asks the holder to let go: a wake-up that is lost is a deadlock.
/// </summary>
internal static class GlobalLockModel
{
    private enum Step : byte
    {
        Start,
        CountWaiter,
        Look,
        CountSleeper,
        TakeOrSleep,
        Sleep,
        Asleep,
        UncountSleeper,
        UncountWaiter,
        BecomeHolder,
        LookForTurns,
        CountTurn,
        WakeTurns,
        Withdraw,
        Work,
        Free,
        LookForSleepers,
        WakeSleeper,
        CountTurnWaiter,
        ReadTurn,
        ReadHolder,
        ReadWaiters,
        SleepForTurn,
        AsleepForTurn,
        UncountTurnWaiter,
        Done,
    }

    /// <summary>Mistakes that the walk has to find: what shows that it can.</summary>
    public enum Mistake
    {
        None,

        /// <summary>The lock looks for sleepers before it is free.</summary>
        LooksBeforeFreeing,

        /// <summary>Who is about to sleep is counted only when it has found the lock taken.</summary>
        CountsSleeperLate,

        /// <summary>A holder that was asked looks whether it is still the last one before it is counted.</summary>
        CountsTurnWaiterLate,
    }

    /// <summary>Walks everything that threads can do that take the lock so often each; the number of states, or a description of what went wrong.</summary>
    public static (int States, string? Fault) Explore(int threads, int rounds, Mistake mistake = Mistake.None)
    {
        var start = new State(threads);
        Array.Fill(start.Rounds, (byte)rounds);
        var seen = new HashSet<string> { start.Key() };
        var work = new Stack<State>();
        work.Push(start);
        while (work.TryPop(out State? state))
        {
            bool moved = false;
            for (int t = 0; t < threads; t++)
            {
                foreach (State next in Successors(state, t, mistake))
                {
                    moved = true;
                    if (next.Holders > 1)
                    {
                        return (seen.Count, $"two threads hold the lock: {next.Key()}");
                    }

                    if (seen.Add(next.Key()))
                    {
                        work.Push(next);
                    }
                }
            }

            if (!moved && !Array.TrueForAll(state.Steps, static step => step == Step.Done))
            {
                return (seen.Count, $"nobody wakes who sleeps: {state.Key()}");
            }

            // Who sleeps for a millisecond may ask the holder to let go. That alone is no progress.
            if (state.Held && Array.IndexOf(state.Steps, Step.Asleep) >= 0 && state.LastHolder >= 0 && !state.Asked[state.LastHolder])
            {
                State asked = state.Copy();
                asked.Asked[asked.LastHolder] = true;
                if (seen.Add(asked.Key()))
                {
                    work.Push(asked);
                }
            }
        }

        return (seen.Count, null);
    }

    private static IEnumerable<State> Successors(State state, int t, Mistake mistake)
    {
        State next = state.Copy();
        Step step = next.Steps[t];
        switch (step)
        {
            case Step.Start when next.Rounds[t] == 0:
                step = Step.Done;
                break;
            case Step.Start:
                step = next.TryTake() ? Step.BecomeHolder : Step.CountWaiter;
                break;
            case Step.CountWaiter:
                next.Waiters++;
                step = Step.Look;
                break;
            case Step.Look:
                // It looks some times without sleeping; whether one of them finds the lock free is anybody's guess.
                if (!next.Held)
                {
                    State taken = next.Copy();
                    taken.TryTake();
                    taken.Steps[t] = Step.UncountWaiter;
                    yield return taken;
                }

                step = mistake == Mistake.CountsSleeperLate ? Step.TakeOrSleep : Step.CountSleeper;
                break;
            case Step.CountSleeper:
                next.Sleepers++;
                step = mistake == Mistake.CountsSleeperLate ? Step.Sleep : Step.TakeOrSleep;
                break;
            case Step.TakeOrSleep when mistake == Mistake.CountsSleeperLate:
                step = next.TryTake() ? Step.UncountWaiter : Step.CountSleeper;
                break;
            case Step.TakeOrSleep:
                step = next.TryTake() ? Step.UncountSleeper : Step.Sleep;
                break;
            case Step.Sleep when mistake == Mistake.CountsSleeperLate:
                // And does not look at the number again.
                step = Step.Asleep;
                break;
            case Step.Sleep:
                step = next.Held ? Step.Asleep : Step.TakeOrSleep;
                break;
            case Step.Asleep or Step.AsleepForTurn or Step.Done:
                yield break;
            case Step.UncountSleeper:
                next.Sleepers--;
                step = Step.UncountWaiter;
                break;
            case Step.UncountWaiter:
                next.Waiters--;
                step = Step.BecomeHolder;
                break;
            case Step.BecomeHolder when next.LastHolder == t:
                step = Step.Withdraw;
                break;
            case Step.BecomeHolder:
                next.LastHolder = (sbyte)t;
                step = Step.LookForTurns;
                break;
            case Step.LookForTurns:
                step = next.TurnWaiters > 0 ? Step.CountTurn : Step.Withdraw;
                break;
            case Step.CountTurn:
                next.Turns++;
                step = Step.WakeTurns;
                break;
            case Step.WakeTurns:
                for (int other = 0; other < next.Steps.Length; other++)
                {
                    if (next.Steps[other] == Step.AsleepForTurn)
                    {
                        next.Steps[other] = Step.ReadTurn;
                    }
                }

                step = Step.Withdraw;
                break;
            case Step.Withdraw:
                next.Asked[t] = false;
                step = Step.Work;
                break;
            case Step.Work:
                next.WasAsked[t] = next.Asked[t];
                if (mistake == Mistake.LooksBeforeFreeing)
                {
                    next.Late[t] = next.Sleepers > 0;
                }

                step = Step.Free;
                break;
            case Step.Free:
                next.Held = false;
                next.Holders--;
                step = Step.LookForSleepers;
                break;
            case Step.LookForSleepers:
                bool found = mistake == Mistake.LooksBeforeFreeing ? next.Late[t] : next.Sleepers > 0;
                next.Late[t] = false;
                step = found ? Step.WakeSleeper : AfterRelease(next, t, mistake);
                break;
            case Step.WakeSleeper:
                step = AfterRelease(next, t, mistake);
                next.Steps[t] = step;
                foreach (State woken in WakeOne(next, mistake))
                {
                    yield return woken;
                }

                yield break;
            case Step.CountTurnWaiter:
                next.TurnWaiters++;
                step = mistake == Mistake.CountsTurnWaiterLate ? Step.SleepForTurn : Step.ReadTurn;
                break;
            case Step.ReadTurn:
                next.Turn[t] = next.Turns;
                step = Step.ReadHolder;
                break;
            case Step.ReadHolder:
                step = next.LastHolder != t ? Leave(mistake) : Step.ReadWaiters;
                break;
            case Step.ReadWaiters:
                step = next.Waiters == 0 ? Leave(mistake) : mistake == Mistake.CountsTurnWaiterLate ? Step.CountTurnWaiter : Step.SleepForTurn;
                break;
            case Step.SleepForTurn:
                step = next.Turn[t] == next.Turns ? Step.AsleepForTurn : Step.ReadTurn;
                break;
            case Step.UncountTurnWaiter:
                next.TurnWaiters--;
                step = Step.Start;
                break;
        }

        next.Steps[t] = step;
        yield return next;
    }

    /// <summary>Whichever of those who sleep the system chooses.</summary>
    private static IEnumerable<State> WakeOne(State state, Mistake mistake)
    {
        int sleeping = Array.IndexOf(state.Steps, Step.Asleep);
        if (sleeping < 0)
        {
            yield return state;
        }

        for (; sleeping >= 0; sleeping = Array.IndexOf(state.Steps, Step.Asleep, sleeping + 1))
        {
            State woken = state.Copy();
            woken.Steps[sleeping] = Step.TakeOrSleep;
            woken.Sleepers -= mistake == Mistake.CountsSleeperLate ? 1 : 0;
            yield return woken;
        }
    }

    private static Step Leave(Mistake mistake) => mistake == Mistake.CountsTurnWaiterLate ? Step.Start : Step.UncountTurnWaiter;

    private static Step AfterRelease(State state, int t, Mistake mistake)
    {
        state.Rounds[t]--;
        return !state.WasAsked[t] ? Step.Start : mistake == Mistake.CountsTurnWaiterLate ? Step.ReadTurn : Step.CountTurnWaiter;
    }

    private sealed class State(int threads)
    {
        public readonly Step[] Steps = new Step[threads];
        public readonly byte[] Rounds = new byte[threads];
        public readonly bool[] Asked = new bool[threads];
        public readonly bool[] WasAsked = new bool[threads];
        public readonly bool[] Late = new bool[threads];
        public readonly byte[] Turn = new byte[threads];
        public bool Held;
        public int Holders;
        public sbyte LastHolder = -1;
        public int Waiters;
        public int Sleepers;
        public int TurnWaiters;
        public byte Turns;

        public bool TryTake()
        {
            bool taken = !Held;
            Held = true;
            Holders += taken ? 1 : 0;
            return taken;
        }

        public State Copy()
        {
            var copy = new State(Steps.Length)
            {
                Held = Held,
                Holders = Holders,
                LastHolder = LastHolder,
                Waiters = Waiters,
                Sleepers = Sleepers,
                TurnWaiters = TurnWaiters,
                Turns = Turns,
            };
            Steps.CopyTo(copy.Steps, 0);
            Rounds.CopyTo(copy.Rounds, 0);
            Asked.CopyTo(copy.Asked, 0);
            WasAsked.CopyTo(copy.WasAsked, 0);
            Late.CopyTo(copy.Late, 0);
            Turn.CopyTo(copy.Turn, 0);
            return copy;
        }

        /// <summary>All of it. Turns are told from each other only by whether they are still the one that was read.</summary>
        public string Key() =>
            $"{string.Join(",", Steps)} rounds {string.Join(",", Rounds)} asked {string.Join(",", Asked)} was {string.Join(",", WasAsked)} late {string.Join(",", Late)} turn {string.Join(",", Turn.Select(turn => turn == Turns))} "
            + $"held {Held} last {LastHolder} waiters {Waiters} sleepers {Sleepers} turn waiters {TurnWaiters}";
    }
}
