using System.Runtime.CompilerServices;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary><c>str % arguments</c> (library/stdtypes, "printf-style String Formatting").</summary>
internal static class StrPercent
{
    public static Value Format(ThreadState thread, StrObject template, Value arguments)
    {
        bool isMapping = arguments.Ref is not StrObject && arguments.Type.Slot(SpecialMethod.GetItem).IsDefined;
        var values = new PercentArguments(thread, arguments, isMapping, "string");
        if (PercentPlan.Of(template) is { } plan && (plan.Keys is not null ? values.IsMapping : plan.Specs.Length == (arguments.Ref is TupleObject tuple ? tuple.Length : 1)))
        {
            return Format(thread, plan, values, arguments);
        }

        var output = new StrDataBuilder(template.Length + 32);
        bool succeeded = TryFormat(thread, template.Data, ref values, ref output) && values.TryFinish();
        values.Dispose();
        return succeeded ? Value.Of(StrObject.Of(output.ToStrData())) : Value.Error;
    }

    /// <summary>By a plan: as many conversions as arguments, or all of them by keys of a mapping.</summary>
    private static Value Format(ThreadState thread, PercentPlan plan, in PercentArguments values, Value arguments)
    {
        char[] buffer = thread.TextBuffer ?? new char[256];
        thread.TextBuffer = null;
        var output = new StrDataBuilder(buffer);
        for (int i = 0; i < plan.Specs.Length; i++)
        {
            output.Append(plan.Literals[i]);
            if (plan.Keys is { } keys)
            {
                Value found = Items.Get(thread, arguments, Value.Of(keys[i]));
                bool succeeded = !found.IsError && TryConvert(thread, values, plan, i, found, ref output);
                thread.Release(found);
                if (!succeeded)
                {
                    return Value.Error;
                }

                continue;
            }

            Value value = arguments.Ref is TupleObject tuple ? tuple.Items[i] : arguments;
            if (!TryConvert(thread, values, plan, i, value, ref output))
            {
                return Value.Error;
            }
        }

        output.Append(plan.Literals[^1]);
        var text = StrObject.Of(output.ToStrData());
        if (output.Length <= buffer.Length)
        {
            thread.TextBuffer = buffer;
        }

        return Value.Of(text);
    }

    /// <summary>The commonest conversions at once, others as without a plan.</summary>
    private static bool TryConvert(ThreadState thread, in PercentArguments values, PercentPlan plan, int index, Value value, ref StrDataBuilder output)
    {
        switch (plan.Conversions[index])
        {
            case PercentPlan.Conversion.Text when value.Ref is StrObject { IsWide: false, IsExact: true } text:
                output.Append(text.Chars);
                return true;
            case PercentPlan.Conversion.Text or PercentPlan.Conversion.Integer when value.Ref is null:
                output.Append(value.Bits);
                return true;
            case PercentPlan.Conversion.Fixed when value.IsFloat && double.IsFinite(value.Float):
                int precision = plan.Specs[index].Precision;
                Span<char> digits = stackalloc char[FixedPoint.MaxLength];
                if (FixedPoint.TryFormat(value.Float, precision < 0 ? 6 : precision, "", digits, out int length))
                {
                    output.Append((ReadOnlySpan<char>)digits[..length]);
                    return true;
                }

                break;
        }

        return TryConvert(thread, values, plan.Specs[index], value, ref output);
    }

    private static bool TryFormat(ThreadState thread, StrData template, ref PercentArguments values, ref StrDataBuilder output)
    {
        var reader = new PercentTemplate(template);
        while (true)
        {
            output.Append(reader.ReadLiteral());
            if (reader.AtEnd)
            {
                return true;
            }

            if (!values.TryReadSpec(ref reader, static key => Value.Of(StrObject.Of(key)), out PercentSpec spec))
            {
                return false;
            }

            Value value = values.Next();
            if (value.IsError || !TryConvert(thread, values, spec, value, ref output))
            {
                return false;
            }
        }
    }

    private static bool TryConvert(ThreadState thread, in PercentArguments values, in PercentSpec spec, Value value, ref StrDataBuilder output)
    {
        switch (spec.Type)
        {
            case 's' or 'r' or 'a':
                Value text = spec.Type switch
                {
                    's' => Operators.Str(thread, value),
                    'r' => Operators.Repr(thread, value),
                    _ => Operators.Ascii(thread, value),
                };
                if (text.IsError)
                {
                    return false;
                }

                bool appended = TryAppend(thread, spec, Unsafe.As<StrObject>(text.Ref!).Data, ref output);
                thread.Release(text);
                return appended;
            case 'c':
                return TryCharacter(thread, value, out int point) && TryAppend(thread, spec, StrData.FromCodePoint(point), ref output);
            case 'd' or 'i' or 'u' or 'o' or 'x' or 'X' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G':
                if (values.FormatNumber(spec, value) is not { } number)
                {
                    return false;
                }

                output.Append(number);
                return true;
            default:
                thread.Raise(spec.UnsupportedType());
                return false;
        }
    }

    private static bool TryAppend(ThreadState thread, in PercentSpec spec, StrData text, ref StrDataBuilder output)
    {
        if (PercentFormatter.TryFormat(spec, text, out StrData result) is { } error)
        {
            thread.Raise(error);
            return false;
        }

        output.Append(result);
        return true;
    }

    private static bool TryCharacter(ThreadState thread, Value value, out int point)
    {
        point = 0;
        if (value.Ref is StrObject text)
        {
            if (text.Length == 1)
            {
                point = text.CodePointAt(0);
                return true;
            }

            thread.TypeError($"%c requires an int or a unicode character, not a string of length {text.Length}");
            return false;
        }

        if (!value.Type.Slot(SpecialMethod.Index).IsDefined)
        {
            thread.TypeError($"%c requires an int or a unicode character, not {value.Type.Name}");
            return false;
        }

        Value index = Operators.Index(thread, value);
        if (index.IsError)
        {
            return false;
        }

        if (index.Ref is not null || index.Bits is < 0 or > CodePoints.Max)
        {
            thread.OverflowError("%c arg not in range(0x110000)");
            return false;
        }

        point = (int)index.Bits;
        return true;
    }
}
