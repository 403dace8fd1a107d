using System.Runtime.CompilerServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>Displays, comprehensions and formatted strings.</summary>
[OpcodeHandlers]
internal static class BuildHandlers
{
    internal static Flow BuildTuple(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        TupleObject tuple = BuildSlow.Tuple(thread, ref Unsafe.Add(ref registers, b), c);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(tuple));
        return Flow.Next;
    }

    internal static Flow BuildList(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        ListObject list = BuildSlow.List(thread, ref Unsafe.Add(ref registers, b), c);
        Registers.Set(thread, ref Unsafe.Add(ref registers, a), Value.Of(list));
        return Flow.Next;
    }

    internal static Flow BuildSet(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return BuildSlow.Set(thread, ref registers, a, b, c);
    }

    internal static Flow BuildMap(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return BuildSlow.Map(thread, ref registers, a, b, c);
    }

    internal static Flow BuildString(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return BuildSlow.String(thread, ref registers, a, b, c);
    }

    internal static Flow ListAppend(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        Unsafe.As<ListObject>(Unsafe.Add(ref registers, a).Ref!).Add(Registers.Take(thread, frame, ref registers, b));
        return Flow.Next;
    }

    internal static Flow ListExtend(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return BuildSlow.ListExtend(thread, frame, ref registers, a, b);
    }

    internal static Flow SetAdd(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return BuildSlow.SetAdd(thread, frame, ref registers, a, b);
    }

    internal static Flow SetUpdate(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return BuildSlow.SetUpdate(thread, frame, ref registers, a, b);
    }

    internal static Flow MapUpdate(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return BuildSlow.MapUpdate(thread, frame, ref registers, a, b);
    }

    internal static Flow MapAdd(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return BuildSlow.MapAdd(thread, frame, ref registers, a, b, c);
    }

    internal static Flow MapMerge(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return BuildSlow.MapMerge(thread, frame, ref registers, a, b, c);
    }

    internal static Flow ListToTuple(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        var list = Unsafe.As<ListObject>(Unsafe.Add(ref registers, b).Ref!);
        Value tuple = Value.Of(BuildSlow.ToTuple(thread, list));
        return Registers.Finish(thread, frame, ref registers, a, b, tuple);
    }

    internal static Flow FormatSimple(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return FormatSlow.FormatSimple(thread, frame, ref registers, a, b, c);
    }

    internal static Flow FormatWithSpec(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return FormatSlow.FormatWithSpec(thread, frame, ref registers, a, b, c);
    }

    internal static Flow BuildInterpolation(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return FormatSlow.BuildInterpolation(thread, frame, ref registers, a, b, c);
    }

    internal static Flow BuildTemplate(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)
    {
        return FormatSlow.BuildTemplate(thread, ref registers, a, b);
    }
}
