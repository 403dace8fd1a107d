using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>Making unions: nested ones are flattened, repeated members left out, None is its type.</summary>
internal static class UnionTypes
{
    /// <summary>The operator | of types; NotImplemented when an operand can be in no union.</summary>
    public static Value Or(ThreadState thread, Value left, Value right) =>
        IsUnionable(left) && IsUnionable(right) && !(left.IsNone && right.IsNone) ? Make(thread, left, right) : Value.NotImplemented;

    /// <summary>Union[members]; text becomes a forward reference. Borrowed members, a new reference.</summary>
    public static Value Make(ThreadState thread, params ReadOnlySpan<Value> members)
    {
        var found = new List<Value>();
        foreach (Value member in members.ToArray())
        {
            if (!Add(thread, found, member))
            {
                foreach (Value known in found)
                {
                    thread.Release(known);
                }

                return Value.Error;
            }
        }

        return found.Count == 1 ? found[0] : Value.Of(new UnionObject(thread, TupleObject.Steal(thread, [.. found])));
    }

    private static bool IsUnionable(Value value) =>
        value.IsNone || value.Ref is TypeObject or GenericAliasObject or UnionObject or TypeAliasObject;

    private static bool Add(ThreadState thread, List<Value> found, Value member)
    {
        if (member.Ref is UnionObject union)
        {
            foreach (Value inner in union.Members.Span.ToArray())
            {
                if (!Add(thread, found, inner))
                {
                    return false;
                }
            }

            return true;
        }

        Value converted;
        if (member.IsNone)
        {
            converted = Value.Of(BuiltinTypes.NoneType);
        }
        else if (member.Ref is StrObject)
        {
            converted = TypingHooks.Call(thread, "_type_convert", member);
            if (converted.IsError)
            {
                return false;
            }
        }
        else
        {
            converted = thread.Retain(member);
        }

        bool isHashable = TryHash(thread, converted, out long hash);
        foreach (Value known in found)
        {
            // As a set does: a forward reference that is being written down answers == with another one, which is true.
            if (TryHash(thread, known, out long knownHash) != isHashable || knownHash != hash)
            {
                continue;
            }

            int equal = Comparison.Equal(thread, known, converted);
            if (equal != 0)
            {
                thread.Release(converted);
                return equal > 0;
            }
        }

        found.Add(converted);
        return true;
    }

    /// <summary>False, with no exception set, for what cannot be hashed.</summary>
    private static bool TryHash(ThreadState thread, Value member, out long hash)
    {
        bool isHashable = Hashing.TryHash(thread, member, out hash);
        if (!isHashable)
        {
            thread.ClearException();
            hash = 0;
        }

        return isHashable;
    }
}
