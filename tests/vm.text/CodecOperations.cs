using Pyl.VM.Text.Codecs;
using static Pyl.VM.Text.Tests.CaseText;

namespace Pyl.VM.Text.Tests;

internal static class CodecOperations
{
    public static readonly Dictionary<string, Func<string[], string>> All = new()
    {
        ["codec.decode"] = a =>
        {
            var bytes = Bytes(a[0]);
            var fault = CodecRegistry.Find(a[1])!.TryDecode(bytes, CodecErrorHandlers.ForDecoding(a[2])!, out var text);
            return fault is null ? Show(text) : "!UnicodeDecodeError: " + Show(fault.DecodeMessage(bytes));
        },
        ["codec.partial"] = a =>
        {
            var bytes = Bytes(a[0]);
            var fault = CodecRegistry.Find(a[1])!.TryDecode(bytes, CodecErrorHandlers.StrictDecode, final: false, out var text, out _);
            return fault is null ? Show(text) : "!UnicodeDecodeError: " + Show(fault.DecodeMessage(bytes));
        },
        ["codec.encode"] = a =>
        {
            var fault = CodecRegistry.Find(a[1])!.TryEncode(Str(a[0]), CodecErrorHandlers.ForEncoding(a[2])!, out var bytes);
            return fault is null ? Show(bytes) : "!UnicodeEncodeError: " + Show(fault.EncodeMessage(Str(a[0])));
        },
        ["codec.lookup"] = a => CodecRegistry.Find(a[0])?.Name ?? "!LookupError: unknown encoding: " + a[0],
    };
}
