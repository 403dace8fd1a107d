namespace Pyl.Stdlib.Native.Tensors.Kernels;

/// <summary>
/// A computation on numbers in memory. Its fields are windows and numbers, so it may run without the interpreter's lock; a
/// test holds this folder to that. An exception of .NET's tells what went wrong.
/// </summary>
internal interface IKernel
{
    /// <summary>About how many items it looks at: below a limit the lock is kept, because to let go of it costs more.</summary>
    long Work { get; }

    void Run();
}
