using Pyl.VM.Text;

namespace Pyl.Stdlib.Native;

/// <summary>Universal newlines over pieces of text: \r\n and \r become \n, and which kinds there were is remembered.</summary>
internal sealed class NewlineTranslator(bool translates)
{
    public const int SeenReturn = 1;
    public const int SeenNewline = 2;
    public const int SeenBoth = 4;

    /// <summary>The last piece ended in \r, which may be the half of \r\n: it comes with the next piece.</summary>
    public bool HasPendingReturn { get; set; }

    /// <summary>Kinds of newlines seen.</summary>
    public int Seen { get; set; }

    public bool Translates => translates;

    /// <summary>The next piece as the reader shall see it.</summary>
    public StrData Translate(StrData text, bool final)
    {
        if (HasPendingReturn && (final || text.Length > 0))
        {
            text = Prepend(text);
            HasPendingReturn = false;
        }

        if (!final && text.Length > 0 && text[^1] == '\r')
        {
            text = text.Slice(0, text.Length - 1);
            HasPendingReturn = true;
        }

        return text.Length == 0 ? text : text.Narrow is { } narrow ? TranslateNarrow(narrow) : TranslateWide(text);
    }

    private StrData TranslateNarrow(string text)
    {
        if (!text.Contains('\r'))
        {
            if ((Seen & SeenNewline) == 0 && text.Contains('\n'))
            {
                Seen |= SeenNewline;
            }

            return text;
        }

        Note(text.Length, i => text[i]);
        return translates ? text.Replace("\r\n", "\n").Replace('\r', '\n') : text;
    }

    private StrData TranslateWide(StrData text)
    {
        Note(text.Length, i => text[i]);
        if (!translates)
        {
            return text;
        }

        var builder = new StrDataBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\r')
            {
                builder.Append('\n');
                i += i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
            }
            else
            {
                builder.Append(text[i]);
            }
        }

        return builder.ToStrData();
    }

    private void Note(int length, Func<int, int> at)
    {
        for (int i = 0; i < length && Seen != (SeenReturn | SeenNewline | SeenBoth); i++)
        {
            int c = at(i);
            if (c == '\n')
            {
                Seen |= SeenNewline;
            }
            else if (c == '\r')
            {
                bool both = i + 1 < length && at(i + 1) == '\n';
                Seen |= both ? SeenBoth : SeenReturn;
                i += both ? 1 : 0;
            }
        }
    }

    private static StrData Prepend(StrData text)
    {
        var builder = new StrDataBuilder(text.Length + 1);
        builder.Append('\r');
        builder.Append(text);
        return builder.ToStrData();
    }
}
