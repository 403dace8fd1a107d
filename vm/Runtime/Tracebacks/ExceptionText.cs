using System.Globalization;
using System.Text;
using Pyl.VM.Memory;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime;

/// <summary>
/// An exception with its traceback, causes, contexts, notes and group members, as <c>python</c> prints one that nobody
/// caught (CPython 3.14 Lib/traceback.py, TracebackException). Chains are walked, not recursed into: they can be long.
/// </summary>
internal sealed class ExceptionText
{
    private const int MaxGroupWidth = 15;
    private const int MaxGroupDepth = 10;
    private const string CauseMessage = "\nThe above exception was the direct cause of the following exception:\n\n";
    private const string ContextMessage = "\nDuring handling of the above exception, another exception occurred:\n\n";

    private static readonly StrObject s_limit = StrObject.Intern("tracebacklimit");

    private readonly ThreadState _thread;
    private readonly HashSet<ExceptionObject> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly StringBuilder _text = new();
    private readonly int? _limit;
    private int _depth;
    private bool _needsClose;

    private ExceptionText(ThreadState thread)
    {
        _thread = thread;
        Value limit = thread.Interpreter.Sys.Namespace.GetName(s_limit);
        _limit = limit.IsInt && !limit.IsUnbound ? (int)Math.Clamp(limit.Bits, 0, int.MaxValue) : null;
    }

    /// <summary>The whole text; runs user code (__str__, __dir__), whose exceptions are dropped.</summary>
    public static string Of(ThreadState thread, ExceptionObject exception)
    {
        var text = new ExceptionText(thread);
        text.AppendChain(exception);
        return text._text.ToString();
    }

    /// <summary>The last line alone: type and text, suggestions included.</summary>
    public static string LastLine(ThreadState thread, ExceptionObject exception)
    {
        string type = TypeName(exception.Type);
        string value = SafeText(thread, Value.Of(exception), "exception", isRepr: false) + NameSuggestions.For(thread, exception);
        return value.Length == 0 ? type + "\n" : $"{type}: {value}\n";
    }

    /// <summary>str(value) or repr(value), or words that say it failed.</summary>
    internal static string SafeText(ThreadState thread, Value value, string what, bool isRepr)
    {
        string? text = isRepr ? Operators.ReprText(thread, value) : Operators.StrText(thread, value);
        if (text is not null)
        {
            return text;
        }

        thread.ClearException();
        return $"<{what} {(isRepr ? "repr" : "str")}() failed>";
    }

    internal static string TypeName(TypeObject type)
    {
        string name = type.QualifiedName ?? type.ShortName;
        if (!type.IsHeap)
        {
            return type.Module == "builtins" ? name : type.Module + "." + name;
        }

        return type.Lookup(Names.Module).Ref is StrObject module
            ? module.ToString() is "__main__" or "builtins" ? name : module + "." + name
            : "<unknown>." + name;
    }

    private void AppendChain(ExceptionObject last)
    {
        var chain = new List<(string? Message, ExceptionObject Exception)>();
        ExceptionObject? exception = last;
        _seen.Add(last);
        while (exception is not null)
        {
            string? message = null;
            ExceptionObject? linked = null;
            if (exception.Cause is { } cause && _seen.Add(cause))
            {
                message = CauseMessage;
                linked = cause;
            }
            else if (exception.Cause is null && exception.Context is { } context && !exception.SuppressContext && _seen.Add(context))
            {
                message = ContextMessage;
                linked = context;
            }

            chain.Add((message, exception));
            exception = linked;
        }

        for (int i = chain.Count - 1; i >= 0; i--)
        {
            if (chain[i].Message is { } message)
            {
                Emit(message);
            }

            AppendOne(chain[i].Exception);
        }
    }

    private void AppendOne(ExceptionObject exception)
    {
        if (!ExceptionGroups.IsGroup(exception))
        {
            if (exception.Traceback is not null)
            {
                Emit("Traceback (most recent call last):\n");
                EmitStack(exception);
            }

            EmitWithoutStack(exception);
            return;
        }

        if (_depth > MaxGroupDepth)
        {
            Emit($"... (max_group_depth is {MaxGroupDepth})\n");
            return;
        }

        AppendGroup(exception);
    }

    private void AppendGroup(ExceptionObject exception)
    {
        bool isTop = _depth == 0;
        if (isTop)
        {
            _depth = 1;
        }

        if (exception.Traceback is not null)
        {
            Emit("Exception Group Traceback (most recent call last):\n", isTop ? '+' : '|');
            EmitStack(exception);
        }

        EmitWithoutStack(exception);
        Value[] members = ExceptionGroups.Exceptions(exception).ToArray();
        int shown = members.Length <= MaxGroupWidth ? members.Length : MaxGroupWidth + 1;
        _needsClose = false;
        for (int i = 0; i < shown; i++)
        {
            bool isLast = i == shown - 1;

            // The line at the end may be drawn by a group inside.
            _needsClose |= isLast;
            bool isTruncated = i >= MaxGroupWidth;
            string title = isTruncated ? "..." : (i + 1).ToString(CultureInfo.InvariantCulture);
            _text.Append(' ', 2 * _depth).Append(i == 0 ? "+-" : "  ").Append("+---------------- ").Append(title).Append(" ----------------\n");
            _depth++;
            if (isTruncated)
            {
                int remaining = members.Length - MaxGroupWidth;
                Emit($"and {remaining} more exception{(remaining > 1 ? "s" : "")}\n");
            }
            else if (members[i].Ref is ExceptionObject member)
            {
                AppendChain(member);
            }

            if (isLast && _needsClose)
            {
                _text.Append(' ', 2 * _depth).Append("+------------------------------------\n");
                _needsClose = false;
            }

            _depth--;
        }

        if (isTop)
        {
            _depth = 0;
        }
    }

    private void EmitStack(ExceptionObject exception)
    {
        var stack = new StringBuilder();
        StackText.Append(stack, exception.Traceback, _limit);
        Emit(stack.ToString());
    }

    /// <summary>The last line, for a SyntaxError the lines before it, and the notes.</summary>
    private void EmitWithoutStack(ExceptionObject exception)
    {
        Emit(exception.Type.IsSubtypeOf(ExceptionTypes.SyntaxError)
            ? SyntaxErrorText.Of(_thread, exception)
            : LastLine(_thread, exception));
        Value notes = Attributes.TryGet(_thread, Value.Of(exception), Names.Notes);
        if (notes.IsError)
        {
            ExceptionObject error = _thread.TakeException();
            Emit($"Ignored error getting __notes__: {SafeText(_thread, Value.Of(error), "__notes__", isRepr: true)}\n");
            RefCount.Release(_thread, error);
            return;
        }

        if (notes.IsUnbound)
        {
            return;
        }

        if (!notes.IsNone)
        {
            EmitNotes(notes);
        }

        _thread.Release(notes);
    }

    private void EmitNotes(Value notes)
    {
        if (notes.Ref is not (ListObject or TupleObject))
        {
            Emit(SafeText(_thread, notes, "__notes__", isRepr: true) + "\n");
            return;
        }

        using var items = new Iteration(_thread, notes);
        while (items.MoveNext(out Value note))
        {
            Emit(SafeText(_thread, note, "note", isRepr: false) + "\n");
            _thread.Release(note);
        }

        _thread.ClearException();
    }

    /// <summary>Writes lines with the indentation and margin of the group that they are in.</summary>
    private void Emit(string lines, char margin = '|')
    {
        if (_depth == 0)
        {
            _text.Append(lines);
            return;
        }

        int start = 0;
        while (start < lines.Length)
        {
            int end = lines.IndexOf('\n', start) + 1;
            if (end == 0)
            {
                end = lines.Length;
            }

            // Blank lines stay without a margin's blanks, as textwrap.indent has it.
            ReadOnlySpan<char> line = lines.AsSpan(start, end - start);
            _text.Append(' ', 2 * _depth).Append(margin).Append(' ').Append(line);
            start = end;
        }
    }
}
