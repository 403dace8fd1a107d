using System.Text;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>The replacement of sub() and expand(): literal pieces and groups.</summary>
internal sealed class ReplacementTemplate
{
    /// <summary>Marks the fault that is an IndexError.</summary>
    private const char UnknownName = '\0';

    private readonly List<(Value Literal, int Group)> _parts = [];

    /// <summary>Reads a str or bytes (borrowed); null with an exception set.</summary>
    public static ReplacementTemplate? Parse(ThreadState thread, PatternObject pattern, Value template)
    {
        int[] text;
        if (pattern.IsBytes)
        {
            if (template.Ref is null || template.Ref is StrObject || !Buffers.TryGet(thread, template, out ReadOnlySpan<byte> bytes))
            {
                thread.ClearException();
                thread.TypeError($"sequence item 0: expected a bytes-like object, {template.Type.Name} found");
                return null;
            }

            text = [.. bytes.ToArray().Select(static b => (int)b)];
        }
        else if (template.Ref is StrObject str)
        {
            text = str.Data.ToCodePoints();
        }
        else
        {
            thread.TypeError(template.Ref is BytesObject ? "sequence item 0: expected str instance, bytes found" : $"decoding to str: need a bytes-like object, {template.Type.Name} found");
            return null;
        }

        var result = new ReplacementTemplate();
        try
        {
            result.Read(text, pattern);
            return result;
        }
        catch (RegexFault fault) when (fault.Message[0] == UnknownName)
        {
            thread.Raise(ExceptionTypes.IndexError, $"unknown group name '{fault.Message[1..]}'");
        }
        catch (RegexFault fault)
        {
            RegexModule.RaiseFault(thread, fault.Message, template, fault.Position);
        }

        return null;
    }

    /// <summary>False when the text is the same for all matches.</summary>
    public bool HasGroups => _parts.Exists(static part => part.Group >= 0);

    /// <summary>Appends the text that stands for a match, which may be null when there are no groups in the template.</summary>
    public void Append(ThreadState thread, MatchObject? match, PieceJoiner joiner)
    {
        foreach ((Value literal, int group) in _parts)
        {
            if (group < 0)
            {
                joiner.Add(literal);
            }
            else if (match!.Start(group) >= 0)
            {
                joiner.Add(match.Group(thread, group, Value.None));
            }
        }
    }

    private void Read(int[] text, PatternObject pattern)
    {
        var literal = new List<int>();
        int position = 0;
        while (position < text.Length)
        {
            int start = position;
            int c = text[position++];
            if (c != '\\')
            {
                literal.Add(c);
                continue;
            }

            if (position >= text.Length)
            {
                throw new RegexFault("bad escape (end of pattern)", start);
            }

            c = text[position++];
            switch (c)
            {
                case 'g':
                    AddGroup(literal, NamedGroup(text, ref position, pattern), pattern);
                    break;
                case '0':
                    int value = 0;
                    for (int i = 0; i < 2 && position < text.Length && text[position] is >= '0' and <= '7'; i++)
                    {
                        value = (value * 8) + text[position++] - '0';
                    }

                    literal.Add(value & 0xFF);
                    break;
                case >= '1' and <= '9':
                    int number = c - '0';
                    if (position < text.Length && text[position] is >= '0' and <= '9')
                    {
                        if (c <= '7' && text[position] <= '7' && position + 1 < text.Length && text[position + 1] is >= '0' and <= '7')
                        {
                            int octal = (number * 64) + ((text[position] - '0') * 8) + text[position + 1] - '0';
                            position += 2;
                            if (octal > 0xFF)
                            {
                                throw new RegexFault($"octal escape value \\{Convert.ToString(octal, 8)} outside of range 0-0o377", start);
                            }

                            literal.Add(octal);
                            break;
                        }

                        number = (number * 10) + text[position++] - '0';
                    }

                    AddGroup(literal, number <= pattern.Program.GroupCount ? number : throw new RegexFault($"invalid group reference {number}", start + 1), pattern);
                    break;
                default:
                    literal.Add(c switch
                    {
                        'a' => '\a',
                        'b' => '\b',
                        'f' => '\f',
                        'n' => '\n',
                        'r' => '\r',
                        't' => '\t',
                        'v' => '\v',
                        '\\' => '\\',
                        (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => throw new RegexFault($"bad escape \\{(char)c}", start),
                        _ => -1,
                    });
                    if (literal[^1] < 0)
                    {
                        literal[^1] = '\\';
                        literal.Add(c);
                    }

                    break;
            }
        }

        Flush(literal, pattern);
    }

    private static int NamedGroup(int[] text, ref int position, PatternObject pattern)
    {
        if (position >= text.Length || text[position] != '<')
        {
            throw new RegexFault("missing <", position);
        }

        int start = ++position;
        var name = new StringBuilder();
        while (position < text.Length && text[position] != '>')
        {
            name.Append(text[position] > 0xFFFF ? char.ConvertFromUtf32(text[position]) : ((char)text[position]).ToString());
            position++;
        }

        if (position >= text.Length)
        {
            throw name.Length == 0 ? new RegexFault("missing group name", start) : new RegexFault("missing >, unterminated name", start);
        }

        if (name.Length == 0)
        {
            throw new RegexFault("missing group name", start);
        }

        position++;
        string key = name.ToString();
        if (key.All(static c => c is >= '0' and <= '9'))
        {
            return int.TryParse(key, out int number) && number <= pattern.Program.GroupCount ? number : throw new RegexFault($"invalid group reference {key}", start);
        }

        if (!(char.IsLetter(key[0]) || key[0] == '_') || !key.All(static c => char.IsLetterOrDigit(c) || c == '_'))
        {
            throw new RegexFault($"bad character in group name {Literals.ReprText(CodePoints.FromUtf16(key))}", start);
        }

        return pattern.Program.GroupNames.TryGetValue(key, out int group)
            ? group
            : throw new RegexFault(UnknownName + key, start);
    }

    private void AddGroup(List<int> literal, int group, PatternObject pattern)
    {
        Flush(literal, pattern);
        _parts.Add((Value.Unbound, group));
    }

    private void Flush(List<int> literal, PatternObject pattern)
    {
        if (literal.Count == 0)
        {
            return;
        }

        Value value = pattern.IsBytes
            ? Value.Of(BytesObject.Of([.. literal.Select(static c => (byte)c)]))
            : Value.Of(StrObject.Of(StrData.FromCodePoints(literal.ToArray())));
        literal.Clear();
        _parts.Add((value, -1));
    }
}
