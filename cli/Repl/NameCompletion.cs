using Pyl.VM.Embedding;

namespace Pyl.Cli.Repl;

/// <summary>Completes names, and attributes of names behind a dot. Nothing is called but what dir() and attributes call.</summary>
internal static class NameCompletion
{
    /// <summary>The endings of the name that the text ends with.</summary>
    public static IReadOnlyList<string> Endings(PromptSession session, string text)
    {
        int start = text.Length;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '.'))
        {
            start--;
        }

        string name = text[start..];
        int dot = name.LastIndexOf('.');
        string owner = dot < 0 ? "" : name[..dot];
        string attribute = name[(dot + 1)..];
        if (owner.Length == 0 && (dot == 0 || attribute.Length == 0))
        {
            return [];
        }

        return [.. session.Complete(owner, attribute).Select(found => found[attribute.Length..])];
    }
}
