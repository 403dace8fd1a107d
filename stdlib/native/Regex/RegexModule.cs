using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>The module _re: compiling expressions; re is built on it.</summary>
[PyModule("_re")]
internal static class RegexModule
{
    private static readonly StrObject s_error = StrObject.Intern("error");

    [PyConstant("Pattern")]
    public static TypeObject Pattern => PatternMethods.Type;

    [PyConstant("Match")]
    public static TypeObject Match => MatchMethods.Type;

    /// <summary>Compiles a str or bytes.</summary>
    [PyFunction("compile")]
    public static Value Compile(ThreadState thread, Value pattern, int flags)
    {
        int[] text;
        Value source;
        if (pattern.Ref is StrObject str)
        {
            text = str.Data.ToCodePoints();
            source = Value.Of(str.IsExact ? str : StrObject.Of(str.Data));
        }
        else if (pattern.Ref is not null && Buffers.TryGet(thread, pattern, out ReadOnlySpan<byte> bytes))
        {
            text = [.. bytes.ToArray().Select(static b => (int)b)];
            source = Value.Of(BytesObject.Of(bytes.ToArray()));
        }
        else
        {
            thread.ClearException();
            return thread.TypeError("first argument must be string or compiled pattern");
        }

        try
        {
            (RegexNode root, RegexParser parser) = RegexParser.Parse(text, (RegexFlags)flags, source.Ref is BytesObject);
            return Value.Of(new PatternObject(source, new RegexProgram(root, parser), parser.Flags));
        }
        catch (RegexFault fault)
        {
            return RaiseFault(thread, fault.Message, pattern, fault.Position);
        }
        catch (OverflowException fault)
        {
            return thread.OverflowError(fault.Message);
        }
        catch (ArgumentException fault)
        {
            return thread.ValueError(fault.Message);
        }
        catch (InsufficientExecutionStackException)
        {
            return thread.Raise(ExceptionTypes.RecursionError, "maximum recursion depth exceeded");
        }
    }

    /// <summary>Raises re.error(message, pattern, position).</summary>
    public static Value RaiseFault(ThreadState thread, string message, Value pattern, int position)
    {
        Value module = Importing.ImportModule(thread, "re");
        Value type = module.IsError ? module : Attributes.Get(thread, module, s_error);
        if (type.IsError)
        {
            return type;
        }

        Value exception = thread.Call(type, Value.Str(message), pattern, position < 0 ? Value.None : Value.Int(position));
        RefCount.Release(thread, type);
        return exception.Ref is ExceptionObject made ? thread.RaiseObject(made) : exception;
    }
}
