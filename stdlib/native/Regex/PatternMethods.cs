using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>The methods of re.Pattern.</summary>
[PyType("Pattern", typeof(PatternObject), Module = "_re", Doc = "Compiled regular expression object.")]
internal static class PatternMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "Pattern", BuiltinTypes.Object, TypeFlags.DisallowInstantiation | TypeFlags.HasWeakReferences) { Module = "re" };

    [PyMethod("match", Doc = "Matches zero or more characters at the beginning of the string.")]
    public static Value Match(ThreadState thread, PatternObject self, [Keyword] Value @string, [Keyword] long pos = 0, [Keyword] long endpos = long.MaxValue) =>
        First(thread, self, MatchKind.Match, @string, pos, endpos);

    [PyMethod("fullmatch", Doc = "Matches against all of the string.")]
    public static Value FullMatch(ThreadState thread, PatternObject self, [Keyword] Value @string, [Keyword] long pos = 0, [Keyword] long endpos = long.MaxValue) =>
        First(thread, self, MatchKind.Full, @string, pos, endpos);

    [PyMethod("search", Doc = "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches.")]
    public static Value Search(ThreadState thread, PatternObject self, [Keyword] Value @string, [Keyword] long pos = 0, [Keyword] long endpos = long.MaxValue) =>
        First(thread, self, MatchKind.Search, @string, pos, endpos);

    [PyMethod("findall", Doc = "Return a list of all non-overlapping matches of pattern in string.")]
    public static Value FindAll(ThreadState thread, PatternObject self, [Keyword] Value @string, [Keyword] long pos = 0, [Keyword] long endpos = long.MaxValue)
    {
        if (MatchWalk.Start(thread, self, @string, pos, endpos) is not { } walk)
        {
            return Value.Error;
        }

        var list = new ListObject(thread);
        int groups = self.Program.GroupCount;
        while (walk.TryNext(thread, out Found found))
        {
            if (groups == 0)
            {
                list.Add(walk.Subject.Slice(found.Start, found.End));
                continue;
            }

            MatchObject match = walk.Object(thread, found);
            if (groups == 1)
            {
                list.Add(match.Group(thread, groups, match.Empty));
            }
            else
            {
                var items = new Value[groups];
                for (int i = 0; i < groups; i++)
                {
                    items[i] = match.Group(thread, i + 1, match.Empty);
                }

                list.Add(Value.Of(TupleObject.Steal(thread, items)));
            }

            thread.Release(Value.Of(match));
        }

        return Finish(thread, list);
    }

    [PyMethod("finditer", Doc = "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object.")]
    public static Value FindIter(ThreadState thread, PatternObject self, [Keyword] Value @string, [Keyword] long pos = 0, [Keyword] long endpos = long.MaxValue) =>
        MatchWalk.Start(thread, self, @string, pos, endpos) is { } walk ? Value.Of(new MatchIteratorObject(thread, walk)) : Value.Error;

    [PyMethod("split", Doc = "Split string by the occurrences of pattern.")]
    public static Value Split(ThreadState thread, PatternObject self, [Keyword] Value @string, [Keyword] long maxsplit = 0)
    {
        if (MatchWalk.Start(thread, self, @string, 0, long.MaxValue) is not { } walk)
        {
            return Value.Error;
        }

        var list = new ListObject(thread);
        int last = 0;
        int groups = self.Program.GroupCount;
        for (long count = 0; (maxsplit == 0 || count < maxsplit) && walk.TryNext(thread, out Found found); count++)
        {
            list.Add(walk.Subject.Slice(last, found.Start));
            last = found.End;
            if (groups == 0)
            {
                continue;
            }

            MatchObject match = walk.Object(thread, found);
            for (int i = 1; i <= groups; i++)
            {
                list.Add(match.Group(thread, i, Value.None));
            }

            thread.Release(Value.Of(match));
        }

        list.Add(walk.Subject.Slice(last, walk.Subject.Length));
        return Finish(thread, list);
    }

    [PyMethod("sub", Doc = "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl.")]
    public static Value Sub(ThreadState thread, PatternObject self, [Keyword] Value repl, [Keyword] Value @string, [Keyword] long count = 0) =>
        Substitution.Run(thread, self, repl, @string, count, out _);

    [PyMethod("subn", Doc = "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl.")]
    public static Value SubN(ThreadState thread, PatternObject self, [Keyword] Value repl, [Keyword] Value @string, [Keyword] long count = 0)
    {
        Value text = Substitution.Run(thread, self, repl, @string, count, out long made);
        return text.IsError ? text : Value.Of(TupleObject.Steal(thread, [text, Value.Int(made)]));
    }

    [PyMethod("scanner")]
    public static Value Scanner(ThreadState thread, PatternObject self, [Keyword] Value @string, [Keyword] long pos = 0, [Keyword] long endpos = long.MaxValue) =>
        MatchWalk.Start(thread, self, @string, pos, endpos) is { } walk ? Value.Of(new ScannerObject(thread, walk)) : Value.Error;

    [PyMethod("__copy__")]
    public static Value Copy(ThreadState thread, Value self) => self;

    [PyMethod("__deepcopy__")]
    public static Value DeepCopy(ThreadState thread, Value self, Value memo) => self;

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => thread.Call(Value.Of(BuiltinTypes.GenericAlias), Value.Of(cls), item);

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, PatternObject self, Value other) =>
        other.Ref is not PatternObject that ? Value.NotImplemented
        : Value.Bool(self.Flags == that.Flags && self.Source.Type == that.Source.Type && Comparison.Equal(thread, self.Source, that.Source) > 0);

    [PyMethod("__hash__")]
    public static long Hash(ThreadState thread, PatternObject self)
    {
        long hash = HashCode.Combine(self.Source.Ref is StrObject text ? text.Hash : ((BytesObject)self.Source.Ref!).Hash, self.Flags);
        return hash == -1 ? -2 : hash;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, PatternObject self)
    {
        if (Operators.ReprText(thread, self.Source) is not { } source)
        {
            return Value.Error;
        }

        RegexFlags flags = self.IsBytes ? self.Flags : self.Flags & ~RegexFlags.Unicode;
        var text = new StringBuilder("re.compile(").Append(source.Length > 200 ? source[..200] : source);
        string separator = ", ";
        foreach ((RegexFlags flag, string name) in (ReadOnlySpan<(RegexFlags, string)>)
            [(RegexFlags.IgnoreCase, "IGNORECASE"), (RegexFlags.Locale, "LOCALE"), (RegexFlags.MultiLine, "MULTILINE"), (RegexFlags.DotAll, "DOTALL"),
            (RegexFlags.Verbose, "VERBOSE"), (RegexFlags.Debug, "DEBUG"), (RegexFlags.Ascii, "ASCII")])
        {
            if ((flags & flag) != 0)
            {
                text.Append(separator).Append("re.").Append(name);
                separator = "|";
            }
        }

        return Value.Str(text.Append(')').ToString());
    }

    [PyGetter("pattern", Doc = "The pattern string from which the RE object was compiled.")]
    public static Value Pattern(ThreadState thread, PatternObject self) => self.Source;

    [PyGetter("flags", Doc = "The regex matching flags.")]
    public static long Flags(ThreadState thread, PatternObject self) => (long)self.Flags;

    [PyGetter("groups", Doc = "The number of capturing groups in the pattern.")]
    public static long Groups(ThreadState thread, PatternObject self) => self.Program.GroupCount;

    [PyGetter("groupindex", Doc = "A dictionary mapping group names to group numbers.")]
    public static Value GroupIndex(ThreadState thread, PatternObject self)
    {
        var dict = new DictObject(thread);
        foreach ((string name, int group) in self.Program.GroupNames)
        {
            dict.SetName(thread, StrObject.Intern(name), Value.Int(group));
        }

        Value proxy = thread.Call(Value.Of(BuiltinTypes.MappingProxy), Value.Of(dict));
        thread.Release(Value.Of(dict));
        return proxy;
    }

    /// <summary>The list, or Error and the list released when a match was interrupted.</summary>
    private static Value Finish(ThreadState thread, ListObject list)
    {
        if (!thread.HasException)
        {
            return Value.Of(list);
        }

        thread.Release(Value.Of(list));
        return Value.Error;
    }

    private static Value First(ThreadState thread, PatternObject self, MatchKind kind, Value text, long pos, long endpos)
    {
        if (MatchWalk.Start(thread, self, text, pos, endpos) is not { } walk)
        {
            return Value.Error;
        }

        return walk.First(thread, kind) is { } match ? Value.Of(match) : thread.HasException ? Value.Error : Value.None;
    }
}
