using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expat;

/// <summary>The members of DocumentReader.</summary>
[PyType("DocumentReader", typeof(DocumentReaderObject), Module = "_expat")]
internal static class DocumentReaderMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "DocumentReader", BuiltinTypes.Object, TypeFlags.BaseType | TypeFlags.HasWeakReferences) { Module = "_expat" };

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new DocumentReaderObject(thread, cls));

    [PyGetter("StartElementHandler")]
    public static Value StartElement(ThreadState thread, DocumentReaderObject self) => OrNone(self.Load(thread, ref self.StartElement));

    [PySetter("StartElementHandler")]
    public static bool SetStartElement(ThreadState thread, DocumentReaderObject self, Value value) => TrySet(thread, self, ref self.StartElement, value);

    [PyGetter("EndElementHandler")]
    public static Value EndElement(ThreadState thread, DocumentReaderObject self) => OrNone(self.Load(thread, ref self.EndElement));

    [PySetter("EndElementHandler")]
    public static bool SetEndElement(ThreadState thread, DocumentReaderObject self, Value value) => TrySet(thread, self, ref self.EndElement, value);

    [PyGetter("CharacterDataHandler")]
    public static Value Characters(ThreadState thread, DocumentReaderObject self) => OrNone(self.Load(thread, ref self.Characters));

    /// <summary>What was gathered is the former handler's.</summary>
    [PySetter("CharacterDataHandler")]
    public static bool SetCharacters(ThreadState thread, DocumentReaderObject self, Value value) => self.TryFlush(thread) && TrySet(thread, self, ref self.Characters, value);

    [PyGetter("DefaultHandler")]
    public static Value Default(ThreadState thread, DocumentReaderObject self) => OrNone(self.Load(thread, ref self.Default));

    [PySetter("DefaultHandler")]
    public static bool SetDefault(ThreadState thread, DocumentReaderObject self, Value value) => TrySet(thread, self, ref self.Default, value);

    [PyGetter("DefaultHandlerExpand")]
    public static Value DefaultExpand(ThreadState thread, DocumentReaderObject self) => OrNone(self.Load(thread, ref self.DefaultExpand));

    [PySetter("DefaultHandlerExpand")]
    public static bool SetDefaultExpand(ThreadState thread, DocumentReaderObject self, Value value) => TrySet(thread, self, ref self.DefaultExpand, value);

    [PyGetter("buffer_text")]
    public static bool GathersText(DocumentReaderObject self) => self.GathersText;

    [PySetter("buffer_text")]
    public static bool SetGathersText(ThreadState thread, DocumentReaderObject self, Value value)
    {
        int isOn = Operators.IsTrue(thread, value);
        if (isOn < 0 || (isOn == 0 && !self.TryFlush(thread)))
        {
            return false;
        }

        self.GathersText = isOn > 0;
        return true;
    }

    [PyGetter("ordered_attributes")]
    public static bool IsOrdered(DocumentReaderObject self) => self.IsOrdered;

    [PySetter("ordered_attributes")]
    public static bool SetOrdered(ThreadState thread, DocumentReaderObject self, Value value)
    {
        int isOn = Operators.IsTrue(thread, value);
        self.IsOrdered = isOn > 0;
        return isOn >= 0;
    }

    [PyGetter("_namespaces")]
    public static bool HasNamespaces(DocumentReaderObject self) => self.HasNamespaces;

    [PySetter("_namespaces")]
    public static bool SetNamespaces(ThreadState thread, DocumentReaderObject self, Value value)
    {
        self.HasNamespaces = value.IsTrue;
        return true;
    }

    [PyGetter("_open")]
    public static Value Open(ThreadState thread, DocumentReaderObject self) => thread.Retain(Value.Of(self.Open));

    [PyGetter("_text")]
    public static Value Text(ThreadState thread, DocumentReaderObject self) => Value.Of(self.Text);

    [PySetter("_text")]
    public static bool SetText(ThreadState thread, DocumentReaderObject self, Value value)
    {
        if (value.Ref is not StrObject text)
        {
            thread.TypeError("a document must be a str");
            return false;
        }

        self.Text = text.Exact();
        return true;
    }

    [PyGetter("_at")]
    public static long At(DocumentReaderObject self) => self.At;

    [PySetter("_at")]
    public static bool SetAt(ThreadState thread, DocumentReaderObject self, Value value)
    {
        if (!Operators.TryIndex(thread, value, out long at))
        {
            return false;
        }

        self.At = (int)Math.Clamp(at, 0, int.MaxValue);
        return true;
    }

    [PyGetter("_started")]
    public static bool IsStarted(DocumentReaderObject self) => self.IsStarted;

    [PySetter("_started")]
    public static bool SetStarted(ThreadState thread, DocumentReaderObject self, Value value)
    {
        self.IsStarted = value.IsTrue;
        return true;
    }

    [PyGetter("_rooted")]
    public static bool IsRooted(DocumentReaderObject self) => self.IsRooted;

    [PySetter("_rooted")]
    public static bool SetRooted(ThreadState thread, DocumentReaderObject self, Value value)
    {
        self.IsRooted = value.IsTrue;
        return true;
    }

    [PyMethod("_read_plain", Doc = "Reads tags and text while they are plain and in order; leaves everything else, errors included.")]
    public static Value ReadPlain(ThreadState thread, DocumentReaderObject self)
    {
        StrObject text = self.Text;
        bool succeeded = text.IsWide
            ? new PlainScan<int>(thread, self, text, text.Wide).TryRun()
            : new PlainScan<char>(thread, self, text, text.Narrow).TryRun();
        return succeeded ? Value.None : Value.Error;
    }

    [PyMethod("_characters", Doc = "Reports text, or gathers it.")]
    public static Value ReportCharacters(ThreadState thread, DocumentReaderObject self, StrObject text) => Result(self.TryCharacters(thread, text));

    [PyMethod("_flush", Doc = "Reports the text that was gathered.")]
    public static Value Flush(ThreadState thread, DocumentReaderObject self) => Result(self.TryFlush(thread));

    [PyMethod("_other", Doc = "Reports what no handler takes.")]
    public static Value Other(ThreadState thread, DocumentReaderObject self, StrObject text) => Result(self.TryOther(thread, text));

    [PyMethod("_end_element", Doc = "Ends the innermost element.")]
    public static Value ReportEnd(ThreadState thread, DocumentReaderObject self) => Result(self.TryEndElement(thread));

    [PyMethod("_change_scope", Doc = "What names mean has changed.")]
    public static void ChangeScope(DocumentReaderObject self) => self.ChangeScope();

    private static Value OrNone(Value value) => value.IsUnbound ? Value.None : value;

    private static Value Result(bool succeeded) => succeeded ? Value.None : Value.Error;

    private static bool TrySet(ThreadState thread, DocumentReaderObject self, ref object? handler, Value value)
    {
        if (value.IsUnbound)
        {
            thread.RuntimeError("Cannot delete attribute");
            return false;
        }

        self.Store(thread, ref handler, value);
        return true;
    }
}
