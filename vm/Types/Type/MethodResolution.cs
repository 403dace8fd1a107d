using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The C3 linearisation (Objects/typeobject.c mro_implementation).</summary>
internal static class MethodResolution
{
    /// <summary>The order for a class with these bases; null with TypeError set when there is none.</summary>
    public static TypeObject[]? Linearize(ThreadState thread, TypeObject type, TypeObject[] bases)
    {
        if (bases is [{ IsIncomplete: false } only])
        {
            return [type, .. only.Mro];
        }

        var order = new List<TypeObject> { type };
        var sequences = new List<List<TypeObject>>();
        foreach (TypeObject parent in bases)
        {
            if (parent.IsIncomplete)
            {
                thread.TypeError($"Cannot extend an incomplete type '{parent.Name}'");
                return null;
            }

            sequences.Add([.. parent.Mro]);
        }

        sequences.Add([.. bases]);
        for (int i = 0; i < bases.Length; i++)
        {
            if (Array.IndexOf(bases, bases[i], i + 1) >= 0)
            {
                thread.TypeError($"duplicate base class {bases[i].Name}");
                return null;
            }
        }

        while (true)
        {
            sequences.RemoveAll(static sequence => sequence.Count == 0);
            if (sequences.Count == 0)
            {
                return [.. order];
            }

            TypeObject? next = null;
            foreach (List<TypeObject> sequence in sequences)
            {
                if (!sequences.Exists(other => other.IndexOf(sequence[0]) > 0))
                {
                    next = sequence[0];
                    break;
                }
            }

            if (next is null)
            {
                var heads = new List<string>();
                foreach (List<TypeObject> sequence in sequences)
                {
                    if (!heads.Contains(sequence[0].ShortName))
                    {
                        heads.Add(sequence[0].ShortName);
                    }
                }

                thread.TypeError($"Cannot create a consistent method resolution order (MRO) for bases {string.Join(", ", heads)}");
                return null;
            }

            order.Add(next);
            foreach (List<TypeObject> sequence in sequences)
            {
                if (ReferenceEquals(sequence[0], next))
                {
                    sequence.RemoveAt(0);
                }
            }
        }
    }
}
