using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>Where the fields of a str.format template find their values: the call's arguments, or a mapping.</summary>
internal readonly ref struct FieldArguments
{
    private readonly ReadOnlySpan<Value> _positional;
    private readonly ReadOnlySpan<StrObject> _names;
    private readonly ReadOnlySpan<Value> _named;
    private readonly Value _mapping;
    private readonly bool _hasMapping;

    /// <summary>Of str.format.</summary>
    public FieldArguments(ReadOnlySpan<Value> positional, ReadOnlySpan<StrObject> names, ReadOnlySpan<Value> named)
    {
        _positional = positional;
        _names = names;
        _named = named;
    }

    /// <summary>Of str.format_map.</summary>
    public FieldArguments(Value mapping)
    {
        _mapping = mapping;
        _hasMapping = true;
    }

    /// <summary>The argument at a position; a new reference.</summary>
    public Value At(ThreadState thread, long index)
    {
        if (_hasMapping)
        {
            return thread.ValueError("Format string contains positional fields");
        }

        return index < _positional.Length
            ? thread.Retain(_positional[(int)index])
            : thread.IndexError(FormatNumbering.MissingArgument(index));
    }

    /// <summary>The argument of a name; a new reference.</summary>
    public Value Named(ThreadState thread, StrData name)
    {
        StrObject key = StrObject.Of(name);
        if (_hasMapping)
        {
            return Items.Get(thread, _mapping, Value.Of(key));
        }

        for (int i = 0; i < _names.Length; i++)
        {
            if (_names[i].TextEquals(key))
            {
                return thread.Retain(_named[i]);
            }
        }

        return thread.KeyError(Value.Of(key));
    }
}
