using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>The methods of re.Match.</summary>
[PyType("Match", typeof(MatchObject), Module = "_re", Doc = "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.")]
internal static class MatchMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "Match", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "re" };

    [PyMethod("group", Doc = "group([group1, ...]) -> str or tuple.\n\nReturn subgroup(s) of the match by indices or names.\nFor 0 returns the entire match.")]
    public static Value Group(ThreadState thread, MatchObject self, ReadOnlySpan<Value> groups)
    {
        if (groups.Length <= 1)
        {
            return groups.IsEmpty ? self.Group(thread, 0, Value.None) : Item(thread, self, groups[0]);
        }

        var items = new Value[groups.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Item(thread, self, groups[i]);
            if (items[i].IsError)
            {
                return Value.Error;
            }
        }

        return Value.Of(new TupleObject(BuiltinTypes.Tuple, items));
    }

    [PyMethod("__getitem__")]
    public static Value Item(ThreadState thread, MatchObject self, Value key) =>
        TryGroup(thread, self, key, out int group) ? self.Group(thread, group, Value.None) : Value.Error;

    [PyMethod("groups", Doc = "Return a tuple containing all the subgroups of the match, from 1.")]
    public static Value Groups(ThreadState thread, MatchObject self, [Keyword, Optional("None")] Value @default)
    {
        var items = new Value[self.GroupCount];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = self.Group(thread, i + 1, OrNone(@default));
        }

        return Value.Of(TupleObject.Steal(thread, items));
    }

    [PyMethod("groupdict", Doc = "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.")]
    public static Value GroupDict(ThreadState thread, MatchObject self, [Keyword, Optional("None")] Value @default)
    {
        var dict = new DictObject(thread);
        foreach ((string name, int group) in self.Pattern.Program.GroupNames)
        {
            dict.SetName(thread, StrObject.Intern(name), self.Group(thread, group, OrNone(@default)));
        }

        return Value.Of(dict);
    }

    [PyMethod("start", Doc = "Return index of the start of the substring matched by group.")]
    public static Value Start(ThreadState thread, MatchObject self, [Optional("0")] Value group) =>
        TryGroup(thread, self, group, out int number) ? Value.Int(self.Start(number)) : Value.Error;

    [PyMethod("end", Doc = "Return index of the end of the substring matched by group.")]
    public static Value End(ThreadState thread, MatchObject self, [Optional("0")] Value group) =>
        TryGroup(thread, self, group, out int number) ? Value.Int(self.End(number)) : Value.Error;

    [PyMethod("span", Doc = "For match object m, return the 2-tuple (m.start(group), m.end(group)).")]
    public static Value Span(ThreadState thread, MatchObject self, [Optional("0")] Value group) =>
        TryGroup(thread, self, group, out int number) ? Span(self, number) : Value.Error;

    [PyMethod("expand", Doc = "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method.")]
    public static Value Expand(ThreadState thread, MatchObject self, [Keyword] Value template)
    {
        if (ReplacementTemplate.Parse(thread, self.Pattern, template) is not { } parsed)
        {
            return Value.Error;
        }

        var joiner = new PieceJoiner(self.Pattern.IsBytes);
        parsed.Append(thread, self, joiner);
        return joiner.Join(thread);
    }

    [PyMethod("__copy__")]
    public static Value Copy(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__deepcopy__")]
    public static Value DeepCopy(ThreadState thread, Value self, Value memo) => thread.Retain(self);

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject cls, Value item) => thread.Call(Value.Of(BuiltinTypes.GenericAlias), Value.Of(cls), item);

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, MatchObject self)
    {
        Value text = self.Group(thread, 0, Value.None);
        string? shown = Operators.ReprText(thread, text);
        thread.Release(text);
        return shown is null ? Value.Error : Value.Str($"<re.Match object; span=({self.Start(0)}, {self.End(0)}), match={(shown.Length > 50 ? shown[..50] : shown)}>");
    }

    [PyGetter("string", Doc = "The string passed to match() or search().")]
    public static Value Text(ThreadState thread, MatchObject self) => thread.Retain(self.Text);

    [PyGetter("re", Doc = "The regular expression object.")]
    public static Value Pattern(ThreadState thread, MatchObject self) => Value.Of(self.Pattern);

    [PyGetter("pos", Doc = "The index into the string at which the RE engine started looking for a match.")]
    public static Value Position(ThreadState thread, MatchObject self) => Value.Int(self.SearchStart);

    [PyGetter("endpos", Doc = "The index into the string beyond which the RE engine will not go.")]
    public static Value EndPosition(ThreadState thread, MatchObject self) => Value.Int(self.SearchEnd);

    [PyGetter("lastindex", Doc = "The integer index of the last matched capturing group.")]
    public static Value LastIndex(ThreadState thread, MatchObject self) => self.LastGroup == 0 ? Value.None : Value.Int(self.LastGroup);

    [PyGetter("lastgroup", Doc = "The name of the last matched capturing group.")]
    public static Value LastGroup(ThreadState thread, MatchObject self)
    {
        int last = self.LastGroup;
        string? name = self.Pattern.Program.GroupNames.FirstOrDefault(pair => pair.Value == last).Key;
        return last == 0 || name is null ? Value.None : Value.Str(name);
    }

    [PyGetter("regs")]
    public static Value Spans(ThreadState thread, MatchObject self)
    {
        var items = new Value[self.GroupCount + 1];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Span(self, i);
        }

        return Value.Of(new TupleObject(BuiltinTypes.Tuple, items));
    }

    private static Value Span(MatchObject self, int group) =>
        Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Int(self.Start(group)), Value.Int(self.End(group))]));

    private static Value OrNone(Value value) => value.IsUnbound ? Value.None : value;

    /// <summary>A group by number or name; false with IndexError set.</summary>
    private static bool TryGroup(ThreadState thread, MatchObject self, Value key, out int group)
    {
        group = 0;
        if (key.IsUnbound)
        {
            return true;
        }

        if (key.Ref is StrObject name)
        {
            if (self.Pattern.Program.GroupNames.TryGetValue(name.ToString(), out group))
            {
                return true;
            }
        }
        else if (key.Ref is not BytesObject && (key.IsInt || key.IsBool || (key.Ref is not null && key.Type.Slot(SpecialMethod.Index).IsDefined)))
        {
            if (!Bind.TryLong(thread, key, out long number))
            {
                if (!thread.ClearIf(ExceptionTypes.OverflowError))
                {
                    return false;
                }

                number = -1;
            }

            group = (int)Math.Clamp(number, -1, int.MaxValue);
            if (group >= 0 && group <= self.GroupCount)
            {
                return true;
            }
        }

        thread.Raise(ExceptionTypes.IndexError, "no such group");
        return false;
    }
}
