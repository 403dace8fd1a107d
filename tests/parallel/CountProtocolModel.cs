namespace Pyl.Parallel.Tests;

/// <summary>
/// The protocol of biased counts (CONCURRENCY 2, vm/Memory/RefCount.cs and MergeQueue.cs) as a small machine whose every atomic
/// step is one transition, so that all interleavings of a few threads can be walked. Thread 0 owns the object.
/// </summary>
internal static class CountProtocolModel
{
    private const int Default = 0;
    private const int MaybeWeak = 1;
    private const int Queued = 2;
    private const int Merged = 3;

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
    }

    /// <summary>What may happen in a walk.</summary>
    /// <param name="References">References that each thread holds at the start; thread 0's are the local count.</param>
    /// <param name="Retains">How often each thread may take a further reference while it holds one.</param>
    /// <param name="Tries">How often each thread may try to retain without holding one, as readers of slots and weak references do.</param>
    /// <param name="IsShareable">The object starts in the state that lets others try.</param>
    public sealed record Setting(int[] References, int[] Retains, int[] Tries, bool IsShareable);

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
                        s.Steps[t] = Step.Idle;
                        if (s.Count == 0)
                        {
                            s.Destroy(t);
                        }
                    });
                    break;
                case Step.Enqueue:
                    yield return Change(state, t, s =>
                    {
                        if (s.Owner)
                        {
                            s.InQueue++;
                            s.Steps[t] = Step.Idle;
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
                        s.Steps[t] = Step.Idle;
                        if (s.Count == 0)
                        {
                            s.Destroy(t);
                        }
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

        if (state.Held[t] > 0)
        {
            yield return Change(state, t, s =>
            {
                s.Held[t]--;
                if (!owns)
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
        if (s.Count == 0 && s.Flags is Default or MaybeWeak && s.Count == 0)
        {
            s.Flags = Queued;
            s.Steps[t] = Step.Enqueue;
            return;
        }

        s.Count--;
        if (s.Count == 0 && s.Flags == Merged)
        {
            s.Destroy(t);
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
            Steps.CopyTo(copy.Steps, 0);
            return copy;
        }

        public string Key() =>
            $"owner {Owner} local {Local} shared {Count}/{Flags} queue {InQueue} dead {Dead} held {string.Join(",", Held)} retains {string.Join(",", Retains)} tries {string.Join(",", Tries)} steps {string.Join(",", Steps)}";
    }
}
