using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>sub() and subn().</summary>
internal static class Substitution
{
    public static Value Run(ThreadState thread, PatternObject pattern, Value replacement, Value text, long count, out long made)
    {
        made = 0;
        if (MatchWalk.Start(thread, pattern, text, 0, long.MaxValue) is not { } walk)
        {
            return Value.Error;
        }

        bool calls = replacement.Type.Slot(SpecialMethod.Call).IsDefined;
        ReplacementTemplate? template = calls ? null : ReplacementTemplate.Parse(thread, pattern, replacement);
        if (!calls && template is null)
        {
            return Value.Error;
        }

        var joiner = new PieceJoiner(pattern.IsBytes);
        var held = new List<Value>();
        int last = 0;
        bool failed = false;
        while ((count <= 0 || made < count) && walk.TryNext(thread, out Found found))
        {
            joiner.Add(walk.Subject.Slice(last, found.Start));
            last = found.End;
            made++;
            if (template is { HasGroups: false })
            {
                template.Append(thread, null, joiner);
                continue;
            }

            MatchObject match = walk.Object(thread, found);
            if (template is not null)
            {
                template.Append(thread, match, joiner);
            }
            else
            {
                failed = !AddCall(thread, pattern, replacement, match, joiner, held);
            }

            thread.Release(Value.Of(match));
            if (failed)
            {
                break;
            }
        }

        Value result = Value.Error;
        if (!failed && !thread.HasException)
        {
            if (made == 0)
            {
                result = walk.Subject.Slice(0, walk.Subject.Length);
            }
            else
            {
                joiner.Add(walk.Subject.Slice(last, walk.Subject.Length));
                result = joiner.Join(thread);
            }
        }

        foreach (Value value in held)
        {
            thread.Release(value);
        }

        return result;
    }

    private static bool AddCall(ThreadState thread, PatternObject pattern, Value function, MatchObject match, PieceJoiner joiner, List<Value> held)
    {
        Value piece = thread.Call(function, Value.Of(match));
        if (piece.IsError)
        {
            return false;
        }

        held.Add(piece);
        if (piece.IsNone)
        {
            return true;
        }

        if (pattern.IsBytes ? piece.Ref is not BytesObject : piece.Ref is not StrObject)
        {
            string expected = pattern.IsBytes ? "a bytes-like object" : "str instance";
            thread.TypeError($"sequence item {held.Count - 1}: expected {expected}, {piece.Type.Name} found");
            return false;
        }

        joiner.Add(piece);
        return true;
    }
}
