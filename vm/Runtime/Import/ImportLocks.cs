namespace Pyl.VM.Runtime;

/// <summary>
/// Which thread loads which module: another that wants it waits until it is complete, unless the two would then wait for each
/// other; then it gets the module as it is (CPython's module locks with their deadlock detection, Lib/importlib/_bootstrap.py).
/// </summary>
internal sealed class ImportLocks
{
    private readonly Dictionary<string, ThreadState> _loading = [];
    private int _count;

    /// <summary>Waits while another thread loads the module; false when an exception is set (Ctrl-C).</summary>
    public bool WaitFor(ThreadState thread, string name)
    {
        return Volatile.Read(ref _count) == 0 || WaitWhileLoading(thread, name);
    }

    private bool WaitWhileLoading(ThreadState thread, string name)
    {
        lock (this)
        {
            if (!MustWait(thread, name))
            {
                return true;
            }

            thread.AwaitedModule = name;
        }

        return Wait(thread, name);
    }

    private bool Wait(ThreadState thread, string name)
    {
        WaitResult result = Waiting.Wait(thread, this, (Locks: this, Thread: thread, Name: name), static s => !s.Locks.MustWait(s.Thread, s.Name), Waiting.Forever);
        lock (this)
        {
            thread.AwaitedModule = null;
        }

        return result == WaitResult.Done;
    }

    /// <summary>The thread begins to load the module; false when another was faster.</summary>
    public bool TryBegin(ThreadState thread, string name)
    {
        lock (this)
        {
            if (_loading.TryGetValue(name, out ThreadState? owner))
            {
                // Its own again, or that of somebody who waits for this thread: it goes on with what there is.
                return ReferenceEquals(owner, thread) || !MustWait(thread, name);
            }

            _loading.Add(name, thread);
            _count = _loading.Count;
            return true;
        }
    }

    /// <summary>The module is complete, or has failed.</summary>
    public void End(ThreadState thread, string name)
    {
        lock (this)
        {
            if (_loading.TryGetValue(name, out ThreadState? owner) && ReferenceEquals(owner, thread))
            {
                _loading.Remove(name);
                _count = _loading.Count;
                Monitor.PulseAll(this);
            }
        }
    }

    private bool MustWait(ThreadState thread, string name)
    {
        if (!_loading.ContainsKey(name))
        {
            return false;
        }

        // Follows who waits for whom; a chain that leads back to this thread is a deadlock.
        while (_loading.TryGetValue(name, out ThreadState? owner))
        {
            if (ReferenceEquals(owner, thread))
            {
                return false;
            }

            if (owner.AwaitedModule is not { } next)
            {
                return true;
            }

            name = next;
        }

        // The end of the chain has just been loaded: its loader is about to go on.
        return true;
    }
}
