using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What a text was to become, where and why that failed: the attributes of the three Unicode errors.</summary>
[PyType("UnicodeDecodeError", typeof(ExceptionObject), Field = "UnicodeDecodeError", Holder = typeof(ExceptionTypes))]
[PyType("UnicodeEncodeError", typeof(ExceptionObject), Field = "UnicodeEncodeError", Holder = typeof(ExceptionTypes))]
[PyType("UnicodeTranslateError", typeof(ExceptionObject), Field = "UnicodeTranslateError", Holder = typeof(ExceptionTypes))]
internal static class UnicodeErrorAttributes
{
    [PyGetter("encoding")]
    public static Value Encoding(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.Encoding);

    [PySetter("encoding")]
    public static bool SetEncoding(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.Encoding, value);

    [PyGetter("object")]
    public static Value Object(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.UnicodeText);

    [PySetter("object")]
    public static bool SetObject(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.UnicodeText, value);

    [PyGetter("start")]
    public static Value Start(ThreadState thread, ExceptionObject self) => UnicodeErrorFields.Number(self, ExceptionMembers.Start);

    [PySetter("start")]
    public static bool SetStart(ThreadState thread, ExceptionObject self, Value value) => UnicodeErrorFields.SetNumber(thread, self, ExceptionMembers.Start, value);

    [PyGetter("end")]
    public static Value End(ThreadState thread, ExceptionObject self) => UnicodeErrorFields.Number(self, ExceptionMembers.End);

    [PySetter("end")]
    public static bool SetEnd(ThreadState thread, ExceptionObject self, Value value) => UnicodeErrorFields.SetNumber(thread, self, ExceptionMembers.End, value);

    [PyGetter("reason")]
    public static Value Reason(ThreadState thread, ExceptionObject self) => ExceptionMembers.Get(thread, self, ExceptionMembers.Reason);

    [PySetter("reason")]
    public static bool SetReason(ThreadState thread, ExceptionObject self, Value value) => ExceptionMembers.Set(thread, self, ExceptionMembers.Reason, value);
}
