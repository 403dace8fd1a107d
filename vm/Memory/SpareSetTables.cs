using Pyl.VM.Parallelism;
using Pyl.VM.Types;

namespace Pyl.VM.Memory;

/// <summary>Tables of sets that have died or grown, which the thread keeps for new ones by the rules of <see cref="Spares"/>: those of the two smallest sizes that sets have.</summary>
internal sealed class SpareSetTables
{
    private const int Most = 16;

    /// <summary>What a set of five keys and more has.</summary>
    private const int GrownSize = 4 * SetObject.SmallSize;

    private readonly SetEntry[][] _small = new SetEntry[Most][];
    private readonly SetEntry[][] _grown = new SetEntry[Most][];
    private int _smallCount;
    private int _grownCount;

    /// <summary>An empty table of that many places.</summary>
    public SetEntry[] Take(int size)
    {
        if (!FreeThreading.AreSeveral)
        {
            if (size == SetObject.SmallSize && _smallCount > 0)
            {
                return _small[--_smallCount];
            }

            if (size == GrownSize && _grownCount > 0)
            {
                return _grown[--_grownCount];
            }
        }

        return new SetEntry[size];
    }

    /// <summary>Keeps a table that nobody has any more and whose references have been released or moved.</summary>
    public void Give(SetEntry[] table)
    {
        if (FreeThreading.AreSeveral)
        {
            return;
        }

        if (table.Length == SetObject.SmallSize && _smallCount < Most)
        {
            Array.Clear(table);
            _small[_smallCount++] = table;
        }
        else if (table.Length == GrownSize && _grownCount < Most)
        {
            Array.Clear(table);
            _grown[_grownCount++] = table;
        }
    }
}
