using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Pyl.Cli.Comparing;

/// <summary>How the outputs of two runs compare.</summary>
internal enum Agreement
{
    /// <summary>Byte for byte.</summary>
    Same,

    /// <summary>But for numbers with a point, which may be times.</summary>
    NumbersDiffer,

    Different,
}

/// <summary>What a run printed: all of it while it is of ordinary size, else its length and hash.</summary>
internal sealed partial class ScriptOutput : IDisposable
{
    /// <summary>More than this is not kept: a script may print without an end.</summary>
    private const int Limit = 4 << 20;

    private readonly MemoryStream _kept = new();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[]? _digest;

    /// <summary>How many bytes were printed.</summary>
    public long Length { get; private set; }

    /// <summary>The number of lines.</summary>
    public long Lines { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        Length += bytes.Length;
        Lines += bytes.Count((byte)'\n');
        if (_kept.Length < Limit)
        {
            _kept.Write(bytes[..(int)Math.Min(bytes.Length, Limit - _kept.Length)]);
        }
    }

    public Agreement CompareTo(ScriptOutput other)
    {
        if (Length == other.Length && Digest().AsSpan().SequenceEqual(other.Digest()))
        {
            return Agreement.Same;
        }

        return Length <= Limit && other.Length <= Limit && Masked() == other.Masked() ? Agreement.NumbersDiffer : Agreement.Different;
    }

    /// <summary>The first line that is not the same, in both; numbers with a point may differ.</summary>
    public (int Line, string Here, string There) FirstDifference(ScriptOutput other)
    {
        string[] here = Text().Split('\n');
        string[] there = other.Text().Split('\n');
        int line = 0;
        while (line < here.Length && line < there.Length && Mask(here[line]) == Mask(there[line]))
        {
            line++;
        }

        return (line + 1, line < here.Length ? here[line] : "", line < there.Length ? there[line] : "");
    }

    /// <summary>Writes what was kept: all of it, up to 4 MB.</summary>
    public void Save(string path)
    {
        using FileStream file = File.Create(path);
        file.Write(_kept.GetBuffer(), 0, (int)_kept.Length);
    }

    public void Dispose() => _hash.Dispose();

    private static string Mask(string text) => Blanks().Replace(Measured().Replace(text, "#"), " ");

    private byte[] Digest() => _digest ??= _hash.GetHashAndReset();

    private string Masked() => Mask(Text());

    private string Text() => Encoding.UTF8.GetString(_kept.GetBuffer(), 0, (int)_kept.Length);

    [GeneratedRegex(@"\d[\d,_]*\.\d+(e[+-]?\d+)?")]
    private static partial Regex Measured();

    /// <summary>A number of another length moves what is beside it in a table.</summary>
    [GeneratedRegex(" +")]
    private static partial Regex Blanks();
}
