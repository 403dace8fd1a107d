namespace Pyl.Stdlib.Native.Expressions;

/// <summary>Python's syntax of regular expressions (library reference, "re"); throws <see cref="RegexFault"/>.</summary>
internal sealed class RegexParser
{
    private const int DepthLimit = 800;

    private readonly PatternReader _pattern;
    private readonly Dictionary<int, (int Least, int Most)> _widths = [];
    private readonly HashSet<int> _open = [];
    private int _depth;
    private RegexFlags _flags;

    private RegexParser(int[] text, RegexFlags flags, bool isBytes)
    {
        _pattern = new PatternReader(text, isBytes);
        _flags = flags;
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
        InlineFlags.Check(flags, isBytes);
        parser.ReadGlobalFlags();
        if (!isBytes && (parser._flags & RegexFlags.Ascii) == 0)
        {
            parser._flags |= RegexFlags.Unicode;
        }

        RegexFlags overall = parser._flags;
        RegexNode root = parser.Alternation();
        if (parser._pattern.Position < text.Length)
        {
            throw new RegexFault("unbalanced parenthesis", parser._pattern.Position);
        }

        parser._flags = overall;
        return (root, parser);
    }

    private bool IsAscii => _pattern.IsBytes || (_flags & RegexFlags.Ascii) != 0;

    /// <summary>(?flags) at the very start holds for the whole expression.</summary>
    private void ReadGlobalFlags()
    {
        while (true)
        {
            int start = _pattern.Position;
            SkipVerbose();
            if (_pattern.Current != '(' || _pattern.Peek(1) != '?' || InlineFlags.FlagOf(_pattern.Peek(2)) == 0)
            {
                _pattern.Position = start;
                return;
            }

            int end = _pattern.Position + 2;
            RegexFlags added = RegexFlags.None;
            while (end < _pattern.Text.Length && InlineFlags.FlagOf(_pattern.Text[end]) is var flag and not RegexFlags.None)
            {
                added |= flag;
                end++;
            }

            if (end >= _pattern.Text.Length || _pattern.Text[end] != ')')
            {
                _pattern.Position = start;
                return;
            }

            InlineFlags.CheckInline(added, _pattern.IsBytes, _pattern.Position + 2);
            _flags |= added;
            _pattern.Position = end + 1;
        }
    }

    private RegexNode Alternation()
    {
        if (++_depth > DepthLimit)
        {
            throw new InsufficientExecutionStackException();
        }

        var branches = new List<RegexNode> { Sequence() };
        while (_pattern.Current == '|')
        {
            _pattern.Position++;
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
            if (_pattern.AtEnd || _pattern.Current is '|' or ')')
            {
                return new SequenceNode(items);
            }

            int start = _pattern.Position;
            if (_pattern.Current is '*' or '+' or '?' || (_pattern.Current == '{' && TryBraces(out _, out _, consume: false)))
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
        while ((_flags & RegexFlags.Verbose) != 0 && !_pattern.AtEnd)
        {
            if (_pattern.Current is ' ' or '\t' or '\n' or '\r' or '\v' or '\f')
            {
                _pattern.Position++;
            }
            else if (_pattern.Current == '#')
            {
                while (!_pattern.AtEnd && _pattern.Current != '\n')
                {
                    _pattern.Position++;
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
        switch (_pattern.Current)
        {
            case '*':
                (least, most) = (0, RegexNode.Unlimited);
                _pattern.Position++;
                break;
            case '+':
                (least, most) = (1, RegexNode.Unlimited);
                _pattern.Position++;
                break;
            case '?':
                (least, most) = (0, 1);
                _pattern.Position++;
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
        if (_pattern.Current is '?' or '+')
        {
            kind = _pattern.Current == '?' ? RepeatKind.Lazy : RepeatKind.Possessive;
            _pattern.Position++;
        }

        items[^1] = new RepeatNode(body, least, most, kind);
    }

    /// <summary>{m}, {m,}, {,n}, {m,n}; anything else is literal.</summary>
    private bool TryBraces(out int least, out int most, bool consume)
    {
        (least, most) = (0, RegexNode.Unlimited);
        int at = _pattern.Position + 1;
        string first = _pattern.Digits(ref at);
        string? second = first;
        if (at < _pattern.Text.Length && _pattern.Text[at] == ',')
        {
            at++;
            second = _pattern.Digits(ref at);
        }
        else if (first.Length == 0)
        {
            return false;
        }

        if (at >= _pattern.Text.Length || _pattern.Text[at] != '}')
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
            _pattern.Position = at + 1;
        }

        return true;
    }

    /// <summary>Null for what matches nothing of its own, such as a comment.</summary>
    private RegexNode? Item()
    {
        int c = _pattern.Current;
        switch (c)
        {
            case '.':
                _pattern.Position++;
                return new AnyNode((_flags & RegexFlags.DotAll) != 0);
            case '^':
                _pattern.Position++;
                return Anchor((_flags & RegexFlags.MultiLine) != 0 ? AnchorKind.LineStart : AnchorKind.TextStart);
            case '$':
                _pattern.Position++;
                return Anchor((_flags & RegexFlags.MultiLine) != 0 ? AnchorKind.LineEnd : AnchorKind.LastLineEnd);
            case '(':
                return Parenthesis();
            case '[':
                return SetParser.Parse(_pattern, IsAscii);
            case '\\':
                return Escape();
            default:
                _pattern.Position++;
                return new LiteralNode(c);
        }
    }

    private AnchorNode Anchor(AnchorKind kind) => new(kind, IsAscii);

    private RegexNode? Parenthesis()
    {
        int start = _pattern.Position++;
        if (_pattern.Current != '?')
        {
            return Capture(start, null, 0);
        }

        _pattern.Position++;
        if (_pattern.AtEnd)
        {
            throw new RegexFault("unexpected end of pattern", _pattern.Position);
        }

        int kind = _pattern.Take();
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
                while (!_pattern.AtEnd && _pattern.Current != ')')
                {
                    _pattern.Position++;
                }

                if (_pattern.AtEnd)
                {
                    throw new RegexFault("missing ), unterminated comment", start);
                }

                _pattern.Position++;
                return null;
            case '<':
                return Behind(start);
            case 'P':
                return Named(start);
            case '(':
                return Condition(start);
            default:
                if (InlineFlags.FlagOf(kind) != 0 || kind == '-')
                {
                    _pattern.Position--;
                    return Scope(start);
                }

                throw new RegexFault($"unknown extension ?{PatternReader.Show(kind)}", start + 1);
        }
    }

    private LookNode Behind(int start)
    {
        if (_pattern.AtEnd)
        {
            throw new RegexFault("unexpected end of pattern", _pattern.Position);
        }

        int kind = _pattern.Take();
        if (kind is not ('=' or '!'))
        {
            throw new RegexFault($"unknown extension ?<{PatternReader.Show(kind)}", start + 1);
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
        if (_pattern.Current == '<')
        {
            _pattern.Position++;
            int at = _pattern.Position;
            string name = _pattern.Name('>', "group name");
            PatternReader.CheckName(name, at);
            return Capture(start, name, at);
        }

        if (_pattern.Current == '=')
        {
            _pattern.Position++;
            int at = _pattern.Position;
            string name = _pattern.Name(')', "group name");
            PatternReader.CheckName(name, at);
            return GroupNames.TryGetValue(name, out int number) ? BackReference(number, at) : throw new RegexFault($"unknown group name '{name}'", at);
        }

        if (_pattern.AtEnd)
        {
            throw new RegexFault("unexpected end of pattern", _pattern.Position);
        }

        throw new RegexFault($"unknown extension ?P{PatternReader.Show(_pattern.Current)}", start + 1);
    }

    private ConditionNode Condition(int start)
    {
        int at = _pattern.Position;
        string name = _pattern.Name(')', "group name");
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
            PatternReader.CheckName(name, at);
            if (!GroupNames.TryGetValue(name, out number))
            {
                throw new RegexFault($"unknown group name '{name}'", at);
            }
        }

        _depth++;
        RegexNode yes = Sequence();
        RegexNode? no = null;
        if (_pattern.Current == '|')
        {
            _pattern.Position++;
            no = Sequence();
            if (_pattern.Current == '|')
            {
                throw new RegexFault("conditional backref with more than two branches", _pattern.Position);
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
        int first = _pattern.Position;
        while (!_pattern.AtEnd && InlineFlags.FlagOf(_pattern.Current) is var flag and not RegexFlags.None)
        {
            on |= flag;
            _pattern.Position++;
        }

        InlineFlags.CheckInline(on, _pattern.IsBytes, first);
        if (_pattern.AtEnd)
        {
            throw new RegexFault("missing -, : or )", _pattern.Position);
        }

        if (_pattern.Current == ')')
        {
            throw new RegexFault("global flags not at the start of the expression", start);
        }

        if (_pattern.Current == '-')
        {
            _pattern.Position++;
            if (_pattern.AtEnd)
            {
                throw new RegexFault("missing flag", _pattern.Position);
            }

            while (!_pattern.AtEnd && InlineFlags.FlagOf(_pattern.Current) is var flag and not RegexFlags.None)
            {
                off |= flag;
                _pattern.Position++;
            }

            if (off == RegexFlags.None)
            {
                throw new RegexFault(PatternReader.IsLetter(_pattern.Current) ? "unknown flag" : "missing flag", _pattern.Position);
            }

            if ((off & (RegexFlags.Ascii | RegexFlags.Locale | RegexFlags.Unicode)) != 0)
            {
                throw new RegexFault("bad inline flags: cannot turn off flags 'a', 'u' and 'L'", _pattern.Position);
            }
        }

        if (_pattern.Current != ':')
        {
            throw new RegexFault(_pattern.AtEnd ? "missing :" : PatternReader.IsLetter(_pattern.Current) ? "unknown flag" : off != 0 ? "missing :" : "missing -, : or )", _pattern.Position);
        }

        if ((on & off) != 0)
        {
            throw new RegexFault("bad inline flags: flag turned on and off", _pattern.Position);
        }

        _pattern.Position++;
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
        if (_pattern.Current != ')')
        {
            throw new RegexFault("missing ), unterminated subpattern", start);
        }

        _pattern.Position++;
        return node;
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
        int start = _pattern.Position++;
        if (_pattern.AtEnd)
        {
            throw new RegexFault("bad escape (end of pattern)", start);
        }

        int c = _pattern.Current;
        switch (c)
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                _pattern.Position++;
                return new SetNode(false, [], [(char)c], IsAscii);
            case 'A':
                _pattern.Position++;
                return Anchor(AnchorKind.TextStart);
            case 'Z' or 'z':
                _pattern.Position++;
                return Anchor(AnchorKind.TextEnd);
            case 'b':
                _pattern.Position++;
                return Anchor(AnchorKind.WordBoundary);
            case 'B':
                _pattern.Position++;
                return Anchor(AnchorKind.NoWordBoundary);
            case >= '1' and <= '9':
                return NumberEscape(start);
            default:
                return new LiteralNode(EscapeParser.Character(_pattern, start));
        }
    }

    /// <summary>\1 to \99 are back references, three octal digits a character.</summary>
    private RegexNode NumberEscape(int start)
    {
        if (PatternReader.IsOctal(_pattern.Current) && PatternReader.IsOctal(_pattern.Peek(1)) && PatternReader.IsOctal(_pattern.Peek(2)))
        {
            int value = ((_pattern.Current - '0') * 64) + ((_pattern.Peek(1) - '0') * 8) + _pattern.Peek(2) - '0';
            if (value > 0xFF)
            {
                throw new RegexFault($"octal escape value {_pattern.TextOf(start, _pattern.Position + 3)} outside of range 0-0o377", start);
            }

            _pattern.Position += 3;
            return new LiteralNode(value);
        }

        int number = _pattern.Current - '0';
        _pattern.Position++;
        if (_pattern.Current is >= '0' and <= '9')
        {
            number = (number * 10) + _pattern.Current - '0';
            _pattern.Position++;
        }

        return number <= GroupCount ? BackReference(number, start) : throw new RegexFault($"invalid group reference {number}", start + 1);
    }

}
