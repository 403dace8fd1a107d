namespace Pyl.Stdlib.Native;

/// <summary>Numbers of the system's headers. Those of open differ between systems.</summary>
internal static class PosixConstants
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int ReadWrite = 2;
    public static readonly int Create = OperatingSystem.IsLinux() ? 0x40 : 0x200;
    public static readonly int Exclusive = OperatingSystem.IsLinux() ? 0x80 : 0x800;
    public static readonly int Truncate = OperatingSystem.IsLinux() ? 0x200 : 0x400;
    public static readonly int Append = OperatingSystem.IsLinux() ? 0x400 : 0x8;
    public static readonly int NonBlocking = OperatingSystem.IsLinux() ? 0x800 : 0x4;
    public static readonly int CloseOnExec = OperatingSystem.IsLinux() ? 0x80000 : 0x1000000;
    public static readonly int Directory = OperatingSystem.IsLinux() ? 0x10000 : 0x100000;
    public static readonly int NoFollow = OperatingSystem.IsLinux() ? 0x20000 : 0x100;

    // Commands of fcntl.
    public const int GetDescriptorFlags = 1;
    public const int SetDescriptorFlags = 2;
    public const int GetStatusFlags = 3;
    public const int SetStatusFlags = 4;
    public const int CloseOnExecFlag = 1;

    public const int SeekSet = 0;
    public const int SeekCurrent = 1;
    public const int SeekEnd = 2;

    public const short PollIn = 1;
    public const short PollOut = 4;
    public const short PollError = 8;
    public const short PollHangUp = 16;

    /// <summary>AT_FDCWD of Linux.</summary>
    public const int CurrentFolder = -100;

    public const int SymbolicLinkNoFollow = 0x100;
    public const int EmptyPath = 0x1000;

    public const int TypeMask = 0xF000;
    public const int TypeSocket = 0xC000;
    public const int TypeLink = 0xA000;
    public const int TypeRegular = 0x8000;
    public const int TypeBlock = 0x6000;
    public const int TypeDirectory = 0x4000;
    public const int TypeCharacter = 0x2000;
    public const int TypePipe = 0x1000;
}
