using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Threads;

/// <summary>function(*arguments, **keywords).</summary>
internal static class VariadicCall
{
    /// <summary>Everything is borrowed; keywords may be null.</summary>
    public static Value Call(ThreadState thread, Value function, TupleObject arguments, DictObject? keywords)
    {
        if (keywords is null || keywords.Count == 0)
        {
            return Calls.CallVector(thread, function, arguments.Span, default);
        }

        var all = new List<Value>(arguments.Span.ToArray());
        var names = new List<StrObject>();
        DictKeys keys = keywords.Keys;
        for (int i = keys.First; i < keys.Count; i++)
        {
            if (keys.Entries[i].Content is { } content)
            {
                if (keys.Entries[i].Key.Ref is not StrObject name)
                {
                    return thread.TypeError("keywords must be strings");
                }

                names.Add(name.Intern());
                all.Add(Slot.Peek(content));
            }
        }

        return Calls.CallVector(thread, function, all.ToArray(), new Keywords([.. names]));
    }
}
