using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Formatted string literals and template strings.</summary>
internal static class FormatSlow
{
    public static Flow FormatSimple(ThreadState thread, Frame frame, ref Value registers, int a, int b, int conversion)
    {
        Value value = Convert(thread, Unsafe.Add(ref registers, b), conversion);
        if (value.IsError)
        {
            return Flow.Error;
        }

        Value text = Operators.Format(thread, value, StrObject.Empty);
        thread.Release(value);
        return Registers.Finish(thread, frame, ref registers, a, b, text);
    }

    public static Flow FormatWithSpec(ThreadState thread, Frame frame, ref Value registers, int a, int b, int conversion)
    {
        Value value = Convert(thread, Unsafe.Add(ref registers, b), conversion);
        if (value.IsError)
        {
            return Flow.Error;
        }

        Value text = Operators.Format(thread, value, Unsafe.As<StrObject>(Unsafe.Add(ref registers, b + 1).Ref!));
        thread.Release(value);
        if (text.IsError)
        {
            return Flow.Error;
        }

        Registers.DropRange(thread, ref Unsafe.Add(ref registers, b), 2);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), text);
        return Flow.Next;
    }

    public static Flow BuildInterpolation(ThreadState thread, Frame frame, ref Value registers, int a, int b, int conversion)
    {
        Value[] parts = BuildSlow.TakeAll(ref Unsafe.Add(ref registers, b), 3);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(new InterpolationObject(thread, parts[0], parts[1], conversion, parts[2])));
        return Flow.Next;
    }

    public static Flow BuildTemplate(ThreadState thread, ref Value registers, int a, int b)
    {
        Value[] parts = BuildSlow.TakeAll(ref Unsafe.Add(ref registers, b), 2);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(new TemplateObject(thread, (TupleObject)parts[0].Ref!, (TupleObject)parts[1].Ref!)));
        return Flow.Next;
    }

    /// <summary>A new reference to the value after !s, !r or !a.</summary>
    private static Value Convert(ThreadState thread, Value value, int conversion) => conversion switch
    {
        1 => Operators.Str(thread, value),
        2 => Operators.Repr(thread, value),
        3 => Operators.Ascii(thread, value),
        _ => thread.Retain(value),
    };
}
