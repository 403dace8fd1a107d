using Pyl.VM.Runtime;
using Pyl.VM.Sync;

namespace Pyl.VM.Memory;

/// <summary>
/// Objects whose owner was asked to merge, keyed by owner id (CONCURRENCY 3). An owner that has exited cannot drain, so
/// its objects are merged by whoever asks, under the queue's lock; destruction always runs outside it.
/// </summary>
public sealed class MergeQueue
{
    private readonly Lock _lock = new();
    private Dictionary<int, List<PyObject>>? _waiting;
    private readonly Dictionary<int, ThreadState> _owners = [];

    /// <summary>Makes the thread's owner id known; of several threads that present one id, the first answers for all.</summary>
    internal void Register(ThreadState thread)
    {
        lock (_lock)
        {
            _owners.TryAdd(thread.OwnerId, thread);
        }
    }

    /// <summary>The thread ends: merges what waits for it; from then on, others merge its objects themselves.</summary>
    internal void Unregister(ThreadState thread)
    {
        while (true)
        {
            lock (_lock)
            {
                if (!_owners.TryGetValue(thread.OwnerId, out ThreadState? registered) || !ReferenceEquals(registered, thread))
                {
                    return;
                }

                if (_waiting?.ContainsKey(thread.OwnerId) is not true)
                {
                    _owners.Remove(thread.OwnerId);
                    return;
                }
            }

            Drain(thread);
        }
    }

    internal void Enqueue(ThreadState thread, PyObject reference)
    {
        int owner = Volatile.Read(ref reference.OwnerId);
        bool ownerGone = false;
        bool isDead = false;
        bool isMerged = false;
        if (owner != RefCount.NoOwner)
        {
            lock (_lock)
            {
                if (_owners.TryGetValue(owner, out ThreadState? target))
                {
                    if (Attachment.TryActFor(target))
                    {
                        // The owner waits for something and cannot merge: it is done for it.
                        isDead = RefCount.MergeCounts(reference, -1);
                        isMerged = true;
                        Attachment.EndActingFor(target);
                        goto Merged;
                    }

                    _waiting ??= [];
                    if (!_waiting.TryGetValue(owner, out List<PyObject>? list))
                    {
                        _waiting[owner] = list = [];
                    }

                    list.Add(reference);
                    target.RequestMerge();
                    return;
                }

                ownerGone = true;
            }
        }

    Merged:
        if (isDead)
        {
            Destruction.Destroy(thread, reference);
        }
        else if (isMerged)
        {
            RefCount.CollectIfDead(thread, reference);
        }
        else if (ownerGone)
        {
            RefCount.ExplicitMerge(thread, reference, -1);
        }
        else if (owner == RefCount.NoOwner)
        {
            RefCount.Release(thread, reference);
        }
    }

    /// <summary>Merges what waits for this thread's owner id; runs at safe points.</summary>
    internal void Drain(ThreadState thread)
    {
        List<PyObject>? mine = null;
        lock (_lock)
        {
            _waiting?.Remove(thread.OwnerId, out mine);
        }

        if (mine is not null)
        {
            thread.Statistics.Merges += mine.Count;
            foreach (PyObject reference in mine)
            {
                RefCount.ExplicitMerge(thread, reference, -1);
            }
        }
    }
}
