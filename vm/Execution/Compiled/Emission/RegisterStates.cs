namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Where a register's value is, as far as the compiler knows.</summary>
internal enum Kind : byte
{
    /// <summary>In the window, anything.</summary>
    Any,

    /// <summary>An int in an IL local.</summary>
    Int,

    /// <summary>A float in an IL local.</summary>
    Float,

    /// <summary>In the window, and nothing counted: None, a bool, a str; overwriting it releases nothing.</summary>
    Plain,

    /// <summary>A temporary that holds nothing.</summary>
    Empty,

    /// <summary>A local that has no value; the window says so.</summary>
    Unbound,

    /// <summary>A certain uncounted object, a function say; the window need not have it.</summary>
    Known,
}

/// <summary>
/// What is known of each register at a place: its kind; whether the window has its value yet (when not, the window's slot
/// holds nothing counted); and, within a block, bounds of ints.
/// </summary>
internal sealed class RegisterStates
{
    public readonly Kind[] Kinds;

    /// <summary>Ints and floats that the window does not have.</summary>
    public readonly bool[] Dirty;

    /// <summary>The objects of registers of the kind <see cref="Kind.Known"/>.</summary>
    public readonly object?[] Objects;

    // The register whose value it has too, plus one; see SourceOf.
    private readonly int[] _sources;

    private readonly long[] _low;
    private readonly long[] _high;

    public RegisterStates(int count)
    {
        Kinds = new Kind[count];
        Dirty = new bool[count];
        Objects = new object?[count];
        _sources = new int[count];
        _low = new long[count];
        _high = new long[count];
        ForgetBounds();
    }

    private RegisterStates(RegisterStates other)
    {
        Kinds = (Kind[])other.Kinds.Clone();
        Dirty = (bool[])other.Dirty.Clone();
        Objects = (object?[])other.Objects.Clone();
        _sources = (int[])other._sources.Clone();
        _low = (long[])other._low.Clone();
        _high = (long[])other._high.Clone();
    }

    public RegisterStates Clone() => new(this);

    public bool IsTyped(int register) => Kinds[register] is Kind.Int or Kind.Float;

    /// <summary>
    /// The register of which this one is an alias: it has its value, which the window has there alone, and which is counted once. -1 for a register of its own.
    /// Whoever writes to a register first gives its aliases values of their own.
    /// </summary>
    public int SourceOf(int register) => _sources[register] - 1;

    public bool IsAlias(int register) => _sources[register] != 0;

    /// <summary>The register has the other one's value, Any or Plain, which the window does not have for it.</summary>
    public void SetAlias(int register, int other)
    {
        int source = IsAlias(other) ? SourceOf(other) : other;
        Set(register, Kinds[other]);
        _sources[register] = source + 1;
    }

    /// <summary>The register is an int now, which the window does not have.</summary>
    public void SetInt(int register, long low = long.MinValue, long high = long.MaxValue)
    {
        _sources[register] = 0;
        Kinds[register] = Kind.Int;
        Dirty[register] = true;
        _low[register] = low;
        _high[register] = high;
    }

    public void SetFloat(int register)
    {
        _sources[register] = 0;
        Kinds[register] = Kind.Float;
        Dirty[register] = true;
    }

    /// <summary>The register is that object, which the window does not have.</summary>
    public void SetKnown(int register, object value)
    {
        _sources[register] = 0;
        Kinds[register] = Kind.Known;
        Dirty[register] = true;
        Objects[register] = value;
    }

    /// <summary>The local has no value, which the window does not say yet.</summary>
    public void SetUnbound(int register)
    {
        _sources[register] = 0;
        Kinds[register] = Kind.Unbound;
        Dirty[register] = true;
    }

    /// <summary>The register's value is in the window, or there is none.</summary>
    public void Set(int register, Kind kind)
    {
        _sources[register] = 0;
        Kinds[register] = kind;
        Dirty[register] = false;
        _low[register] = long.MinValue;
        _high[register] = long.MaxValue;
    }

    public (long Low, long High) Bounds(int register) => (_low[register], _high[register]);

    public void Bound(int register, long low, long high) => (_low[register], _high[register]) = (low, high);

    /// <summary>Other ways than the one that was followed may lead here.</summary>
    public void ForgetBounds()
    {
        Array.Fill(_low, long.MinValue);
        Array.Fill(_high, long.MaxValue);
    }

    /// <summary>True when code for the wanted states is right after these ones, given that registers are written back where need be.</summary>
    /// <param name="wanted">What the code expects.</param>
    /// <param name="mayForget">The registers of which it is all right to lose what is known.</param>
    public bool Fits(RegisterStates wanted, Func<int, bool> mayForget)
    {
        for (int i = 0; i < Kinds.Length; i++)
        {
            if (!IsSame(wanted, i) && (wanted.Kinds[i] != Kind.Any || wanted.IsAlias(i) || !mayForget(i)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when the kinds are the same, given that aliases get values of their own where need be.</summary>
    public bool Same(RegisterStates wanted)
    {
        for (int i = 0; i < Kinds.Length; i++)
        {
            if (!IsSame(wanted, i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A key for places that are left with the same knowledge.</summary>
    public string Key()
    {
        string kinds = string.Create(Kinds.Length, this, static (text, states) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = (char)('0' + (int)states.Kinds[i] + (states.Dirty[i] ? 16 : 0));
            }
        });
        for (int i = 0; i < Kinds.Length; i++)
        {
            if (Kinds[i] == Kind.Known)
            {
                kinds += $",{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Objects[i]!)}";
            }
            else if (IsAlias(i))
            {
                kinds += $",{i}={SourceOf(i)}";
            }
        }

        return kinds;
    }

    // An alias can be given its own value where none is wanted, but not the other way round.
    private bool IsSame(RegisterStates wanted, int i) =>
        Kinds[i] == wanted.Kinds[i] && (Kinds[i] != Kind.Known || ReferenceEquals(Objects[i], wanted.Objects[i])) && (!wanted.IsAlias(i) || _sources[i] == wanted._sources[i]);
}
