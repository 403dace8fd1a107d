using Pyl.Stdlib.Native.Tensors.Kernels;
using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native.Tensors;

/// <summary>
/// Runs kernels, large ones without the interpreter's lock: their operands are memory, not objects, and the caller's frame
/// keeps the tensors alive that the memory belongs to.
/// </summary>
internal static class Unlocked
{
    /// <summary>Fewer items take less time than to let go of the lock and get it back.</summary>
    private const long LeastWork = 16 << 10;

    /// <summary>Runs it; false when an exception is set.</summary>
    public static bool Run<TKernel>(ThreadState thread, in TKernel kernel)
        where TKernel : struct, IKernel
    {
        try
        {
            if (kernel.Work < LeastWork)
            {
                kernel.Run();
                return true;
            }

            thread.BeginBlocking();
            try
            {
                kernel.Run();
            }
            finally
            {
                thread.EndBlocking();
            }

            return true;
        }
        catch (DivideByZeroException)
        {
            thread.ZeroDivisionError("division of int64 items by zero");
        }
        catch (ArgumentOutOfRangeException)
        {
            thread.ValueError("int64 items cannot be raised to negative powers");
        }

        return false;
    }
}
