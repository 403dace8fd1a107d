using Pyl.VM.Execution;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// A frame as programs see it. Made on demand; while the activation lives it looks through to it, afterwards it keeps what
/// was there at the end.
/// </summary>
public sealed class FrameObject : PyObject
{
    internal FrameObject(ThreadState thread, ExecutableCode code, DictObject globals)
        : base(thread, BuiltinTypes.Frame)
    {
        Code = code;
        Globals = globals;
    }

    internal ExecutableCode Code { get; }

    internal DictObject Globals { get; }

    /// <summary>The activation; null once it has ended.</summary>
    internal Frame? Live;

    /// <summary>Local variables as they were at the end; a counted reference.</summary>
    internal DictObject? FinalLocals;

    /// <summary>The last instruction run, once the activation has ended.</summary>
    internal int FinalInstruction;

    /// <summary>f_back when the frame was made; a counted reference.</summary>
    internal FrameObject? Back;

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        if (Live is { } live)
        {
            live.Object = null;
            Live = null;
        }

        if (FinalLocals is { } locals)
        {
            RefCount.Release(thread, locals);
        }

        if (Back is { } back)
        {
            RefCount.Release(thread, back);
        }
    }
}
