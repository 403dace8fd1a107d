using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>An iterator made in C# that await delegates to without going through its methods.</summary>
internal abstract class NativeAwaitableObject(ThreadState thread, TypeObject type) : PyObject(thread, type)
{
    /// <summary>
    /// The value yielded, a new reference; <see cref="Value.End"/> when it has returned, with the result in
    /// <paramref name="returned"/> (a new reference); or Error.
    /// </summary>
    public abstract Value Send(ThreadState thread, out Value returned);
}
