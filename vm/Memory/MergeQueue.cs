using Pyl.VM.Runtime;

namespace Pyl.VM.Memory;

/// <summary>
/// Objects whose owner was asked to merge, keyed by owner id (CONCURRENCY 3). An owner that has exited cannot drain, so
/// its objects are merged by whoever asks, under the queue's lock; destruction always runs outside it.
/// </summary>
public sealed class MergeQueue
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, List<PyObject>> _waiting = [];
    private readonly Dictionary<int, ThreadState> _owners = [];

    /// <summary>Makes the thread's owner id known; several threads may present one id.</summary>
    internal void Register(ThreadState thread)
    {
        lock (_lock)
        {
            _owners[thread.OwnerId] = thread;
        }
    }

    internal void Enqueue(ThreadState thread, PyObject reference)
    {
        int owner = Volatile.Read(ref reference.OwnerId);
        bool ownerGone = false;
        if (owner != RefCount.NoOwner)
        {
            lock (_lock)
            {
                if (_owners.TryGetValue(owner, out ThreadState? target))
                {
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

        if (ownerGone)
        {
            RefCount.ExplicitMerge(thread, reference, -1);
        }
        else
        {
            RefCount.Release(thread, reference);
        }
    }

    /// <summary>Merges what waits for this thread's owner id; runs at safe points.</summary>
    internal void Drain(ThreadState thread)
    {
        List<PyObject>? mine;
        lock (_lock)
        {
            _waiting.Remove(thread.OwnerId, out mine);
        }

        if (mine is not null)
        {
            foreach (PyObject reference in mine)
            {
                RefCount.ExplicitMerge(thread, reference, -1);
            }
        }
    }
}
