using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native;

/// <summary>struct flock of Linux on 64 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LockDescription
{
    public short Kind;
    public short Whence;
    public long Start;
    public long Length;
    public int Process;
}
