using System.Globalization;
using Pyl.VM.Memory;
using Pyl.VM.Numerics;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Json;

/// <summary>Writes one object as JSON.</summary>
/// <param name="thread">The running thread.</param>
/// <param name="settings">How to write.</param>
/// <param name="pieces">The result is a list of the pieces that json.JSONEncoder.iterencode() yields.</param>
internal sealed class JsonWriter(ThreadState thread, EncoderSettings settings, bool pieces)
{
    private const int LongestInt = 20;

    private static readonly StrObject s_items = StrObject.Intern("items");

    private readonly List<int>? _ends = pieces ? [] : null;

    // The containers that are being written, when a cycle is to be found.
    private readonly OpenContainers? _open = settings.CheckCircular ? new() : null;

    private StrDataBuilder _text = new(256);
    private int _level;

    /// <summary>Something of the dict that is being written stands there already.</summary>
    private bool _hasMembers;

    /// <summary>The text that has been written, a str or the list of its pieces.</summary>
    public Value Result()
    {
        StrData text = _text.ToStrData();
        if (_ends is null)
        {
            return Value.Of(StrObject.Of(text));
        }

        var list = new ListObject(thread);
        int begin = 0;
        foreach (int end in _ends)
        {
            list.Add(Value.Of(StrObject.Of(text.Slice(begin, end - begin))));
            begin = end;
        }

        return Value.Of(list);
    }

    /// <summary>Appends the object; false when an exception is set.</summary>
    public bool TryWrite(Value value)
    {
        if (TryWriteScalar(value, out bool isScalar) && isScalar)
        {
            EndPiece();
            return true;
        }

        if (isScalar)
        {
            return false;
        }

        if (_ends is not null && _text.Length > (_ends.Count > 0 ? _ends[^1] : 0))
        {
            EndPiece();
        }

        return TryWriteNested(value);
    }

    private bool TryWriteNested(Value value)
    {
        PyObject container = value.Ref!;
        if (!StackGuard.Enter(thread, " while encoding a JSON object"))
        {
            return false;
        }

        bool written;
        if (_open is not null && !_open.TryOpen(container))
        {
            thread.ValueError("Circular reference detected");
            written = false;
        }
        else
        {
            written = container switch
            {
                ListObject or TupleObject => TryWriteItems(value),
                DictObject dict => TryWriteMembers(dict),
                _ => TryWriteDefault(value),
            };
            _open?.CloseLast(container);
        }

        StackGuard.Leave(thread);
        return written;
    }

    private bool TryWriteScalar(Value value, out bool isScalar)
    {
        isScalar = true;
        if (value.Ref is null)
        {
            AppendInt(value.Bits);
            return true;
        }

        if (value.IsFloat)
        {
            return TryAppendFloat(value);
        }

        switch (value.Ref)
        {
            case StrObject str:
                JsonText.AppendQuoted(ref _text, str, settings.AsciiOnly);
                return true;
            case BoolObject boolean:
                _text.Append(boolean.Value ? "true" : "false");
                return true;
            case IntObject number:
                return TryAppendInt(number);
            case FloatObject:
                return TryAppendFloat(value);
        }

        isScalar = value.IsNone;
        if (isScalar)
        {
            _text.Append("null");
        }

        return isScalar;
    }

    private bool TryWriteItems(Value sequence)
    {
        // A list's items are written where they lie; default() may change it meanwhile.
        ListObject? list = sequence.Ref is ListObject { Count: > 0 } own && ReferenceEquals(own.Type, BuiltinTypes.List) && !FreeThreading.AreSeveral ? own : null;
        Value[]? items = list is null ? Iterables.ToArray(thread, sequence) : [];
        if (items is null)
        {
            return false;
        }

        if (list is null && items.Length == 0)
        {
            _text.Append("[]");
            EndPiece();
            return true;
        }

        _text.Append('[');
        _level++;
        AppendLine();
        bool written = true;
        for (int i = 0; i < (list?.Count ?? items.Length) && written; i++)
        {
            if (i > 0)
            {
                _text.Append(settings.ItemSeparator);
                AppendLine();
            }

            Value item = list is null ? thread.Retain(items[i]) : list.Get(thread, i);
            written = TryWrite(item);
            RefCount.Release(thread, item);
            if (!written)
            {
                Note($"when serializing {sequence.Type.Name} item {i}");
            }
        }

        Iterables.Release(thread, items);
        _level--;
        if (written)
        {
            Close(']', hasContent: true);
        }

        return written;
    }

    private bool TryWriteMembers(DictObject dict)
    {
        if (dict.Used == 0)
        {
            _text.Append("{}");
            EndPiece();
            return true;
        }

        // default() is not to run in the dict's critical section: where threads share it, its items are taken first.
        bool isPlain = ReferenceEquals(dict.Type, BuiltinTypes.Dict) && !settings.SortKeys && !FreeThreading.AreSeveral;
        ListObject? items = isPlain ? null : Items(dict);
        if (!isPlain && items is null)
        {
            return false;
        }

        if (items is { Count: 0 })
        {
            _text.Append("{}");
            EndPiece();
            RefCount.Release(thread, items);
            return true;
        }

        _text.Append('{');
        EndPiece();
        _level++;
        bool outer = _hasMembers;
        _hasMembers = false;
        bool written = items is null
            ? MappingIteration.ForEach(thread, Value.Of(dict), (Writer: this, Dict: dict), static (_, state, key, value) => state.Writer.TryWriteMember(state.Dict, key, value))
            : TryWritePairs(dict, items);
        bool hasMembers = _hasMembers;
        _hasMembers = outer;
        _level--;
        if (written)
        {
            Close('}', hasMembers);
        }

        return written;
    }

    /// <summary>Writes the pairs and releases their list.</summary>
    private bool TryWritePairs(DictObject dict, ListObject items)
    {
        bool written = true;
        for (int i = 0; i < items.Count && written; i++)
        {
            if (items.Peek(i).Ref is not TupleObject { Length: 2 } pair)
            {
                thread.ValueError("items must return 2-tuples");
                written = false;
                break;
            }

            written = TryWriteMember(dict, pair.Span[0], pair.Span[1]);
        }

        RefCount.Release(thread, items);
        return written;
    }

    private bool TryWriteMember(DictObject dict, Value key, Value value)
    {
        if (!IsKey(key))
        {
            if (!settings.SkipKeys)
            {
                thread.TypeError($"keys must be str, int, float, bool or None, not {key.Type.Name}");
            }

            return settings.SkipKeys;
        }

        if (_hasMembers)
        {
            _text.Append(settings.ItemSeparator);
        }

        AppendLine();
        if (_hasMembers || settings.Indent is not null)
        {
            EndPiece();
        }

        _hasMembers = true;
        bool isText = key.Ref is StrObject;
        if (!isText)
        {
            _text.Append('"');
        }

        if (!TryWriteScalar(key, out _))
        {
            return false;
        }

        if (!isText)
        {
            _text.Append('"');
        }

        EndPiece();
        _text.Append(settings.KeySeparator);
        EndPiece();
        if (TryWrite(value))
        {
            return true;
        }

        ExceptionObject fault = thread.TakeException();
        string? shown = Operators.ReprText(thread, key);
        thread.ClearException();
        thread.Exception = fault;
        Note($"when serializing {dict.Type.Name} item {shown}");
        return false;
    }

    private bool TryWriteDefault(Value value)
    {
        Value replacement = thread.Call(settings.Default, value);
        if (replacement.IsError)
        {
            return false;
        }

        bool written = TryWrite(replacement);
        thread.Release(replacement);
        if (!written)
        {
            Note($"when serializing {value.Type.Name} object");
        }

        return written;
    }

    private static bool IsKey(Value key) => key.Ref is null or StrObject or BoolObject or IntObject or FloatObject || key.IsFloat || key.IsNone;

    /// <summary>A list of what the dict's items() has, sorted if so wanted; null when an exception is set.</summary>
    private ListObject? Items(DictObject dict)
    {
        Value view = thread.CallMethod(Value.Of(dict), s_items);
        Value[]? items = view.IsError ? null : Iterables.ToArray(thread, view);
        if (!view.IsError)
        {
            thread.Release(view);
        }

        if (items is null)
        {
            return null;
        }

        ListObject list = ListObject.Steal(thread, items);
        if (!settings.SortKeys || ListSort.Sort(thread, list, Value.None, reverse: false))
        {
            return list;
        }

        RefCount.Release(thread, list);
        return null;
    }

    private void AppendInt(long value)
    {
        Span<char> digits = stackalloc char[LongestInt];
        value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        _text.Append(digits[..length]);
    }

    private bool TryAppendInt(IntObject number)
    {
        if (IntFormatting.TryToDecimal(number.Value, thread.Interpreter.IntMaxStrDigits, out string digits) is { } error)
        {
            thread.Raise(error);
            return false;
        }

        _text.Append(digits);
        return true;
    }

    private bool TryAppendFloat(Value value)
    {
        double number = Floats.Of(value);
        if (double.IsFinite(number))
        {
            _text.Append(FloatFormatting.Repr(number));
            return true;
        }

        if (!settings.AllowNaN)
        {
            if (Operators.ReprText(thread, value) is { } shown)
            {
                thread.ValueError($"Out of range float values are not JSON compliant: {shown}");
            }

            return false;
        }

        _text.Append(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        return true;
    }

    private void Close(char bracket, bool hasContent)
    {
        if (hasContent && settings.Indent is not null)
        {
            AppendLine();
            EndPiece();
        }

        _text.Append(bracket);
        EndPiece();
    }

    private void AppendLine()
    {
        if (settings.Indent is not { } indent)
        {
            return;
        }

        _text.Append('\n');
        for (int i = 0; i < _level; i++)
        {
            _text.Append(indent.Data);
        }
    }

    private void EndPiece() => _ends?.Add(_text.Length);

    private void Note(string text)
    {
        ExceptionObject fault = thread.TakeException();
        _ = BaseExceptionMethods.AddNote(thread, fault, Value.Str(text));
        thread.ClearException();
        thread.Exception = fault;
    }
}
