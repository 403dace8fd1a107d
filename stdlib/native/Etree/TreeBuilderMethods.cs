using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Etree;

/// <summary>The methods of TreeBuilder.</summary>
[PyType("TreeBuilder", typeof(TreeBuilderObject), Module = "_elementtree", Locks = true)]
internal static class TreeBuilderMethods
{
    internal static readonly TypeObject Type = ElementTreeModule.MakeType("TreeBuilder", TypeFlags.BaseType | TypeFlags.HasWeakReferences);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new TreeBuilderObject(thread, cls));

    [PyMethod("__init__")]
    public static void Init(
        ThreadState thread,
        TreeBuilderObject self,
        [Keyword("element_factory"), Optional("None")] Value elementFactory,
        [KeywordOnly("comment_factory"), Optional("None")] Value commentFactory,
        [Keyword("pi_factory"), Optional("None")] Value instructionFactory,
        [Keyword("insert_comments")] bool insertComments = false,
        [Keyword("insert_pis")] bool insertInstructions = false) =>
        self.Configure(thread, OrNone(elementFactory), OrNone(commentFactory), OrNone(instructionFactory), insertComments, insertInstructions);

    [PyMethod(Doc = "Text of the element that is open.")]
    public static void Data(ThreadState thread, TreeBuilderObject self, Value data) => self.AddData(thread, data);

    [PyMethod(Doc = "Opens an element.")]
    public static Value Start(ThreadState thread, TreeBuilderObject self, Value tag, Value attrs) => attrs.Ref is DictObject attributes
        ? self.Start(thread, tag, ElementArguments.Copy(thread, attributes))
        : thread.TypeError($"start() argument 2 must be dict, not {attrs.Type.Name}");

    [PyMethod(Doc = "Closes the element that is open.")]
    public static Value End(ThreadState thread, TreeBuilderObject self, Value tag) => self.End(thread);

    [PyMethod(Doc = "Makes a comment.")]
    public static Value Comment(ThreadState thread, TreeBuilderObject self, Value text) => self.Comment(thread, text);

    [PyMethod("pi", Doc = "Makes a processing instruction.")]
    public static Value Instruction(ThreadState thread, TreeBuilderObject self, Value target, [Optional("None")] Value text) =>
        self.Instruction(thread, target, OrNone(text));

    [PyMethod(Doc = "The root, or None when nothing was opened.")]
    public static Value Close(ThreadState thread, TreeBuilderObject self) => self.TryFlush(thread) ? self.Root(thread) : Value.Error;

    private static Value OrNone(Value value) => value.IsUnbound ? Value.None : value;
}
