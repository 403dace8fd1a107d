namespace Pyl.VM.Runtime;

/// <summary>Which objects a thread is making the repr of, so that a container that contains itself prints "..." there.</summary>
public static class ReprGuard
{
    /// <summary>False when the object's repr is already being made. Each success is paired with <see cref="Leave"/>.</summary>
    public static bool Enter(ThreadState thread, PyObject reference)
    {
        List<PyObject> running = thread.ReprsRunning;
        for (int i = running.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(running[i], reference))
            {
                return false;
            }
        }

        running.Add(reference);
        return true;
    }

    public static void Leave(ThreadState thread) => thread.ReprsRunning.RemoveAt(thread.ReprsRunning.Count - 1);
}
