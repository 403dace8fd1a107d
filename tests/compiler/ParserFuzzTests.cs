using System.Text;
using Pyl.Compiler.Parsing;
using Pyl.Tests;
using Xunit;

namespace Pyl.Compiler.Tests;

/// <summary>Damages sources at random: whatever comes out, the parser returns a tree or a <see cref="PylSyntaxException"/>.</summary>
public sealed class ParserFuzzTests
{
    [Fact]
    public void OnlySyntaxErrorsEscape()
    {
        string[] seeds =
        [
            .. CaseFile.Read("trees.jsonl").Select(e => e.GetProperty("source").GetString()!),
            .. CaseFile.Read("errors.jsonl").Select(e => e.GetProperty("source").GetString()!),
        ];
        FuzzRun.For(3, round =>
        {
            var random = round.Random;
            var source = random.Next(4) switch
            {
                0 => SourceDamage.Soup(random),
                1 => SourceDamage.Characters(seeds[random.Next(seeds.Length)] + seeds[random.Next(seeds.Length)], random),
                _ => SourceDamage.Characters(seeds[random.Next(seeds.Length)], random),
            };
            round.Subject = source;
            try
            {
                switch (random.Next(4))
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
        });
    }
}
