using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>string.templatelib.Template (PEP 750).</summary>
[PyType("Template", typeof(TemplateObject), Doc = "Template object")]
internal static class TemplateMethods
{
    private static readonly StrObject s_unpickle = StrObject.Intern("_template_unpickle");

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!keywords.IsEmpty)
        {
            return thread.TypeError("Template.__new__ only accepts *args arguments");
        }

        var strings = new List<Value>();
        var interpolations = new List<Value>();
        StrObject? current = null;
        foreach (Value part in arguments.Length == 0 ? [] : arguments[1..])
        {
            switch (part.Ref)
            {
                case StrObject text:
                    current = current is null ? text : StrObject.Concatenate(current, text);
                    break;
                case InterpolationObject:
                    strings.Add(Value.Of(current ?? StrObject.Empty));
                    interpolations.Add(thread.Retain(part));
                    current = null;
                    break;
                default:
                    foreach (Value interpolation in interpolations)
                    {
                        thread.Release(interpolation);
                    }

                    return thread.TypeError($"Template.__new__ *args need to be of type 'str' or 'Interpolation', got {part.Type.Name}");
            }
        }

        strings.Add(Value.Of(current ?? StrObject.Empty));
        return Value.Of(new TemplateObject(thread, TupleObject.Steal(thread, [.. strings]), TupleObject.Steal(thread, [.. interpolations])));
    }

    [PyMethod("__add__")]
    public static Value Add(ThreadState thread, TemplateObject self, Value other)
    {
        if (other.Ref is not TemplateObject template)
        {
            return thread.TypeError($"can only concatenate string.templatelib.Template (not \"{other.Type.Name}\") to string.templatelib.Template");
        }

        // The last string of one and the first of the other become one.
        Value[] strings = [.. self.Strings.Span[..^1], Value.Of(StrObject.Concatenate((StrObject)self.Strings.Items[^1].Ref!, (StrObject)template.Strings.Items[0].Ref!)), .. template.Strings.Span[1..]];
        Value[] interpolations = [.. self.Interpolations.Span, .. template.Interpolations.Span];
        return Value.Of(new TemplateObject(thread, TupleObject.Of(thread, strings), TupleObject.Of(thread, interpolations)));
    }

    /// <summary>The strings that are not empty and the interpolations, in order.</summary>
    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, TemplateObject self)
    {
        RefCount.Retain(thread, self);
        return Value.Of(new TemplateIteratorObject(thread, self));
    }

    [PyMethod("__repr__")]
    public static string? Repr(ThreadState thread, TemplateObject self)
    {
        string? strings = Operators.ReprText(thread, Value.Of(self.Strings));
        string? interpolations = strings is null ? null : Operators.ReprText(thread, Value.Of(self.Interpolations));
        return interpolations is null ? null : $"Template(strings={strings}, interpolations={interpolations})";
    }

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, TemplateObject self)
    {
        Value module = Importing.ImportModule(thread, "string.templatelib");
        if (module.IsError)
        {
            return module;
        }

        Value function = Attributes.Get(thread, module, s_unpickle);
        thread.Release(module);
        return function.IsError
            ? function
            : Value.Of(TupleObject.Steal(thread, [function, Value.Of(TupleObject.Of(thread, [Value.Of(self.Strings), Value.Of(self.Interpolations)]))]));
    }

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject type, Value key) => GenericAliases.Make(thread, Value.Of(type), key);

    [PyGetter("strings", Doc = "Strings")]
    public static Value Strings(ThreadState thread, TemplateObject self) => thread.Retain(Value.Of(self.Strings));

    [PySetter("strings")]
    public static bool SetStrings(ThreadState thread, TemplateObject self, Value value) => ReadOnly.Refuse(thread);

    [PyGetter("interpolations", Doc = "Interpolations")]
    public static Value Interpolations(ThreadState thread, TemplateObject self) => thread.Retain(Value.Of(self.Interpolations));

    [PySetter("interpolations")]
    public static bool SetInterpolations(ThreadState thread, TemplateObject self, Value value) => ReadOnly.Refuse(thread);

    [PyGetter("values", Doc = "Values of interpolations")]
    public static Value Values(ThreadState thread, TemplateObject self)
    {
        ReadOnlySpan<Value> interpolations = self.Interpolations.Span;
        var values = new Value[interpolations.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = thread.Retain(((InterpolationObject)interpolations[i].Ref!).Value);
        }

        return Value.Of(TupleObject.Steal(thread, values));
    }
}

/// <summary>Members that cannot be set.</summary>
internal static class ReadOnly
{
    public static bool Refuse(ThreadState thread)
    {
        thread.Raise(ExceptionTypes.AttributeError, "readonly attribute");
        return false;
    }
}

/// <summary>string.templatelib.Interpolation.</summary>
[PyType("Interpolation", typeof(InterpolationObject), Doc = "Interpolation object")]
internal static class InterpolationMethods
{
    [PyConstant("__match_args__")]
    internal static Value MatchArgs => Value.Of(new TupleObject(BuiltinTypes.Tuple, [Value.Str("value"), Value.Str("expression"), Value.Str("conversion"), Value.Str("format_spec")]));

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject type, [Keyword] Value value, [Optional] Value expression, [Optional] Value conversion, [Optional] Value formatSpec)
    {
        if (!expression.IsUnbound && expression.Ref is not StrObject)
        {
            return Bind.ArgumentError(thread, "Interpolation", "argument 'expression'", "str", expression);
        }

        if (!formatSpec.IsUnbound && formatSpec.Ref is not StrObject)
        {
            return Bind.ArgumentError(thread, "Interpolation", "argument 'format_spec'", "str", formatSpec);
        }

        int code = 0;
        if (!conversion.IsUnbound && !conversion.IsNone)
        {
            if (conversion.Ref is not StrObject text)
            {
                return Bind.ArgumentError(thread, "Interpolation", "argument 'conversion'", "str or None", conversion);
            }

            code = text.ToString() switch { "s" => 1, "r" => 2, "a" => 3, _ => -1 };
            if (code < 0)
            {
                return thread.ValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
            }
        }

        return Value.Of(new InterpolationObject(
            thread,
            thread.Retain(value),
            expression.IsUnbound ? Value.Of(StrObject.Empty) : expression,
            code,
            formatSpec.IsUnbound ? Value.Of(StrObject.Empty) : formatSpec));
    }

    [PyMethod("__repr__")]
    public static string? Repr(ThreadState thread, InterpolationObject self)
    {
        var parts = new List<string>();
        foreach (Value part in (ReadOnlySpan<Value>)[self.Value, self.Expression, Conversion(thread, self), self.FormatSpec])
        {
            if (Operators.ReprText(thread, part) is not { } text)
            {
                return null;
            }

            parts.Add(text);
        }

        return $"Interpolation({string.Join(", ", parts)})";
    }

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, InterpolationObject self) =>
        Value.Of(TupleObject.Steal(thread, [Value.Of(BuiltinTypes.Interpolation), Value.Of(TupleObject.Of(thread, [self.Value, self.Expression, Conversion(thread, self), self.FormatSpec]))]));

    [PyClassMethod("__class_getitem__", Doc = "See PEP 585")]
    public static Value ClassGetItem(ThreadState thread, TypeObject type, Value key) => GenericAliases.Make(thread, Value.Of(type), key);

    [PyGetter("value", Doc = "Value")]
    public static Value ValueOf(ThreadState thread, InterpolationObject self) => thread.Retain(self.Value);

    [PySetter("value")]
    public static bool SetValue(ThreadState thread, InterpolationObject self, Value value) => ReadOnly.Refuse(thread);

    [PyGetter("expression", Doc = "Expression")]
    public static Value Expression(ThreadState thread, InterpolationObject self) => self.Expression;

    [PySetter("expression")]
    public static bool SetExpression(ThreadState thread, InterpolationObject self, Value value) => ReadOnly.Refuse(thread);

    [PyGetter("conversion", Doc = "Conversion")]
    public static Value Conversion(ThreadState thread, InterpolationObject self) => self.Conversion switch { 1 => Value.Str("s"), 2 => Value.Str("r"), 3 => Value.Str("a"), _ => Value.None };

    [PySetter("conversion")]
    public static bool SetConversion(ThreadState thread, InterpolationObject self, Value value) => ReadOnly.Refuse(thread);

    [PyGetter("format_spec", Doc = "Format specifier")]
    public static Value FormatSpec(ThreadState thread, InterpolationObject self) => self.FormatSpec;

    [PySetter("format_spec")]
    public static bool SetFormatSpec(ThreadState thread, InterpolationObject self, Value value) => ReadOnly.Refuse(thread);
}

/// <summary>The iterator of a template: strings that are not empty, and interpolations.</summary>
public sealed class TemplateIteratorObject : PyObject
{
    internal static new readonly TypeObject Type = new(BuiltinTypes.Type, "TemplateIter", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "string.templatelib" };

    /// <summary>The reference moves in.</summary>
    internal TemplateIteratorObject(ThreadState thread, TemplateObject template)
        : base(thread, Type)
    {
        Template = template;
    }

    internal TemplateObject Template { get; }

    /// <summary>Strings and interpolations taken so far, alternating.</summary>
    internal int Position;

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Template);
}

[PyType("TemplateIter", typeof(TemplateIteratorObject))]
internal static class TemplateIteratorMethods
{
    internal static TypeObject Type => TemplateIteratorObject.Type;

    [PyMethod("__iter__")]
    public static Value Iterator(ThreadState thread, TemplateIteratorObject self) => thread.Retain(Value.Of(self));

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, TemplateIteratorObject self)
    {
        TemplateObject template = self.Template;
        while (self.Position < template.Strings.Length + template.Interpolations.Length)
        {
            int index = self.Position++;
            if ((index & 1) != 0)
            {
                return thread.Retain(template.Interpolations.Items[index >> 1]);
            }

            Value text = template.Strings.Items[index >> 1];
            if (((StrObject)text.Ref!).Length != 0)
            {
                return text;
            }
        }

        return Value.End;
    }
}
