using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>The right side of <c>template % arguments</c>, for str and bytes: a tuple of arguments, one argument, or a mapping.</summary>
internal ref struct PercentArguments
{
    private readonly ThreadState _thread;
    private readonly string _kind;
    private readonly Value _whole;
    private readonly TupleObject? _tuple;
    private Value _keyed;
    private bool _isKeyed;
    private bool _isFresh;
    private int _next;

    /// <param name="thread">The thread.</param>
    /// <param name="arguments">What stands right of the operator.</param>
    /// <param name="isMapping">Whether it may be one.</param>
    /// <param name="kind">string or bytes, for error texts.</param>
    public PercentArguments(ThreadState thread, Value arguments, bool isMapping, string kind)
    {
        _thread = thread;
        _kind = kind;
        _whole = arguments;
        _tuple = arguments.Ref as TupleObject;
        IsMapping = isMapping && _tuple is null;
        _keyed = Value.Unbound;
    }

    /// <summary>Whether conversions may have keys.</summary>
    public bool IsMapping { get; }

    /// <summary>The next argument, borrowed until the next call; Error when there is none.</summary>
    public Value Next()
    {
        if (_isKeyed)
        {
            bool fresh = _isFresh;
            _isFresh = false;
            return fresh ? _keyed : NotEnough();
        }

        int count = _tuple is null ? 1 : _tuple.Length;
        if (_next >= count)
        {
            return NotEnough();
        }

        return _tuple is null ? Once() : _tuple.Items[_next++];
    }

    /// <summary>
    /// Reads the next conversion and what it says about its argument: the key is looked up, starred width and precision are
    /// filled in. False when an exception is set.
    /// </summary>
    /// <param name="template">Stands before the conversion.</param>
    /// <param name="makeKey">The key's object: a str, or bytes.</param>
    /// <param name="spec">The conversion.</param>
    public bool TryReadSpec(ref PercentTemplate template, Func<StrData, Value> makeKey, out PercentSpec spec)
    {
        spec = default;
        if (template.NextHasKey && !IsMapping)
        {
            _thread.TypeError(PercentTemplate.RequiresMapping);
            return false;
        }

        AlgorithmError? error = template.TryReadSpec(out spec);
        Value found = Value.Unbound;
        if (spec.Key is { } key)
        {
            found = Items.Get(_thread, _whole, makeKey(key));
            if (found.IsError)
            {
                return false;
            }
        }

        if (error is not null)
        {
            _thread.Release(found);
            _thread.Raise(error);
            return false;
        }

        if (!found.IsUnbound)
        {
            _thread.Release(_keyed);
            _keyed = found;
            _isKeyed = true;
            _isFresh = true;
        }

        if (spec.Width == PercentSpec.Star)
        {
            if (!TryStar(out int width))
            {
                return false;
            }

            spec = spec.WithWidth(width);
        }

        if (spec.Precision == PercentSpec.Star)
        {
            if (!TryStar(out int precision, isPrecision: true))
            {
                return false;
            }

            spec = spec.WithPrecision(precision);
        }

        return true;
    }

    /// <summary>After the last conversion: false with TypeError set when arguments are left over.</summary>
    public readonly bool TryFinish()
    {
        if (IsMapping || _isKeyed || _next >= (_tuple is null ? 1 : _tuple.Length))
        {
            return true;
        }

        _thread.TypeError($"not all arguments converted during {_kind} formatting");
        return false;
    }

    public readonly void Dispose() => _thread.Release(_keyed);

    /// <summary>The text of d, i, u, o, x, X and the float conversions; null when an exception is set.</summary>
    public readonly string? FormatNumber(in PercentSpec spec, Value value)
    {
        ThreadState thread = _thread;
        if (spec.Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G')
        {
            if (!Binding.Bind.TryDouble(thread, value, out double number))
            {
                if (_kind == "bytes" && thread.ClearIf(ExceptionTypes.TypeError))
                {
                    thread.TypeError($"float argument required, not {value.Type.Name}");
                }

                return null;
            }

            if (PercentFormatter.TryFormat(spec, number, out string result) is { } error)
            {
                thread.Raise(error);
                return null;
            }

            return result;
        }

        if (value.Ref is null && spec is { Width: -1, Precision: -1, Plus: false, Blank: false, Type: 'd' or 'i' or 'u' })
        {
            return value.Bits.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        Value integer = ToInteger(thread, spec, value);
        if (integer.IsError)
        {
            return null;
        }

        Integers.TryGet(integer, out System.Numerics.BigInteger whole);
        if (PercentFormatter.TryFormat(spec, whole, thread.Interpreter.IntMaxStrDigits, out string text) is { } failure)
        {
            thread.Raise(failure);
            return null;
        }

        return text;
    }

    private static Value ToInteger(ThreadState thread, in PercentSpec spec, Value value)
    {
        if (Integers.IsInt(value))
        {
            return value;
        }

        bool indexOnly = spec.Type is 'o' or 'x' or 'X';
        bool isNumber = value.Type.Slot(SpecialMethod.Index).IsDefined
            || (!indexOnly && (value.Type.Slot(SpecialMethod.Int).IsDefined || value.Type.Slot(SpecialMethod.Float).IsDefined));
        Value result = !isNumber ? Value.Error : indexOnly ? Operators.Index(thread, value) : IntConstruction.OfNumber(thread, value);
        if (!result.IsError || (isNumber && !thread.ClearIf(ExceptionTypes.TypeError)))
        {
            return result;
        }

        string wanted = indexOnly ? "an integer" : "a real number";
        return thread.TypeError($"%{(char)spec.Type} format: {wanted} is required, not {value.Type.Name}");
    }

    private bool TryStar(out int number, bool isPrecision = false)
    {
        number = 0;
        Value value = Next();
        if (value.IsError)
        {
            return false;
        }

        if (!Integers.IsInt(value))
        {
            _thread.TypeError(PercentTemplate.StarWantsInt);
            return false;
        }

        if (!Operators.TryIndex(_thread, value, out long index))
        {
            return false;
        }

        if (isPrecision && index is > int.MaxValue or < int.MinValue)
        {
            _thread.OverflowError("Python int too large to convert to C int");
            return false;
        }

        if (!isPrecision && index == long.MinValue)
        {
            // The one whose negation, the width of text on the left, is no number of 64 bits.
            _thread.OverflowError("width too big");
            return false;
        }

        number = (int)Math.Clamp(index, int.MinValue, int.MaxValue);
        return true;
    }

    private Value Once()
    {
        _next = 1;
        return _whole;
    }

    private readonly Value NotEnough() => _thread.TypeError(PercentTemplate.NotEnoughArguments);
}
