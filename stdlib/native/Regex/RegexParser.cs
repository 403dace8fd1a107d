using System.Text;
using Pyl.VM.Text;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>Python's syntax of regular expressions (library reference, "re"); throws <see cref="RegexFault"/>.</summary>
internal sealed class RegexParser
{
    private const int DepthLimit = 800;

    private readonly int[] _text;
    private readonly bool _isBytes;
    private readonly Dictionary<int, (int Least, int Most)> _widths = [];
    private readonly HashSet<int> _open = [];
    private int _position;
    private int _depth;
    private RegexFlags _flags;

    private RegexParser(int[] text, RegexFlags flags, bool isBytes)
    {
        _text = text;
        _flags = flags;
        _isBytes = isBytes;
    }

    /// <summary>Number of capturing groups.</summary>
    public int GroupCount { get; private set; }

    public Dictionary<string, int> GroupNames { get; } = [];

    /// <summary>Group numbers in the order in which the groups close.</summary>
    public List<int> ClosingOrder { get; } = [];

    public RegexFlags Flags => _flags;

    public static (RegexNode Root, RegexParser Parser) Parse(int[] text, RegexFlags flags, bool isBytes)
    {
        var parser = new RegexParser(text, flags, isBytes);
        parser.CheckFlags(flags);
        parser.ReadGlobalFlags();
        if (!isBytes && (parser._flags & RegexFlags.Ascii) == 0)
        {
            parser._flags |= RegexFlags.Unicode;
        }

        RegexFlags overall = parser._flags;
        RegexNode root = parser.Alternation();
        if (parser._position < text.Length)
        {
            throw new RegexFault("unbalanced parenthesis", parser._position);
        }

        parser._flags = overall;
        return (root, parser);
    }

    private bool IsAscii => _isBytes || (_flags & RegexFlags.Ascii) != 0;

    private bool AtEnd => _position >= _text.Length;

    private int Current => _position < _text.Length ? _text[_position] : -1;

    private void CheckFlags(RegexFlags flags)
    {
        if (_isBytes && (flags & RegexFlags.Unicode) != 0)
        {
            throw new ArgumentException("cannot use UNICODE flag with a bytes pattern");
        }

        if (_isBytes && (flags & RegexFlags.Ascii) != 0 && (flags & RegexFlags.Locale) != 0)
        {
            throw new ArgumentException("ASCII and LOCALE flags are incompatible");
        }

        if (!_isBytes && (flags & RegexFlags.Locale) != 0)
        {
            throw new ArgumentException("cannot use LOCALE flag with a str pattern");
        }

        if (!_isBytes && (flags & RegexFlags.Ascii) != 0 && (flags & RegexFlags.Unicode) != 0)
        {
            throw new ArgumentException("ASCII and UNICODE flags are incompatible");
        }
    }

    /// <summary>(?flags) at the very start holds for the whole expression.</summary>
    private void ReadGlobalFlags()
    {
        while (true)
        {
            int start = _position;
            SkipVerbose();
            if (Current != '(' || Peek(1) != '?' || FlagOf(Peek(2)) == 0)
            {
                _position = start;
                return;
            }

            int end = _position + 2;
            RegexFlags added = RegexFlags.None;
            while (end < _text.Length && FlagOf(_text[end]) is var flag and not RegexFlags.None)
            {
                added |= flag;
                end++;
            }

            if (end >= _text.Length || _text[end] != ')')
            {
                _position = start;
                return;
            }

            CheckInline(added, _position + 2);
            _flags |= added;
            _position = end + 1;
        }
    }

    private void CheckInline(RegexFlags added, int at)
    {
        if (_isBytes && (added & RegexFlags.Unicode) != 0)
        {
            throw new RegexFault("bad inline flags: cannot use 'u' flag with a bytes pattern", at + 1);
        }

        if (!_isBytes && (added & RegexFlags.Locale) != 0)
        {
            throw new RegexFault("bad inline flags: cannot use 'L' flag with a str pattern", at + 1);
        }
    }

    private int Peek(int distance) => _position + distance < _text.Length ? _text[_position + distance] : -1;

    private RegexNode Alternation()
    {
        if (++_depth > DepthLimit)
        {
            throw new InsufficientExecutionStackException();
        }

        var branches = new List<RegexNode> { Sequence() };
        while (Current == '|')
        {
            _position++;
            branches.Add(Sequence());
        }

        _depth--;
        return branches.Count == 1 ? branches[0] : new AlternationNode(branches);
    }

    private SequenceNode Sequence()
    {
        var items = new List<RegexNode>();
        while (true)
        {
            SkipVerbose();
            if (AtEnd || Current is '|' or ')')
            {
                return new SequenceNode(items);
            }

            int start = _position;
            if (Current is '*' or '+' or '?' || (Current == '{' && TryBraces(out _, out _, consume: false)))
            {
                Repeat(items, start);
                continue;
            }

            if (Item() is { } item)
            {
                items.Add(item);
            }
        }
    }

    private void SkipVerbose()
    {
        while ((_flags & RegexFlags.Verbose) != 0 && !AtEnd)
        {
            if (Current is ' ' or '\t' or '\n' or '\r' or '\v' or '\f')
            {
                _position++;
            }
            else if (Current == '#')
            {
                while (!AtEnd && Current != '\n')
                {
                    _position++;
                }
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>A quantifier for the last item.</summary>
    private void Repeat(List<RegexNode> items, int start)
    {
        int least;
        int most;
        switch (Current)
        {
            case '*':
                (least, most) = (0, RegexNode.Unlimited);
                _position++;
                break;
            case '+':
                (least, most) = (1, RegexNode.Unlimited);
                _position++;
                break;
            case '?':
                (least, most) = (0, 1);
                _position++;
                break;
            default:
                TryBraces(out least, out most, consume: true);
                if (most < least)
                {
                    throw new RegexFault("min repeat greater than max repeat", start + 1);
                }

                break;
        }

        RegexNode? body = items.Count > 0 ? items[^1] : null;
        if (body is null or AnchorNode)
        {
            throw new RegexFault("nothing to repeat", start);
        }

        if (body is RepeatNode)
        {
            throw new RegexFault("multiple repeat", start);
        }

        RepeatKind kind = RepeatKind.Greedy;
        if (Current is '?' or '+')
        {
            kind = Current == '?' ? RepeatKind.Lazy : RepeatKind.Possessive;
            _position++;
        }

        items[^1] = new RepeatNode(body, least, most, kind);
    }

    /// <summary>{m}, {m,}, {,n}, {m,n}; anything else is literal.</summary>
    private bool TryBraces(out int least, out int most, bool consume)
    {
        (least, most) = (0, RegexNode.Unlimited);
        int at = _position + 1;
        string first = Digits(ref at);
        string? second = first;
        if (at < _text.Length && _text[at] == ',')
        {
            at++;
            second = Digits(ref at);
        }
        else if (first.Length == 0)
        {
            return false;
        }

        if (at >= _text.Length || _text[at] != '}')
        {
            return false;
        }

        if (first.Length > 0 && !int.TryParse(first, out least))
        {
            throw new OverflowException("the repetition number is too large");
        }

        if (second.Length > 0 && !int.TryParse(second, out most))
        {
            throw new OverflowException("the repetition number is too large");
        }

        if (consume)
        {
            _position = at + 1;
        }

        return true;
    }

    private string Digits(ref int at)
    {
        var digits = new StringBuilder();
        while (at < _text.Length && _text[at] is >= '0' and <= '9')
        {
            digits.Append((char)_text[at++]);
        }

        return digits.ToString();
    }

    /// <summary>Null for what matches nothing of its own, such as a comment.</summary>
    private RegexNode? Item()
    {
        int c = _text[_position];
        switch (c)
        {
            case '.':
                _position++;
                return new AnyNode((_flags & RegexFlags.DotAll) != 0);
            case '^':
                _position++;
                return Anchor((_flags & RegexFlags.MultiLine) != 0 ? AnchorKind.LineStart : AnchorKind.TextStart);
            case '$':
                _position++;
                return Anchor((_flags & RegexFlags.MultiLine) != 0 ? AnchorKind.LineEnd : AnchorKind.LastLineEnd);
            case '(':
                return Parenthesis();
            case '[':
                return Set();
            case '\\':
                return Escape();
            default:
                _position++;
                return new LiteralNode(c);
        }
    }

    private AnchorNode Anchor(AnchorKind kind) => new(kind, IsAscii);

    private RegexNode? Parenthesis()
    {
        int start = _position++;
        if (Current != '?')
        {
            return Capture(start, null, 0);
        }

        _position++;
        if (AtEnd)
        {
            throw new RegexFault("unexpected end of pattern", _position);
        }

        int kind = _text[_position++];
        switch (kind)
        {
            case ':':
                return Close(start, new ScopeNode(null, Alternation()));
            case '>':
                return Close(start, new AtomicNode(Alternation()));
            case '=':
            case '!':
                return Close(start, new LookNode(true, kind == '!', Alternation()));
            case '#':
                while (!AtEnd && Current != ')')
                {
                    _position++;
                }

                if (AtEnd)
                {
                    throw new RegexFault("missing ), unterminated comment", start);
                }

                _position++;
                return null;
            case '<':
                return Behind(start);
            case 'P':
                return Named(start);
            case '(':
                return Condition(start);
            default:
                if (FlagOf(kind) != 0 || kind == '-')
                {
                    _position--;
                    return Scope(start);
                }

                throw new RegexFault($"unknown extension ?{Show(kind)}", start + 1);
        }
    }

    private LookNode Behind(int start)
    {
        if (AtEnd)
        {
            throw new RegexFault("unexpected end of pattern", _position);
        }

        int kind = _text[_position++];
        if (kind is not ('=' or '!'))
        {
            throw new RegexFault($"unknown extension ?<{Show(kind)}", start + 1);
        }

        RegexNode body = Alternation();
        if (body.Width.Least != body.Width.Most)
        {
            Close(start, body);
            throw new RegexFault("look-behind requires fixed-width pattern", -1);
        }

        return Close(start, new LookNode(false, kind == '!', body));
    }

    private RegexNode Named(int start)
    {
        if (Current == '<')
        {
            _position++;
            int at = _position;
            string name = Name('>', "group name");
            CheckName(name, at);
            return Capture(start, name, at);
        }

        if (Current == '=')
        {
            _position++;
            int at = _position;
            string name = Name(')', "group name");
            CheckName(name, at);
            return GroupNames.TryGetValue(name, out int number) ? BackReference(number, at) : throw new RegexFault($"unknown group name '{name}'", at);
        }

        if (AtEnd)
        {
            throw new RegexFault("unexpected end of pattern", _position);
        }

        throw new RegexFault($"unknown extension ?P{Show(Current)}", start + 1);
    }

    private ConditionNode Condition(int start)
    {
        int at = _position;
        string name = Name(')', "group name");
        int number;
        if (name.Length > 0 && name.All(static c => c is >= '0' and <= '9'))
        {
            if (!int.TryParse(name, out number) || number == 0)
            {
                throw new RegexFault("bad group number", at);
            }

            if (number > 1_000_000)
            {
                throw new RegexFault($"invalid group reference {name}", at);
            }
        }
        else
        {
            CheckName(name, at);
            if (!GroupNames.TryGetValue(name, out number))
            {
                throw new RegexFault($"unknown group name '{name}'", at);
            }
        }

        _depth++;
        RegexNode yes = Sequence();
        RegexNode? no = null;
        if (Current == '|')
        {
            _position++;
            no = Sequence();
            if (Current == '|')
            {
                throw new RegexFault("conditional backref with more than two branches", _position);
            }
        }

        _depth--;
        if (number > GroupCount)
        {
            throw new RegexFault($"invalid group reference {number}", at);
        }

        return Close(start, new ConditionNode(number, yes, no));
    }

    private RegexNode? Scope(int start)
    {
        (RegexFlags on, RegexFlags off) = (RegexFlags.None, RegexFlags.None);
        int first = _position;
        while (!AtEnd && FlagOf(Current) is var flag and not RegexFlags.None)
        {
            on |= flag;
            _position++;
        }

        CheckInline(on, first);
        if (AtEnd)
        {
            throw new RegexFault("missing -, : or )", _position);
        }

        if (Current == ')')
        {
            throw new RegexFault("global flags not at the start of the expression", start);
        }

        if (Current == '-')
        {
            _position++;
            if (AtEnd)
            {
                throw new RegexFault("missing flag", _position);
            }

            while (!AtEnd && FlagOf(Current) is var flag and not RegexFlags.None)
            {
                off |= flag;
                _position++;
            }

            if (off == RegexFlags.None)
            {
                throw new RegexFault(IsLetter(Current) ? "unknown flag" : "missing flag", _position);
            }

            if ((off & (RegexFlags.Ascii | RegexFlags.Locale | RegexFlags.Unicode)) != 0)
            {
                throw new RegexFault("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", _position);
            }
        }

        if (Current != ':')
        {
            throw new RegexFault(AtEnd ? "missing :" : IsLetter(Current) ? "unknown flag" : off != 0 ? "missing :" : "missing -, : or )", _position);
        }

        if ((on & off) != 0)
        {
            throw new RegexFault("bad inline flags: flag turned on and off", _position);
        }

        _position++;
        RegexFlags outer = _flags;
        if ((on & (RegexFlags.Ascii | RegexFlags.Unicode)) != 0)
        {
            _flags &= ~(RegexFlags.Ascii | RegexFlags.Unicode);
        }

        _flags = (_flags | on) & ~off;
        RegexNode body = Alternation();
        _flags = outer;
        bool? ignoresCase = (on & RegexFlags.IgnoreCase) != 0 ? true : (off & RegexFlags.IgnoreCase) != 0 ? false : null;
        return Close(start, new ScopeNode(ignoresCase, body));
    }

    private GroupNode Capture(int start, string? name, int nameAt)
    {
        int number = ++GroupCount;
        if (name is not null)
        {
            if (GroupNames.TryGetValue(name, out int before))
            {
                throw new RegexFault($"redefinition of group name '{name}' as group {number}; was group {before}", nameAt);
            }

            GroupNames[name] = number;
        }

        _open.Add(number);
        RegexNode body = Alternation();
        GroupNode group = Close(start, new GroupNode(number, body));
        _open.Remove(number);
        _widths[number] = body.Width;
        ClosingOrder.Add(number);
        return group;
    }

    private T Close<T>(int start, T node)
    {
        if (Current != ')')
        {
            throw new RegexFault("missing ), unterminated subpattern", start);
        }

        _position++;
        return node;
    }

    private string Name(char terminator, string what)
    {
        int start = _position;
        var name = new StringBuilder();
        while (!AtEnd && Current != terminator)
        {
            name.Append(char.ConvertFromUtf32(Current is >= 0xD800 and <= 0xDFFF ? 0xFFFD : Current));
            _position++;
        }

        if (AtEnd)
        {
            throw name.Length == 0 ? new RegexFault($"missing {what}", start) : new RegexFault($"missing {terminator}, unterminated name", start);
        }

        if (name.Length == 0)
        {
            throw new RegexFault($"missing {what}", start);
        }

        _position++;
        return name.ToString();
    }

    private static void CheckName(string name, int at)
    {
        bool valid = char.IsLetter(name[0]) || name[0] == '_';
        foreach (char c in name)
        {
            valid &= char.IsLetterOrDigit(c) || c == '_' || char.IsSurrogate(c);
        }

        if (!valid)
        {
            throw new RegexFault($"bad character in group name {Literals.ReprText(CodePoints.FromUtf16(name))}", at);
        }
    }

    private BackReferenceNode BackReference(int number, int at)
    {
        if (_open.Contains(number))
        {
            throw new RegexFault("cannot refer to an open group", at);
        }

        return new BackReferenceNode(number, _widths[number]);
    }

    private RegexNode Escape()
    {
        int start = _position++;
        if (AtEnd)
        {
            throw new RegexFault("bad escape (end of pattern)", start);
        }

        int c = _text[_position];
        switch (c)
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                _position++;
                return new SetNode(false, [], [(char)c], IsAscii);
            case 'A':
                _position++;
                return Anchor(AnchorKind.TextStart);
            case 'Z' or 'z':
                _position++;
                return Anchor(AnchorKind.TextEnd);
            case 'b':
                _position++;
                return Anchor(AnchorKind.WordBoundary);
            case 'B':
                _position++;
                return Anchor(AnchorKind.NoWordBoundary);
            case >= '1' and <= '9':
                return NumberEscape(start);
            default:
                return new LiteralNode(CharacterEscape(start));
        }
    }

    /// <summary>\1 to \99 are back references, three octal digits a character.</summary>
    private RegexNode NumberEscape(int start)
    {
        if (IsOctal(Current) && IsOctal(Peek(1)) && IsOctal(Peek(2)))
        {
            int value = ((Current - '0') * 64) + ((Peek(1) - '0') * 8) + Peek(2) - '0';
            if (value > 0xFF)
            {
                throw new RegexFault($"octal escape value {TextOf(start, _position + 3)} outside of range 0-0o377", start);
            }

            _position += 3;
            return new LiteralNode(value);
        }

        int number = Current - '0';
        _position++;
        if (Current is >= '0' and <= '9')
        {
            number = (number * 10) + Current - '0';
            _position++;
        }

        return number <= GroupCount ? BackReference(number, start) : throw new RegexFault($"invalid group reference {number}", start + 1);
    }

    /// <summary>The character of an escape, in and outside of sets; at the character after the backslash.</summary>
    private int CharacterEscape(int start)
    {
        int c = _text[_position++];
        switch (c)
        {
            case 'a':
                return '\a';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'x':
                return Hexadecimal(start, 2);
            case 'u' when !_isBytes:
                return Hexadecimal(start, 4);
            case 'U' when !_isBytes:
                int point = Hexadecimal(start, 8);
                return point is >= 0 and <= 0x10FFFF ? point : throw new RegexFault($"bad escape {TextOf(start, _position)}", start);
            case '0':
                int value = 0;
                for (int i = 0; i < 2 && IsOctal(Current); i++)
                {
                    value = (value * 8) + Current - '0';
                    _position++;
                }

                return value;
        }

        return IsLetter(c) || c is >= '1' and <= '9' ? throw new RegexFault($"bad escape {TextOf(start, _position)}", start) : c;
    }

    private int Hexadecimal(int start, int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; i++)
        {
            if (AtEnd || Current > 'f' || !char.IsAsciiHexDigit((char)Current))
            {
                throw new RegexFault($"incomplete escape {TextOf(start, _position)}", start);
            }

            value = (value * 16) + Convert.ToInt32(((char)Current).ToString(), 16);
            _position++;
        }

        return value;
    }

    private RegexNode Set()
    {
        int start = _position++;
        bool negated = Current == '^';
        if (negated)
        {
            _position++;
        }

        var ranges = new List<(int, int)>();
        var categories = new List<char>();
        bool first = true;
        while (true)
        {
            if (AtEnd)
            {
                throw new RegexFault("unterminated character set", start);
            }

            if (Current == ']' && !first)
            {
                _position++;
                break;
            }

            first = false;
            int itemStart = _position;
            int low = SetItem(categories);
            if (Current != '-' || Peek(1) == ']')
            {
                if (low >= 0)
                {
                    ranges.Add((low, low));
                }

                continue;
            }

            _position++;
            if (AtEnd)
            {
                throw new RegexFault("unterminated character set", start);
            }

            int count = categories.Count;
            int high = SetItem(categories);
            if (low < 0 || high < 0 || categories.Count != count)
            {
                throw new RegexFault($"bad character range {TextOf(itemStart, _position)}", itemStart);
            }

            if (high < low)
            {
                throw new RegexFault($"bad character range {TextOf(itemStart, _position)}", itemStart);
            }

            ranges.Add((low, high));
        }

        return !negated && ranges.Count == 1 && categories.Count == 0 && ranges[0].Item1 == ranges[0].Item2
            ? new LiteralNode(ranges[0].Item1)
            : new SetNode(negated, ranges, categories, IsAscii);
    }

    /// <summary>A character, or -1 for a category that was added.</summary>
    private int SetItem(List<char> categories)
    {
        int start = _position;
        int c = _text[_position++];
        if (c != '\\')
        {
            return c;
        }

        if (AtEnd)
        {
            throw new RegexFault("bad escape (end of pattern)", start);
        }

        switch (Current)
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                categories.Add((char)_text[_position++]);
                return -1;
            case 'b':
                _position++;
                return '\b';
            case >= '0' and <= '7':
                int value = 0;
                int digits = 0;
                for (; digits < 3 && IsOctal(Current); digits++)
                {
                    value = (value * 8) + Current - '0';
                    _position++;
                }

                return value <= 0xFF ? value : throw new RegexFault($"octal escape value {TextOf(start, _position)} outside of range 0-0o377", start);
            default:
                return CharacterEscape(start);
        }
    }

    private static RegexFlags FlagOf(int c) => c switch
    {
        'i' => RegexFlags.IgnoreCase,
        'L' => RegexFlags.Locale,
        'm' => RegexFlags.MultiLine,
        's' => RegexFlags.DotAll,
        'x' => RegexFlags.Verbose,
        'a' => RegexFlags.Ascii,
        'u' => RegexFlags.Unicode,
        _ => RegexFlags.None,
    };

    private static bool IsOctal(int c) => c is >= '0' and <= '7';

    private static bool IsLetter(int c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static string Show(int c) => c < 0 ? "" : new StrPoint(c).ToString();

    private string TextOf(int start, int end)
    {
        var text = new StringBuilder();
        for (int i = start; i < Math.Min(end, _text.Length); i++)
        {
            text.Append(Show(_text[i]));
        }

        return text.ToString();
    }

    private readonly record struct StrPoint(int Value)
    {
        public override string ToString() => Value > 0xFFFF ? char.ConvertFromUtf32(Value) : ((char)Value).ToString();
    }
}
