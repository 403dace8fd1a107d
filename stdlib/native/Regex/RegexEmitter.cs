using System.Globalization;
using System.Text;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>
/// Writes a regular expression in .NET's syntax. Texts are UTF-16 there: with <paramref name="isWide"/> a code point above
/// 0xFFFF is a pair of chars and every construct that stands for "a character" takes a whole pair; without, all characters
/// are single chars, which is faster and right for texts that have no others.
/// </summary>
internal sealed class RegexEmitter(bool isWide)
{
    private const string Pair = "[\uD800-\uDBFF][\uDC00-\uDFFF]";

    private readonly StringBuilder _output = new();

    public static string Emit(RegexNode root, bool isWide)
    {
        var emitter = new RegexEmitter(isWide);
        emitter.Write(root);
        return emitter._output.ToString();
    }

    private void Write(RegexNode node)
    {
        switch (node)
        {
            case LiteralNode literal:
                _output.Append(literal.CodePoint > 0xFFFF ? $"(?:{Character(literal.CodePoint)})" : Character(literal.CodePoint));
                break;
            case AnyNode any:
                _output.Append((isWide, any.MatchesNewline) switch
                {
                    (false, false) => "[^\\n]",
                    (false, true) => "[\\s\\S]",
                    (true, false) => $"(?:{Pair}|[^\\n])",
                    (true, true) => $"(?:{Pair}|[\\s\\S])",
                });
                break;
            case SetNode set:
                WriteSet(set);
                break;
            case SequenceNode sequence:
                foreach (RegexNode item in sequence.Items)
                {
                    Write(item);
                }

                break;
            case AlternationNode alternation:
                _output.Append("(?:");
                WriteBranches(alternation.Branches);
                _output.Append(')');
                break;
            case GroupNode group:
                Wrap($"(?<{group.Number.ToString(CultureInfo.InvariantCulture)}>", group.Body);
                break;
            case ScopeNode scope:
                Wrap(scope.IgnoresCase switch { true => "(?i:", false => "(?-i:", null => "(?:" }, scope.Body);
                break;
            case AtomicNode atomic:
                Wrap("(?>", atomic.Body);
                break;
            case LookNode look:
                Wrap((look.IsAhead, look.IsNegated) switch { (true, false) => "(?=", (true, true) => "(?!", (false, false) => "(?<=", _ => "(?<!" }, look.Body);
                break;
            case BackReferenceNode reference:
                _output.Append(CultureInfo.InvariantCulture, $"\\k<{reference.Number}>");
                break;
            case ConditionNode condition:
                _output.Append(CultureInfo.InvariantCulture, $"(?({condition.Number})");
                Write(condition.Yes);
                _output.Append('|');
                if (condition.No is not null)
                {
                    Write(condition.No);
                }

                _output.Append(')');
                break;
            case RepeatNode repeat:
                WriteRepeat(repeat);
                break;
            case AnchorNode anchor:
                WriteAnchor(anchor);
                break;
        }
    }

    private void Wrap(string opening, RegexNode body)
    {
        _output.Append(opening);
        if (body is AlternationNode alternation)
        {
            WriteBranches(alternation.Branches);
        }
        else
        {
            Write(body);
        }

        _output.Append(')');
    }

    private void WriteBranches(IReadOnlyList<RegexNode> branches)
    {
        for (int i = 0; i < branches.Count; i++)
        {
            if (i > 0)
            {
                _output.Append('|');
            }

            Write(branches[i]);
        }
    }

    private void WriteRepeat(RepeatNode repeat)
    {
        bool possessive = repeat.Kind == RepeatKind.Possessive;
        _output.Append(possessive ? "(?>(?:" : "(?:");
        Write(repeat.Body);
        _output.Append(')');
        _output.Append((repeat.Least, repeat.Most) switch
        {
            (0, RegexNode.Unlimited) => "*",
            (1, RegexNode.Unlimited) => "+",
            (0, 1) => "?",
            (_, RegexNode.Unlimited) => string.Create(CultureInfo.InvariantCulture, $"{{{repeat.Least},}}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{{{repeat.Least},{repeat.Most}}}"),
        });
        _output.Append(possessive ? ")" : repeat.Kind == RepeatKind.Lazy ? "?" : "");
    }

    private void WriteAnchor(AnchorNode anchor)
    {
        string word = anchor.IsAscii ? "[a-zA-Z0-9_]" : "[\\p{L}\\p{N}_]";
        _output.Append(anchor.Kind switch
        {
            AnchorKind.TextStart => "\\A",
            AnchorKind.TextEnd => "\\z",
            AnchorKind.LineStart => "(?<![^\\n])",
            AnchorKind.LineEnd => "(?![^\\n])",
            AnchorKind.LastLineEnd => "(?=\\n?\\z)",
            AnchorKind.WordBoundary => $"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))",
            _ => $"(?:(?<={word})(?={word})|(?<!{word})(?!{word}))",
        });
    }

    private void WriteSet(SetNode set)
    {
        var inside = new StringBuilder();
        var others = new List<string>();
        var pairs = new List<string>();
        foreach ((int first, int last) in set.Ranges)
        {
            if (first <= 0xFFFF)
            {
                inside.Append(Character(first));
                int end = Math.Min(last, 0xFFFF);
                if (end > first)
                {
                    inside.Append('-').Append(Character(end));
                }
            }

            if (last > 0xFFFF)
            {
                AddPairs(pairs, Math.Max(first, 0x10000), last);
            }
        }

        foreach (char category in set.Categories)
        {
            string positive = (category | 0x20, set.IsAscii) switch
            {
                ('d', true) => "0-9",
                ('d', false) => "\\d",
                ('w', true) => "a-zA-Z0-9_",
                ('w', false) => "\\p{L}\\p{N}_",
                (_, true) => " \\t\\n\\r\\f\\v",
                _ => "\\s\\x1c-\\x1f",
            };
            if (char.IsLower(category))
            {
                inside.Append(positive);
            }
            else
            {
                others.Add($"[^{positive}]");
            }
        }

        // The usual case: one class.
        if (!isWide && others.Count == 0)
        {
            _output.Append(inside.Length == 0 ? set.IsNegated ? "[\\s\\S]" : "(?!)" : set.IsNegated ? $"[^{inside}]" : $"[{inside}]");
            return;
        }

        if (!isWide && !set.IsNegated && others.Count == 1 && inside.Length == 0)
        {
            _output.Append(others[0]);
            return;
        }

        var alternatives = new List<string>();
        if (isWide)
        {
            alternatives.AddRange(pairs);
            if (others.Count > 0)
            {
                alternatives.Add(Pair);
            }
        }

        if (inside.Length > 0)
        {
            alternatives.Add($"[{inside}]");
        }

        alternatives.AddRange(others);
        string any = alternatives.Count == 0 ? "(?!)" : $"(?:{string.Join('|', alternatives)})";
        _output.Append(set.IsNegated ? $"(?:(?!{any})(?:{(isWide ? Pair + "|" : "")}[\\s\\S]))" : any);
    }

    private static void AddPairs(List<string> pairs, int first, int last)
    {
        while (first <= last)
        {
            int high = 0xD800 + ((first - 0x10000) >> 10);
            int end = Math.Min(last, 0x10000 + ((high - 0xD800) << 10) + 0x3FF);
            int lowFirst = 0xDC00 + ((first - 0x10000) & 0x3FF);
            int lowLast = 0xDC00 + ((end - 0x10000) & 0x3FF);
            int highLast = high;

            // Whole blocks share one alternative.
            if (lowFirst == 0xDC00 && lowLast == 0xDFFF)
            {
                while (end + 0x400 <= last)
                {
                    end += 0x400;
                    highLast++;
                }
            }

            pairs.Add($"[{Character(high)}-{Character(highLast)}][{Character(lowFirst)}-{Character(lowLast)}]");
            first = end + 1;
        }
    }

    private static string Character(int codePoint) => codePoint switch
    {
        (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') => ((char)codePoint).ToString(),
        <= 0xFFFF => $"\\u{codePoint:X4}",
        _ => $"\\u{0xD800 + ((codePoint - 0x10000) >> 10):X4}\\u{0xDC00 + ((codePoint - 0x10000) & 0x3FF):X4}",
    };
}
