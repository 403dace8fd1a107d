namespace Pyl.Parallel.Tests;

/// <summary>
/// The protocol of biased counts (CONCURRENCY 2, vm/Memory/RefCount.cs and MergeQueue.cs) as a small machine whose every atomic
/// step is one transition, so that all interleavings of a few threads can be walked. Thread 0 owns the object. Threads may
/// count references in advance (vm/Memory/ForeignCounts.cs); they hand them in only when the protocol asks them to, so that
/// an object which nobody comes back to is found.
/// </summary>
internal static class CountProtocolModel
{
    private const int Default = 0;
    private const int MaybeWeak = 1;
    private const int Queued = 2;
    private const int Merged = 3;

    /// <summary>References in a batch: any number above twice of what a walk can hold.</summary>
    private const int Batch = 32;

    /// <summary>What a thread is in the middle of.</summary>
    private enum Step : byte
    {
        Idle,

        /// <summary>The owner's count has come to zero; the shared field is to be read.</summary>
        LastLocal,

        /// <summary>Ownership is given up; the merged state is to be published.</summary>
        PublishMerged,

        /// <summary>The queued state is set; the object is to be put into the owner's queue.</summary>
        Enqueue,

        /// <summary>The owner found no owner any more when it enqueued: an ordinary release.</summary>
        ReleaseMerged,

        /// <summary>The owner has taken the object from its queue and given up ownership; the counts are to be added.</summary>
        PublishDrained,

        /// <summary>A release by a thread with a batch, which has read the shared field.</summary>
        Give,

        /// <summary>The batch is out of the thread's table; it is to be subtracted.</summary>
        HandIn,
    }

    /// <summary>What may happen in a walk.</summary>
    /// <param name="References">References that each thread holds at the start; thread 0's are the local count.</param>
    /// <param name="Retains">How often each thread may take a further reference while it holds one.</param>
    /// <param name="Tries">How often each thread may try to retain without holding one, as readers of slots and weak references do.</param>
    /// <param name="IsShareable">The object starts in the state that lets others try.</param>
    /// <param name="Batches">How often each thread may take a batch.</param>
    /// <param name="Passes">How often each thread may give a reference away, through a container say: whoever gets it releases it.</param>
    public sealed record Setting(int[] References, int[] Retains, int[] Tries, bool IsShareable, int[] Batches, int[] Passes);

    /// <summary>Walks everything; the number of states, or a description of what went wrong.</summary>
    public static (int States, string? Fault) Explore(Setting setting)
    {
        int threads = setting.References.Length;
        var start = new State(threads)
        {
            Owner = true,
            Local = setting.References[0],
            Count = setting.References.Skip(1).Sum(),
            Flags = setting.IsShareable ? MaybeWeak : Default,
        };
        setting.References.CopyTo(start.Held, 0);
        setting.Retains.CopyTo(start.Retains, 0);
        setting.Tries.CopyTo(start.Tries, 0);
        setting.Batches.CopyTo(start.Batches, 0);
        setting.Passes.CopyTo(start.Passes, 0);
        var seen = new HashSet<string> { start.Key() };
        var work = new Stack<State>();
        work.Push(start);
        while (work.TryPop(out State? state))
        {
            bool moved = false;
            foreach (State next in Successors(state))
            {
                moved = true;
                if (next.Fault is not null)
                {
                    return (seen.Count, $"{next.Fault} after {state.Key()}");
                }

                if (seen.Add(next.Key()))
                {
                    work.Push(next);
                }
            }

            if (!moved && !state.Dead)
            {
                return (seen.Count, $"never finalised: {state.Key()}");
            }
        }

        return (seen.Count, null);
    }

    private static IEnumerable<State> Successors(State state)
    {
        for (int t = 0; t < state.Held.Length; t++)
        {
            switch (state.Steps[t])
            {
                case Step.Idle:
                    foreach (State next in FromIdle(state, t))
                    {
                        yield return next;
                    }

                    break;
                case Step.LastLocal:
                    yield return Change(state, t, s =>
                    {
                        if (s.Count == 0 && s.Flags == Default)
                        {
                            s.Destroy(t);
                        }
                        else
                        {
                            s.Owner = false;
                            s.Steps[t] = Step.PublishMerged;
                        }
                    });
                    break;
                case Step.PublishMerged:
                    yield return Change(state, t, s =>
                    {
                        s.Flags = Merged;
                        Ended(s, t);
                    });
                    break;
                case Step.Give:
                    yield return Change(state, t, s => Give(s, t));
                    break;
                case Step.HandIn:
                    yield return Change(state, t, s => HandIn(s, t));
                    break;
                case Step.Enqueue:
                    yield return Change(state, t, s =>
                    {
                        if (s.Owner)
                        {
                            s.InQueue++;
                            Continue(s, t);
                        }
                        else
                        {
                            s.Steps[t] = Step.ReleaseMerged;
                        }
                    });
                    break;
                case Step.ReleaseMerged:
                    yield return Change(state, t, s => Release(s, t));
                    break;
                case Step.PublishDrained:
                    yield return Change(state, t, s =>
                    {
                        s.Count += s.Local - 1;
                        s.Local = 0;
                        s.Flags = Merged;
                        Ended(s, t);
                    });
                    break;
            }
        }
    }

    private static IEnumerable<State> FromIdle(State state, int t)
    {
        bool owns = t == 0 && state.Owner;
        if (t == 0 && state.InQueue > 0)
        {
            // The owner drains its queue at a safe point. Who has merged meanwhile leaves an ordinary release behind.
            yield return Change(state, t, s =>
            {
                s.InQueue--;
                s.Owner = false;
                s.Steps[t] = Step.PublishDrained;
            });
        }

        if (state.Asked[t])
        {
            yield return Change(state, t, s =>
            {
                s.Asked[t] = false;
                TakeOut(s, t);
            });
        }

        if (state.Held[t] > 0)
        {
            for (int other = 0; other < state.Held.Length && state.Passes[t] > 0; other++)
            {
                int to = other;
                if (to != t)
                {
                    yield return Change(state, t, s =>
                    {
                        s.Passes[t]--;
                        s.Held[t]--;
                        s.Held[to]++;
                    });
                }
            }

            if (!owns && state.Batches[t] > 0 && state.Credit[t] < 0)
            {
                yield return Change(state, t, s =>
                {
                    s.Batches[t]--;
                    s.Credit[t] = Batch;
                    s.Count += Batch;
                });
            }

            yield return Change(state, t, s =>
            {
                s.Held[t]--;
                if (!owns && s.Credit[t] >= 0)
                {
                    s.Seen[t] = (s.Count * 4) + s.Flags;
                    s.Steps[t] = Step.Give;
                }
                else if (!owns)
                {
                    Release(s, t);
                }
                else if (--s.Local == 0)
                {
                    s.Steps[t] = Step.LastLocal;
                }
            });
            if (state.Retains[t] > 0)
            {
                yield return Change(state, t, s =>
                {
                    s.Retains[t]--;
                    s.Held[t]++;
                    if (owns)
                    {
                        s.Local++;
                    }
                    else if (s.Credit[t] > 0)
                    {
                        s.Credit[t]--;
                    }
                    else
                    {
                        s.Count++;
                    }
                });
            }
        }

        if (t != 0 && state.Tries[t] > 0)
        {
            yield return Change(state, t, s =>
            {
                s.Tries[t]--;
                if (s.Credit[t] > 0)
                {
                    s.Credit[t]--;
                    s.Held[t]++;
                    return;
                }

                bool refused = s.Count == 0 && s.Flags is Default or Merged && s.Count == 0;
                if (!refused)
                {
                    s.Count++;
                    s.Held[t]++;
                    if (s.Dead)
                    {
                        s.Fault = "a dead object was retained";
                    }
                }
            });
        }
    }

    /// <summary>A release by a thread that does not own the object: one compare-and-swap.</summary>
    private static void Release(State s, int t)
    {
        s.Steps[t] = Step.Idle;
        if (s.Count % Batch == 0 && s.Flags is Default or MaybeWeak && s.Count % Batch == 0)
        {
            s.Flags = Queued;
            s.Steps[t] = Step.Enqueue;
            return;
        }

        s.Count--;
        if (s.Flags == Merged)
        {
            Ended(s, t);
        }
    }

    /// <summary>A release by a thread that has a batch and has seen the shared field a moment ago.</summary>
    private static void Give(State s, int t)
    {
        s.Steps[t] = Step.Idle;
        int seen = s.Seen[t] >> 2;
        int flags = s.Seen[t] & 3;
        s.Seen[t] = 0;
        if (s.Credit[t] == Batch)
        {
            s.ReleaseAfter[t] = true;
            if (seen % Batch == 0)
            {
                TakeOut(s, t);
            }
            else
            {
                Continue(s, t);
            }

            return;
        }

        s.Credit[t]++;
        int others = ((seen + (Batch / 2)) >> 5) - 1;
        if (flags == Merged && seen - s.Credit[t] <= others * Batch)
        {
            TakeOut(s, t);
        }
    }

    private static void TakeOut(State s, int t)
    {
        if (s.Credit[t] > 0)
        {
            s.Giving[t] = s.Credit[t];
            s.Steps[t] = Step.HandIn;
        }

        s.Credit[t] = -1;
    }

    private static void HandIn(State s, int t)
    {
        s.Steps[t] = Step.Idle;
        s.Count -= s.Giving[t];
        s.Giving[t] = 0;
        if (s.Flags is Default or MaybeWeak && s.Count < 0)
        {
            s.Count++;
            s.Flags = Queued;
            s.Steps[t] = Step.Enqueue;
        }
        else if (s.Flags == Merged)
        {
            Ended(s, t);
        }
        else
        {
            Continue(s, t);
        }
    }

    /// <summary>The count of an object that nobody owns was changed: it is dead, or everybody is asked for batches.</summary>
    private static void Ended(State s, int t)
    {
        s.Steps[t] = Step.Idle;
        if (s.Count == 0)
        {
            s.Destroy(t);
            return;
        }

        int batches = (s.Count + (Batch / 2)) >> 5;
        if (batches > 0 && s.Count <= batches * Batch)
        {
            for (int other = 0; other < s.Credit.Length; other++)
            {
                s.Asked[other] |= other != t && s.Credit[other] >= 0;
            }

            TakeOut(s, t);
        }

        if (s.Steps[t] == Step.Idle)
        {
            Continue(s, t);
        }
    }

    /// <summary>The batch is dealt with; what it was handed in for goes on.</summary>
    private static void Continue(State s, int t)
    {
        s.Steps[t] = Step.Idle;
        if (s.ReleaseAfter[t])
        {
            s.ReleaseAfter[t] = false;
            Release(s, t);
        }
    }

    private static State Change(State from, int thread, Action<State> change)
    {
        State next = from.Copy();
        change(next);
        return next;
    }

    private sealed class State(int threads)
    {
        public bool Owner;
        public int Local;
        public int Count;
        public int Flags;
        public int InQueue;
        public bool Dead;
        public string? Fault;
        public readonly int[] Held = new int[threads];
        public readonly int[] Retains = new int[threads];
        public readonly int[] Tries = new int[threads];
        public readonly int[] Batches = new int[threads];
        public readonly int[] Passes = new int[threads];

        /// <summary>What is left of the thread's batch; -1 when it has none.</summary>
        public readonly int[] Credit = [.. Enumerable.Repeat(-1, threads)];
        public readonly int[] Giving = new int[threads];
        public readonly int[] Seen = new int[threads];
        public readonly bool[] Asked = new bool[threads];
        public readonly bool[] ReleaseAfter = new bool[threads];
        public readonly Step[] Steps = new Step[threads];

        public void Destroy(int thread)
        {
            Steps[thread] = Step.Idle;
            if (Dead)
            {
                Fault = "finalised twice";
            }
            else if (Held.Any(static h => h > 0))
            {
                Fault = "finalised while in use";
            }

            Dead = true;
        }

        public State Copy()
        {
            var copy = new State(Held.Length) { Owner = Owner, Local = Local, Count = Count, Flags = Flags, InQueue = InQueue, Dead = Dead };
            Held.CopyTo(copy.Held, 0);
            Retains.CopyTo(copy.Retains, 0);
            Tries.CopyTo(copy.Tries, 0);
            Batches.CopyTo(copy.Batches, 0);
            Passes.CopyTo(copy.Passes, 0);
            Credit.CopyTo(copy.Credit, 0);
            Giving.CopyTo(copy.Giving, 0);
            Seen.CopyTo(copy.Seen, 0);
            Asked.CopyTo(copy.Asked, 0);
            ReleaseAfter.CopyTo(copy.ReleaseAfter, 0);
            Steps.CopyTo(copy.Steps, 0);
            return copy;
        }

        public string Key() =>
            $"owner {Owner} local {Local} shared {Count}/{Flags} queue {InQueue} dead {Dead} held {string.Join(",", Held)} retains {string.Join(",", Retains)} tries {string.Join(",", Tries)} batches {string.Join(",", Batches)} passes {string.Join(",", Passes)} credit {string.Join(",", Credit)} giving {string.Join(",", Giving)} seen {string.Join(",", Seen)} asked {string.Join(",", Asked)} after {string.Join(",", ReleaseAfter)} steps {string.Join(",", Steps)}";
    }
}
