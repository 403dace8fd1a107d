using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module _string: what string.Formatter needs of str.format's templates.</summary>
[PyModule("_string", Doc = "string helper module")]
internal static class StringModule
{
    [PyFunction("formatter_parser", Doc = "parse the argument as a format string")]
    public static Value FormatterParser(ThreadState thread, Value template) =>
        template.Ref is StrObject text
            ? Value.Of(new FormatterIteratorObject(thread, text))
            : thread.TypeError($"expected str, got {template.Type.Name}");

    [PyFunction("formatter_field_name_split", Doc = "split the argument as a field name")]
    public static Value FieldNameSplit(ThreadState thread, Value name)
    {
        if (name.Ref is not StrObject text)
        {
            return thread.TypeError($"expected str, got {name.Type.Name}");
        }

        if (FormatFieldName.TryParse(text.Data, out FormatFieldName parsed) is { } error)
        {
            return thread.Raise(error);
        }

        Value first = parsed.Index >= 0 ? Value.Int(parsed.Index) : Value.Of(StrObject.Of(parsed.First));
        return Value.Of(TupleObject.Steal(thread, [first, Value.Of(new FieldNameIteratorObject(thread, parsed))]));
    }
}

/// <summary>The pieces of a template: (literal, field name, specification, conversion).</summary>
public sealed class FormatterIteratorObject : PyObject
{
    internal static readonly TypeObject Class = new(BuiltinTypes.Type, "formatteriterator", BuiltinTypes.Object, TypeFlags.DisallowInstantiation);

    private FormatTemplate _template;

    internal FormatterIteratorObject(ThreadState thread, StrObject template)
        : base(thread, Class)
    {
        _template = new FormatTemplate(template.Data);
    }

    internal Value Next(ThreadState thread)
    {
        if (_template.AtEnd)
        {
            return Value.End;
        }

        if (_template.TryNext(out FormatTemplate.Piece piece) is { } error)
        {
            return thread.Raise(error);
        }

        Value literal = Value.Of(StrObject.Of(piece.Literal));
        if (!piece.HasField)
        {
            return Value.Of(TupleObject.Steal(thread, [literal, Value.None, Value.None, Value.None]));
        }

        Value conversion = piece.Conversion == 0 ? Value.None : Value.Of(StrObject.OfCodePoint(piece.Conversion));
        return Value.Of(TupleObject.Steal(thread, [literal, Value.Of(StrObject.Of(piece.FieldName)), Value.Of(StrObject.Of(piece.Specification)), conversion]));
    }
}

/// <summary>The accesses behind a field's first name: (is an attribute, key).</summary>
public sealed class FieldNameIteratorObject : PyObject
{
    internal static readonly TypeObject Class = new(BuiltinTypes.Type, "fieldnameiterator", BuiltinTypes.Object, TypeFlags.DisallowInstantiation);

    private FormatFieldName _name;

    internal FieldNameIteratorObject(ThreadState thread, FormatFieldName name)
        : base(thread, Class)
    {
        _name = name;
    }

    internal Value Next(ThreadState thread)
    {
        if (_name.AtEnd)
        {
            return Value.End;
        }

        if (_name.TryNext(out bool isAttribute, out StrData key, out long index) is { } error)
        {
            return thread.Raise(error);
        }

        Value access = index >= 0 ? Value.Int(index) : Value.Of(StrObject.Of(key));
        return Value.Of(TupleObject.Steal(thread, [Value.Bool(isAttribute), access]));
    }
}

[PyType("formatteriterator", typeof(FormatterIteratorObject), Module = "_string")]
internal static class FormatterIteratorMethods
{
    internal static TypeObject Type => FormatterIteratorObject.Class;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, FormatterIteratorObject self) => self.Next(thread);
}

[PyType("fieldnameiterator", typeof(FieldNameIteratorObject), Module = "_string")]
internal static class FieldNameIteratorMethods
{
    internal static TypeObject Type => FieldNameIteratorObject.Class;

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, FieldNameIteratorObject self) => self.Next(thread);
}
