using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Numerics;
using Pyl.VM.Runtime;
using Pyl.VM.Text;
using Pyl.VM.Types;
using Marshal = System.Runtime.InteropServices.Marshal;

namespace Pyl.Stdlib.Native;

/// <summary>The module _random: the generator below random.Random.</summary>
[PyModule("_random", Doc = "Module implements the Mersenne Twister random number generator.")]
internal static class RandomModule
{
    [PyConstant("Random")]
    public static TypeObject Random => RandomMethods.Type;
}

/// <summary>A generator; its own lock keeps concurrent callers apart.</summary>
public sealed class RandomObject : PyObject
{
    internal RandomObject(ThreadState thread, TypeObject type)
        : base(thread, type)
    {
    }

    internal MersenneTwister Twister { get; } = new();

    internal Lock Lock { get; } = new();
}

/// <summary>The methods of _random.Random.</summary>
[PyType("Random", typeof(RandomObject), Module = "_random", Locks = true, Doc = "Random() -> create a random number generator with its own internal state.")]
internal static class RandomMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "Random", BuiltinTypes.Object, TypeFlags.BaseType) { Module = "_random" };

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (ReferenceEquals(cls, Type) && arguments.Length > 1)
        {
            return thread.TypeError(keywords.IsEmpty ? $"Random() requires 0 or 1 argument, got {arguments.Length}" : "Random() takes no keyword arguments");
        }

        Value generator = Value.Of(new RandomObject(thread, cls));
        Value seed = arguments.Length > 0 && keywords.IsEmpty ? arguments[0] : Value.None;
        if (Seed(thread, (RandomObject)generator.Ref!, seed).IsError)
        {
            thread.Release(generator);
            return Value.Error;
        }

        return generator;
    }

    [PyMethod("__init__")]
    public static Value Init(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.None;

    [PyMethod("random", Doc = "random() -> x in the interval [0, 1).")]
    public static double Random(RandomObject self)
    {
        lock (self.Lock)
        {
            return self.Twister.NextDouble();
        }
    }

    [PyMethod("seed", Doc = "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination of the current time and the\nprocess identifier.")]
    public static Value Seed(ThreadState thread, RandomObject self, [Optional("None")] Value n)
    {
        if (n.IsUnbound || n.IsNone)
        {
            lock (self.Lock)
            {
                byte[] entropy = new byte[2500];
                if (!RandomBytes.TryFill(entropy))
                {
                    return OSErrors.Raise(thread, Marshal.GetLastPInvokeError());
                }

                self.Twister.Seed(new BigInteger(entropy, isUnsigned: true));
            }

            return Value.None;
        }

        BigInteger seed;
        if (MathArguments.IsInt(n))
        {
            if (!Bind.TryBigInteger(thread, n, out seed))
            {
                return Value.Error;
            }
        }
        else if (Hashing.TryHash(thread, n, out long hash))
        {
            seed = unchecked((ulong)hash);
        }
        else
        {
            return Value.Error;
        }

        lock (self.Lock)
        {
            self.Twister.Seed(seed);
        }

        return Value.None;
    }

    [PyMethod("getrandbits", Doc = "getrandbits(k) -> x.  Generates an int with k random bits.")]
    public static Value GetRandBits(ThreadState thread, RandomObject self, Value k)
    {
        if (!Bind.TryLong(thread, k, out long count))
        {
            return Value.Error;
        }

        if (count < 0)
        {
            return thread.ValueError("Cannot convert negative int");
        }

        if (count > int.MaxValue - 32)
        {
            return thread.MemoryError();
        }

        lock (self.Lock)
        {
            return count < 64 ? Value.Int((long)self.Twister.NextBits((int)count)) : IntObject.Of(self.Twister.NextBigBits((int)count));
        }
    }

    [PyMethod("getstate", Doc = "getstate() -> tuple containing the current state.")]
    public static Value GetState(ThreadState thread, RandomObject self)
    {
        uint[] state;
        lock (self.Lock)
        {
            state = self.Twister.GetState();
        }

        return Value.Of(TupleObject.Steal(thread, Array.ConvertAll(state, static word => Value.Int(word))));
    }

    [PyMethod("setstate", Doc = "setstate(state) -> None.  Restores generator state.")]
    public static Value SetState(ThreadState thread, RandomObject self, Value state)
    {
        if (state.Ref is not TupleObject tuple)
        {
            return thread.TypeError("state vector must be a tuple");
        }

        uint[] words = new uint[tuple.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!Bind.TryLong(thread, tuple.Items[i], out long word))
            {
                return Value.Error;
            }

            words[i] = unchecked((uint)word);
        }

        lock (self.Lock)
        {
            return self.Twister.TrySetState(words) is { } error ? thread.Raise(error) : Value.None;
        }
    }
}
