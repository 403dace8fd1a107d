using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>The templates and the formatting of str.</summary>
[PyType("str", typeof(StrObject))]
internal static class StrFormatMethods
{
    [PyMethod(Doc = "Return a formatted version of the string, using substitutions from args and\nkwargs. The substitutions are identified by braces.")]
    public static Value Format(ThreadState thread, StrObject self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int positional = arguments.Length - keywords.Count;
        var fields = new FieldArguments(arguments[..positional], keywords.Names, arguments[positional..]);
        return StrTemplate.Render(thread, self, fields);
    }

    [PyMethod(Doc = "Return a formatted version of the string, using substitutions from mapping. The\nsubstitutions are identified by braces.")]
    public static Value FormatMap(ThreadState thread, StrObject self, Value mapping) =>
        StrTemplate.Render(thread, self, new FieldArguments(mapping));

    [PyMethod("__format__", Doc = "Return a formatted version of the string as described by format_spec.")]
    public static Value FormatSelf(ThreadState thread, StrObject self, StrObject formatSpec) => FormatBySpec(thread, self, formatSpec);

    [PyMethod("__mod__")]
    public static Value Mod(ThreadState thread, Value self, Value arguments) => StrPercent.Format(thread, (StrObject)self.Ref!, arguments);

    [PyMethod("__rmod__")]
    public static Value RMod(ThreadState thread, Value self, Value template) =>
        template.Ref is StrObject text ? StrPercent.Format(thread, text, self) : Value.NotImplemented;

    /// <summary>str.__format__.</summary>
    internal static Value FormatBySpec(ThreadState thread, StrObject self, StrObject spec)
    {
        if (spec.Length == 0)
        {
            return self.IsExact ? Value.Of(self) : Operators.Str(thread, Value.Of(self));
        }

        if (self.IsExact && PlainSpec.TryFormat(Value.Of(self), spec) is { } quick)
        {
            return Value.Of(quick);
        }

        return SpecFormatter.TryFormat(self.Data, spec.Data, self.Type.Name, out StrData result) is { } error
            ? thread.Raise(error)
            : Value.Of(StrObject.Of(result));
    }
}
