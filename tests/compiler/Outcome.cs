using Pyl.Compiler.Parsing;

namespace Pyl.Compiler.Tests;

/// <summary>What parsing gives, as one line: a tree or an exception.</summary>
internal static class Outcome
{
    public static string Of(string source)
    {
        try
        {
            return AstDumper.Dump(SourceParser.ParseModule(source, "f"));
        }
        catch (PylSyntaxException fault)
        {
            return Describe(fault);
        }
    }

    public static string Of(byte[] source)
    {
        try
        {
            return AstDumper.Dump(SourceParser.ParseModule((ReadOnlySpan<byte>)source, "f"));
        }
        catch (PylSyntaxException fault)
        {
            return Describe(fault);
        }
    }

    public static string Describe(PylSyntaxException fault) =>
        $"{fault.Kind}: {fault.Message} [{fault.Line}, {fault.Offset}, {fault.EndLine}, {fault.EndOffset}]";
}
