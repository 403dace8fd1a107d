using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>The module _elementtree: the native part of xml.etree.ElementTree.</summary>
[PyModule("_elementtree")]
internal static class ElementTreeModule
{
    [PyConstant("Element")]
    public static TypeObject Element => ElementMethods.Type;

    [PyConstant("TreeBuilder")]
    public static TypeObject TreeBuilder => TreeBuilderMethods.Type;

    [PyConstant("Reporter")]
    public static TypeObject Reporter => TreeReporterMethods.Type;

    [PyFunction("SubElement", Doc = "A new element at the end of the parent.")]
    public static Value SubElement(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (!ElementArguments.TryRead(thread, "SubElement", 2, arguments, keywords, out DictObject? attributes))
        {
            return Value.Error;
        }

        if (arguments[0].Ref is not ElementObject parent)
        {
            if (attributes is not null)
            {
                RefCount.Release(thread, attributes);
            }

            return thread.TypeError($"SubElement() argument 1 must be xml.etree.ElementTree.Element, not {arguments[0].Type.Name}");
        }

        var element = new ElementObject(thread, thread.Retain(arguments[1]), attributes);
        parent.Append(thread, element);
        return Value.Of(element);
    }

    [PyFunction("write_xml", Doc = "Writes an element as XML; names are what is written for tags and keys, namespaces the prefixes to declare. Whole: writes long texts, not pieces.")]
    public static Value WriteXml(ThreadState thread, Value write, Value root, DictObject names, ListObject declarations, bool shortEmpty, bool whole)
    {
        var writer = new ElementWriter(thread, write, names, shortEmpty, whole);
        return writer.TryWriteAll(root, declarations) ? Value.None : Value.Error;
    }

    [PyFunction("collect_names", Doc = "Calls add with each name in elements that names has not, and other with each element that is not just strs.")]
    public static Value CollectNames(ThreadState thread, Value elements, DictObject names, Value add, Value other)
    {
        using var all = new Iteration(thread, elements);
        bool succeeded = true;
        while (succeeded && all.MoveNext(out Value element))
        {
            succeeded = ElementNames.TryCollect(thread, element, names, add, other);
            thread.Release(element);
        }

        return succeeded && !all.Failed ? Value.None : Value.Error;
    }

    internal static TypeObject MakeType(string name, TypeFlags flags, string module = "xml.etree.ElementTree") =>
        new(BuiltinTypes.Type, name, BuiltinTypes.Object, flags) { Module = module };
}
