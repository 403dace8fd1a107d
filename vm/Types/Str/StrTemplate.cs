using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>Fills in the templates of str.format and str.format_map (library/string, "Format String Syntax").</summary>
internal static class StrTemplate
{
    public static Value Render(ThreadState thread, StrObject template, scoped FieldArguments arguments)
    {
        var output = new StrDataBuilder(template.Length + 32);
        var numbering = default(FormatNumbering);
        return TryRender(thread, template.Data, arguments, FormatNumbering.MaxDepth, ref numbering, ref output)
            ? Value.Of(StrObject.Of(output.ToStrData()))
            : Value.Error;
    }

    private static bool TryRender(
        ThreadState thread, StrData template, scoped FieldArguments arguments, int depth, ref FormatNumbering numbering, ref StrDataBuilder output)
    {
        if (depth == 0)
        {
            thread.Raise(FormatNumbering.TooDeep);
            return false;
        }

        var reader = new FormatTemplate(template);
        while (!reader.AtEnd)
        {
            if (reader.TryNext(out FormatTemplate.Piece piece) is { } error)
            {
                thread.Raise(error);
                return false;
            }

            output.Append(piece.Literal);
            if (piece.HasField && !TryField(thread, piece, arguments, depth, ref numbering, ref output))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryField(
        ThreadState thread, in FormatTemplate.Piece piece, scoped FieldArguments arguments, int depth, ref FormatNumbering numbering, ref StrDataBuilder output)
    {
        Value value = Resolve(thread, piece.FieldName, arguments, ref numbering);
        if (value.IsError)
        {
            return false;
        }

        if (piece.Conversion != 0)
        {
            Value converted = Convert(thread, value, piece.Conversion);
            thread.Release(value);
            value = converted;
            if (value.IsError)
            {
                return false;
            }
        }

        StrData specification = piece.Specification;
        if (piece.HasNestedFields)
        {
            var nested = new StrDataBuilder(16);
            if (!TryRender(thread, specification, arguments, depth - 1, ref numbering, ref nested))
            {
                thread.Release(value);
                return false;
            }

            specification = nested.ToStrData();
        }

        Value text = Operators.Format(thread, value, StrObject.Of(specification));
        thread.Release(value);
        if (text.IsError)
        {
            return false;
        }

        output.Append(Unsafe.As<StrObject>(text.Ref!).Data);
        thread.Release(text);
        return true;
    }

    /// <summary>The value of a field's name, its attributes and items followed; a new reference.</summary>
    private static Value Resolve(ThreadState thread, StrData fieldName, scoped FieldArguments arguments, ref FormatNumbering numbering)
    {
        long index = -1;
        if ((FormatFieldName.TryParse(fieldName, out FormatFieldName name) ?? numbering.TryResolve(name, out index)) is { } error)
        {
            return thread.Raise(error);
        }

        Value value = index >= 0 ? arguments.At(thread, index) : arguments.Named(thread, name.First);
        while (!value.IsError && !name.AtEnd)
        {
            Value next = name.TryNext(out bool isAttribute, out StrData key, out long item) is { } accessError
                ? thread.Raise(accessError)
                : Access(thread, value, isAttribute, key, item);
            thread.Release(value);
            value = next;
        }

        return value;
    }

    private static Value Access(ThreadState thread, Value value, bool isAttribute, StrData key, long item)
    {
        if (isAttribute)
        {
            return Attributes.Get(thread, value, StrObject.Of(key).Intern());
        }

        return Items.Get(thread, value, item >= 0 ? Value.Int(item) : Value.Of(StrObject.Of(key)));
    }

    private static Value Convert(ThreadState thread, Value value, int conversion) => conversion switch
    {
        'r' => Operators.Repr(thread, value),
        's' => Operators.Str(thread, value),
        'a' => Operators.Ascii(thread, value),
        _ => thread.Raise(FormatTemplate.UnknownConversion(conversion)),
    };
}
