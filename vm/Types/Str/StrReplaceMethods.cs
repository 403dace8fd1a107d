using System.Runtime.CompilerServices;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Text.Spans;

namespace Pyl.VM.Types;

/// <summary>replace, join, and translation by tables.</summary>
[PyType("str", typeof(StrObject))]
internal static class StrReplaceMethods
{
    [PyMethod(Doc = "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    The most occurrences to replace. -1 (the default) means all.")]
    public static Value Replace(ThreadState thread, StrObject self, StrObject old, StrObject @new, [Keyword] long count = -1)
    {
        StrObject replacement = @new;
        int limit = SpanArguments.Limit(count);
        if (!self.IsWide && !old.IsWide && !replacement.IsWide)
        {
            return Value.Of(ReplaceNarrow(self, old, replacement, limit));
        }

        if (!self.IsWide && old.IsWide)
        {
            return Value.Of(self.Exact());
        }

        int[]? points = SpanEdit.Replace(self.AsPoints(), old.AsPoints(), replacement.AsPoints(), limit);
        return Value.Of(points is null ? self.Exact() : StrObject.OfCodePoints(points));
    }

    [PyMethod(Doc = "Concatenate any number of strings.\n\nThe string whose method is called is inserted between them: '.'.join(['ab', 'pq',\n'rs']) -> 'ab.pq.rs'.")]
    public static Value Join(ThreadState thread, StrObject self, Value iterable) => StrJoin.Join(thread, self, iterable);

    [PyMethod(Doc = "Replace each character in the string using the given translation table: a mapping\nof ordinals to ordinals, strings or None, see str.maketrans().\n\nCharacters that the table has no entry for (LookupError) are left alone.")]
    public static Value Translate(ThreadState thread, StrObject self, Value table)
    {
        var builder = new StrDataBuilder(self.Length);
        for (int i = 0; i < self.Length; i++)
        {
            int point = self.CodePointAt(i);
            Value entry = table.Ref is DictObject dict && ReferenceEquals(dict.Type, BuiltinTypes.Dict)
                ? FromDict(thread, dict, point)
                : Items.Get(thread, table, Value.Int(point));
            if (entry.IsError && !thread.ClearIf(ExceptionTypes.LookupError))
            {
                return entry;
            }

            if (entry.IsError)
            {
                builder.Append(point);
                continue;
            }

            bool appended = TryAppendEntry(thread, ref builder, entry);
            thread.Release(entry);
            if (!appended)
            {
                return Value.Error;
            }
        }

        return Value.Of(StrObject.Of(builder.ToStrData()));
    }

    /// <summary>A missing key is the same as a LookupError, without one.</summary>
    private static Value FromDict(ThreadState thread, DictObject dict, int point)
    {
        Value found = dict.Get(thread, Value.Int(point));
        return found.IsUnbound ? Value.Int(point) : thread.Retain(found);
    }

    private static bool TryAppendEntry(ThreadState thread, ref StrDataBuilder builder, Value entry)
    {
        if (entry.IsNone)
        {
            return true;
        }

        if (entry.Ref is StrObject text)
        {
            builder.Append(text.Data);
            return true;
        }

        if (!entry.Type.IsSubtypeOf(BuiltinTypes.Int))
        {
            thread.TypeError("character mapping must return integer, None or str");
            return false;
        }

        Value index = Operators.Index(thread, entry);
        if (index.Ref is not null || index.Bits is < 0 or > CodePoints.Max)
        {
            thread.ValueError("character mapping must be in range(0x110000)");
            return false;
        }

        builder.Append((int)index.Bits);
        return true;
    }

    [PyStaticMethod(Doc = "Return a translation table usable for str.translate().\n\nOne argument: a dictionary of ordinals or characters to ordinals, strings or None.\nTwo: strings of equal length, each character of x is mapped to that of y. A third:\ncharacters that are mapped to None.")]
    public static Value Maketrans(ThreadState thread, Value x, [Optional] Value y, [Optional] Value z)
    {
        if (!z.IsUnbound && z.Ref is not StrObject)
        {
            return Bind.ArgumentError(thread, "maketrans", "argument 3", "str", z);
        }

        if (!y.IsUnbound && y.Ref is not StrObject)
        {
            return Bind.ArgumentError(thread, "maketrans", "argument 2", "str", y);
        }

        var table = new DictObject(thread);
        bool filled = y.IsUnbound
            ? TryCopy(thread, x, table)
            : TryPair(thread, x, Unsafe.As<StrObject>(y.Ref!), z.IsUnbound ? null : Unsafe.As<StrObject>(z.Ref!), table);
        if (filled)
        {
            return Value.Of(table);
        }

        thread.Release(Value.Of(table));
        return Value.Error;
    }

    private static bool TryPair(ThreadState thread, Value x, StrObject to, StrObject? removed, DictObject table)
    {
        if (x.Ref is not StrObject from)
        {
            thread.TypeError("first maketrans argument must be a string if there is a second argument");
            return false;
        }

        if (from.Length != to.Length)
        {
            thread.ValueError("the first two maketrans arguments must have equal length");
            return false;
        }

        for (int i = 0; i < from.Length; i++)
        {
            table.Set(thread, Value.Int(from.CodePointAt(i)), Value.Int(to.CodePointAt(i)));
        }

        for (int i = 0; i < (removed?.Length ?? 0); i++)
        {
            table.Set(thread, Value.Int(removed!.CodePointAt(i)), Value.None);
        }

        return true;
    }

    private static bool TryCopy(ThreadState thread, Value x, DictObject table)
    {
        if (x.Ref is not DictObject source || !ReferenceEquals(source.Type, BuiltinTypes.Dict))
        {
            thread.TypeError("if you give only one argument to maketrans it must be a dict");
            return false;
        }

        foreach (DictEntry entry in source.Keys.Entries.AsSpan(0, source.Keys.Count))
        {
            if (entry.Content is null)
            {
                continue;
            }

            Value key = entry.Key;
            if (key.Ref is StrObject text)
            {
                if (text.Length != 1)
                {
                    thread.ValueError("string keys in translatetable must be of length 1");
                    return false;
                }

                key = Value.Int(text.CodePointAt(0));
            }
            else if (!key.Type.IsSubtypeOf(BuiltinTypes.Int))
            {
                thread.TypeError("keys in translate table mustbe strings or integers");
                return false;
            }

            if (!table.Set(thread, key, Slot.Peek(entry.Content)))
            {
                return false;
            }
        }

        return true;
    }

    private static StrObject ReplaceNarrow(StrObject self, StrObject old, StrObject replacement, int limit)
    {
        if (limit < int.MaxValue || old.Length == 0)
        {
            char[]? chars = SpanEdit.Replace(self.Chars, old.Chars, replacement.Chars, limit);
            return chars is null ? self.Exact() : StrObject.OfNarrow(chars);
        }

        string text = self.Narrow;
        string result = old.Length == 1 && replacement.Length == 1
            ? text.Replace(old.Chars[0], replacement.Chars[0])
            : text.Replace(old.Narrow, replacement.Narrow, StringComparison.Ordinal);
        return ReferenceEquals(result, text) ? self.Exact() : StrObject.OfNarrow(result);
    }
}
