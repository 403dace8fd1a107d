using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pyl.Compiler.Parsing;
using Xunit;

namespace Pyl.Compiler.Tests;

/// <summary>
/// Damages sources at random: whatever comes out, the parser returns a tree or a <see cref="PylSyntaxException"/>. Runs for
/// five seconds, or as long as PYL_FUZZ_SECONDS says; PYL_FUZZ_SEED repeats a run.
/// </summary>
public sealed class ParserFuzzTests
{
    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "{", "}", ",", ":", ";", "=", ":=", "->", "*", "**", "/", "@", ".", "...", "!", "f'", "t\"", "'",
        "\"\"\"", "f'''", "{{", "}}", "\\", "\n", "\n    ", "\n  ", "\t", "\f", "#", "\0", "é", "\U0001F600", "\uD800", "1", "0x", "1_", "1e",
        "1j", "not ", "in ", "is ", "if ", "else ", "elif ", "for ", "while ", "try:", "except ", "finally:", "with ", "as ",
        "def ", "class ", "lambda ", "async ", "await ", "yield ", "from ", "import ", "match ", "case ", "type ", "print ",
        "None", "return ", "del ", "global ", "_", "\\N{", "\\x", "\\u12", "rb'", "ub'", "<>", "!=", "!r", "\r", "\r\n", "\uFEFF",
    ];

    [Fact]
    public void OnlySyntaxErrorsEscape()
    {
        var seed = Number("PYL_FUZZ_SEED", 20260314);
        var seconds = Number("PYL_FUZZ_SECONDS", 5);
        var random = new Random(seed);
        string[] seeds =
        [
            .. CaseFile.Read("trees.jsonl").Select(e => e.GetProperty("source").GetString()!),
            .. CaseFile.Read("errors.jsonl").Select(e => e.GetProperty("source").GetString()!),
        ];
        var clock = Stopwatch.StartNew();
        for (var round = 0; clock.Elapsed.TotalSeconds < seconds; round++)
        {
            var source = Damage(seeds, random);
            try
            {
                switch (round % 4)
                {
                    case 0:
                        SourceParser.ParseInteractive(source, "f", allowIncomplete: true);
                        break;
                    case 1:
                        SourceParser.ParseExpression(source, "f");
                        break;
                    case 2:
                        SourceParser.ParseModule((ReadOnlySpan<byte>)Encoding.Latin1.GetBytes(source), "f");
                        break;
                    default:
                        SourceParser.ParseModule(source, "f", []);
                        break;
                }
            }
            catch (PylSyntaxException)
            {
                // The answer to a faulty source.
            }
            catch (Exception fault)
            {
                Assert.Fail($"seed {seed}, round {round} ({round % 4}): {fault}\nsource: {Escape(source)}");
            }
        }
    }

    private static string Damage(string[] seeds, Random random)
    {
        var text = new StringBuilder(seeds[random.Next(seeds.Length)]);
        if (random.Next(3) == 0)
            text.Append(seeds[random.Next(seeds.Length)]);
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 5), text.Length - at));
                    break;
                case 1:
                    text.Length = at;
                    break;
                case 2:
                    var length = Math.Min(random.Next(1, 12), text.Length - at);
                    text.Insert(random.Next(text.Length + 1), text.ToString(at, length));
                    break;
                default:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }

    private static string Escape(string source) =>
        string.Concat(source.Select(c => c is >= ' ' and < '\x7f' ? c.ToString() : $"\\u{(int)c:x4}"));

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
