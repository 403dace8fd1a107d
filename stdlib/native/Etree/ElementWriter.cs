using System.Text;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>Writes elements as XML. What is no plain Element is asked for its parts as any object is.</summary>
internal sealed class ElementWriter(ThreadState thread, Value write, DictObject names, bool shortEmpty, bool whole)
{
    /// <summary>How much is gathered before it is written, where pieces are not wanted.</summary>
    private const int Portion = 1 << 15;

    private static readonly StrObject s_tag = StrObject.Intern("tag");
    private static readonly StrObject s_text = StrObject.Intern("text");
    private static readonly StrObject s_tail = StrObject.Intern("tail");
    private static readonly StrObject s_items = StrObject.Intern("items");
    private static readonly StrObject s_comment = StrObject.Intern("Comment");
    private static readonly StrObject s_instruction = StrObject.Intern("PI");
    private static readonly StrObject s_qualifiedName = StrObject.Intern("QName");

    private readonly StringBuilder _text = new();

    /// <summary>Writes an element with the declarations, pairs of prefix and URI; false when an exception is set.</summary>
    public bool TryWriteAll(Value root, ListObject declarations) => TryWrite(root, declarations) && TryFlush();

    private bool TryWrite(Value element, ListObject? declarations)
    {
        if (!StackGuard.Enter(thread))
        {
            return false;
        }

        Value tag = Part(element, s_tag);
        Value text = tag.IsError ? tag : Part(element, s_text);
        bool succeeded = !text.IsError && TryWrite(element, tag, text, declarations);
        if (!tag.IsError)
        {
            thread.Release(tag);
            thread.Release(text);
        }

        if (succeeded)
        {
            Value tail = Part(element, s_tail);
            int hasTail = tail.IsError ? -1 : Operators.IsTrue(thread, tail);
            succeeded = hasTail == 0 || (hasTail > 0 && TryEscape(tail, isAttribute: false) && TryEndPiece());
            thread.Release(tail);
        }

        StackGuard.Leave(thread);
        return succeeded;
    }

    private bool TryWrite(Value element, Value tag, Value text, ListObject? declarations)
    {
        string? name = null;
        if (!tag.IsNone)
        {
            if (tag.Ref is not StrObject)
            {
                (string Open, string Close)? markup = Markup(tag);
                if (thread.HasException)
                {
                    return false;
                }

                if (markup is not null)
                {
                    string? content = Operators.StrText(thread, text);
                    _text.Append(markup.Value.Open).Append(content).Append(markup.Value.Close);
                    return content is not null && TryEndPiece();
                }
            }

            if (!TryName(tag, out name))
            {
                return false;
            }
        }

        int hasText = Operators.IsTrue(thread, text);
        if (hasText < 0)
        {
            return false;
        }

        if (name is null)
        {
            return (hasText == 0 || (TryText(text) && TryEndPiece())) && TryWriteChildren(element);
        }

        if (!TryStart(element, name, declarations))
        {
            return false;
        }

        if (shortEmpty && hasText == 0)
        {
            long count = CountOf(element);
            if (count <= 0)
            {
                _text.Append(" />");
                return count == 0 && TryEndPiece();
            }
        }

        _text.Append('>');
        if (!TryEndPiece() || (hasText > 0 && !(TryText(text) && TryEndPiece())) || !TryWriteChildren(element))
        {
            return false;
        }

        _text.Append("</").Append(name).Append('>');
        return TryEndPiece();
    }

    private bool TryStart(Value element, string name, ListObject? declarations)
    {
        _text.Append('<').Append(name);
        if (!TryEndPiece())
        {
            return false;
        }

        for (int i = 0; declarations is not null && i + 1 < declarations.Count; i += 2)
        {
            string? prefix = Operators.StrText(thread, declarations.Peek(i));
            if (prefix is null)
            {
                return false;
            }

            _text.Append(" xmlns").Append(prefix.Length > 0 ? ":" : "").Append(prefix).Append("=\"");
            if (!TryEscape(declarations.Peek(i + 1), isAttribute: true))
            {
                return false;
            }

            _text.Append('"');
            if (!TryEndPiece())
            {
                return false;
            }
        }

        return TryAttributes(element);
    }

    private bool TryAttributes(Value element)
    {
        if (Plain(element) is { } plain)
        {
            if (plain.TryLoadAttributes(thread) is not { } attributes)
            {
                return true;
            }

            bool succeeded = true;
            for (int place = 0; succeeded && DictWalk.MoveNext(thread, attributes, ref place, out Value key, out Value value);)
            {
                succeeded = TryAttribute(key, value);
                thread.Release(key);
                thread.Release(value);
            }

            RefCount.Release(thread, attributes);
            return succeeded;
        }

        Value items = thread.CallMethod(element, s_items);
        if (items.IsError)
        {
            return false;
        }

        bool all = true;
        using var pairs = new Iteration(thread, items);
        thread.Release(items);
        while (all && pairs.MoveNext(out Value pair))
        {
            Value parts = TupleObject.From(thread, pair);
            thread.Release(pair);
            all = parts.Ref is TupleObject { Length: 2 } two && TryAttribute(two.Span[0], two.Span[1]);
            thread.Release(parts);
            if (!all && !thread.HasException)
            {
                thread.ValueError("items() must give pairs");
            }
        }

        return all && !pairs.Failed;
    }

    private bool TryAttribute(Value key, Value value)
    {
        if (!TryName(key, out string? name))
        {
            return false;
        }

        _text.Append(' ').Append(name).Append("=\"");
        if (value.Ref is not StrObject && IsQualifiedName(value))
        {
            if (!TryName(value, out string? qualified))
            {
                return false;
            }

            _text.Append(qualified);
        }
        else if (!TryEscape(value, isAttribute: true))
        {
            return false;
        }

        _text.Append('"');
        return TryEndPiece();
    }

    private bool TryText(Value text)
    {
        if (text.Ref is StrObject || !IsQualifiedName(text))
        {
            return !thread.HasException && TryEscape(text, isAttribute: false);
        }

        if (!TryName(text, out string? name))
        {
            return false;
        }

        _text.Append(name);
        return true;
    }

    private bool TryWriteChildren(Value element)
    {
        bool succeeded = true;
        if (Plain(element) is { } plain)
        {
            for (int i = 0; succeeded && plain.LoadChild(thread, i) is { } child; i++)
            {
                succeeded = TryWrite(Value.Of(child), null);
                RefCount.Release(thread, child);
            }

            return succeeded;
        }

        using var children = new Iteration(thread, element);
        while (succeeded && children.MoveNext(out Value child))
        {
            succeeded = TryWrite(child, null);
            thread.Release(child);
        }

        return succeeded && !children.Failed;
    }

    /// <summary>What is written for a name, which may be a QName.</summary>
    private bool TryName(Value name, out string? written)
    {
        written = null;
        if (name.Ref is not StrObject && IsQualifiedName(name))
        {
            Value text = Attributes.Get(thread, name, s_text);
            bool found = !text.IsError && TryName(text, out written);
            thread.Release(text);
            return found;
        }

        if (thread.HasException)
        {
            return false;
        }

        Value value = names.Load(thread, name);
        if (value.Ref is StrObject text2)
        {
            written = text2.ToString();
            return true;
        }

        if (value.IsUnbound)
        {
            thread.KeyError(name);
        }
        else if (!value.IsError)
        {
            thread.Release(value);
            thread.TypeError("names must be strs");
        }

        return false;
    }

    private bool TryEscape(Value value, bool isAttribute)
    {
        if (value.Ref is not StrObject str)
        {
            string? shown = Operators.ReprText(thread, value);
            if (shown is not null)
            {
                thread.TypeError($"cannot serialize {shown} (type {value.Type.Name})");
            }

            return false;
        }

        ReadOnlySpan<char> rest = str.IsWide ? str.ToString() : str.Chars;
        while (true)
        {
            int special = isAttribute ? rest.IndexOfAny("&<>\"\r\n\t") : rest.IndexOfAny('&', '<', '>');
            if (special < 0)
            {
                _text.Append(rest);
                return true;
            }

            _text.Append(rest[..special]).Append(rest[special] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\r' => "&#13;",
                '\n' => "&#10;",
                _ => "&#09;",
            });
            rest = rest[(special + 1)..];
        }
    }

    private bool TryEndPiece() => (whole && _text.Length < Portion) || TryFlush();

    private bool TryFlush()
    {
        if (_text.Length == 0)
        {
            return true;
        }

        Value text = Value.Str(_text.ToString());
        _text.Clear();
        Value result = thread.Call(write, text);
        thread.Release(result);
        return !result.IsError;
    }

    private static ElementObject? Plain(Value element) => element.Ref is ElementObject plain && ReferenceEquals(plain.Type, ElementMethods.Type) ? plain : null;

    private Value Part(Value element, StrObject name)
    {
        if (Plain(element) is not { } plain)
        {
            return Attributes.Get(thread, element, name);
        }

        return ReferenceEquals(name, s_tag) ? plain.LoadTag(thread) : ReferenceEquals(name, s_text) ? plain.LoadText(thread) : plain.LoadTail(thread);
    }

    private long CountOf(Value element) => Plain(element) is { } plain ? plain.Count : Operators.Length(thread, element);

    /// <summary>What stands around the text of a comment or processing instruction; null for any other tag, or when an exception is set.</summary>
    private (string Open, string Close)? Markup(Value tag)
    {
        Value comment = Member(s_comment);
        Value instruction = comment.IsError ? comment : Member(s_instruction);
        bool isComment = !instruction.IsError && comment.Same(tag);
        bool isInstruction = !instruction.IsError && instruction.Same(tag);
        thread.Release(comment);
        thread.Release(instruction);
        return isComment ? ("<!--", "-->") : isInstruction ? ("<?", "?>") : null;
    }

    private bool IsQualifiedName(Value value)
    {
        Value type = Member(s_qualifiedName);
        bool isOne = type.Ref is TypeObject qualified && value.Type.IsSubtypeOf(qualified);
        thread.Release(type);
        return isOne;
    }

    private Value Member(StrObject name)
    {
        Value module = Importing.ImportModule(thread, "xml.etree._element");
        Value member = module.IsError ? module : Attributes.Get(thread, module, name);
        thread.Release(module);
        return member;
    }
}
