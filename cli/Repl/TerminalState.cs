using System.Runtime.InteropServices;

namespace Pyl.Cli.Repl;

/// <summary>
/// How the terminal treats input: line by line with echo, as programs find it, or key by key, as .NET sets it for the editor.
/// .NET goes back only when the process ends, so input() in a program would see no echo; here the two are exchanged. The
/// system's structure is kept as bytes, which nobody looks into.
/// </summary>
internal sealed unsafe partial class TerminalState
{
    private const int Size = 256;
    private const int AfterOutput = 1;

    private readonly byte[]? _forPrograms = Get();
    private byte[]? _forEditor;

    /// <summary>Back to what the editor has left.</summary>
    public void EnterEditor() => Set(_forEditor);

    /// <summary>Back to how the terminal was when Pyl started.</summary>
    public void LeaveEditor()
    {
        _forEditor = Get();
        Set(_forPrograms);
    }

    private static byte[]? Get()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        byte[] state = new byte[Size];
        fixed (byte* start = state)
        {
            return GetAttributes(0, start) == 0 ? state : null;
        }
    }

    private static void Set(byte[]? state)
    {
        if (state is not null)
        {
            fixed (byte* start = state)
            {
                _ = SetAttributes(0, AfterOutput, start);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int descriptor, byte* state);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(int descriptor, int when, byte* state);
}
