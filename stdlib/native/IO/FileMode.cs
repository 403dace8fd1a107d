using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native;

/// <summary>The mode of open(), taken apart.</summary>
internal readonly record struct OpenMode(bool Creating, bool Reading, bool Writing, bool Appending, bool Updating, bool Text, bool Binary)
{
    /// <summary>The mode for FileIO: without t and b.</summary>
    public string Raw => (Creating ? "x" : "") + (Reading ? "r" : "") + (Writing ? "w" : "") + (Appending ? "a" : "") + (Updating ? "+" : "");

    /// <summary>False with ValueError set when the mode makes no sense.</summary>
    public static bool TryParse(ThreadState thread, string mode, out OpenMode parsed)
    {
        parsed = default;
        for (int i = 0; i < mode.Length; i++)
        {
            if (!"axrwb+t".Contains(mode[i]) || mode.IndexOf(mode[i], i + 1) >= 0)
            {
                thread.ValueError($"invalid mode: '{mode}'");
                return false;
            }
        }

        parsed = new OpenMode(mode.Contains('x'), mode.Contains('r'), mode.Contains('w'), mode.Contains('a'), mode.Contains('+'), mode.Contains('t'), mode.Contains('b'));
        if (parsed.Text && parsed.Binary)
        {
            thread.ValueError("can't have text and binary mode at once");
            return false;
        }

        int kinds = (parsed.Creating ? 1 : 0) + (parsed.Reading ? 1 : 0) + (parsed.Writing ? 1 : 0) + (parsed.Appending ? 1 : 0);
        if (kinds > 1)
        {
            thread.ValueError("must have exactly one of create/read/write/append mode");
            return false;
        }

        // No kind at all is FileIO's to refuse, in its own words.
        return true;
    }
}
