using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Itertools;

/// <summary>The module itertools: each iterator has a file of its own beside this one (CPython Modules/itertoolsmodule.c).</summary>
[PyModule("itertools", Doc = "Functional tools for creating and using iterators.")]
internal static class ItertoolsModule
{
    [PyConstant("accumulate")]
    public static TypeObject Accumulate => AccumulateMethods.Type;

    [PyConstant("batched")]
    public static TypeObject Batched => BatchedMethods.Type;

    [PyConstant("chain")]
    public static TypeObject Chain => ChainMethods.Type;

    [PyConstant("combinations")]
    public static TypeObject Combinations => CombinationsMethods.Type;

    [PyConstant("combinations_with_replacement")]
    public static TypeObject CombinationsWithReplacement => CombinationsWithReplacementMethods.Type;

    [PyConstant("compress")]
    public static TypeObject Compress => CompressMethods.Type;

    [PyConstant("count")]
    public static TypeObject Count => CountMethods.Type;

    [PyConstant("cycle")]
    public static TypeObject Cycle => CycleMethods.Type;

    [PyConstant("dropwhile")]
    public static TypeObject DropWhile => DropWhileMethods.Type;

    [PyConstant("filterfalse")]
    public static TypeObject FilterFalse => FilterFalseMethods.Type;

    [PyConstant("groupby")]
    public static TypeObject GroupBy => GroupByMethods.Type;

    [PyConstant("islice")]
    public static TypeObject ISlice => ISliceMethods.Type;

    [PyConstant("pairwise")]
    public static TypeObject Pairwise => PairwiseMethods.Type;

    [PyConstant("permutations")]
    public static TypeObject Permutations => PermutationsMethods.Type;

    [PyConstant("product")]
    public static TypeObject Product => ProductMethods.Type;

    [PyConstant("repeat")]
    public static TypeObject Repeat => RepeatMethods.Type;

    [PyConstant("starmap")]
    public static TypeObject StarMap => StarMapMethods.Type;

    [PyConstant("takewhile")]
    public static TypeObject TakeWhile => TakeWhileMethods.Type;

    [PyConstant("zip_longest")]
    public static TypeObject ZipLongest => ZipLongestMethods.Type;

    [PyConstant("_grouper")]
    public static TypeObject Grouper => GrouperMethods.Type;

    [PyConstant("_tee")]
    public static TypeObject TeeType => TeeMethods.Type;

    [PyConstant("_tee_dataobject")]
    public static TypeObject TeeData => TeeDataMethods.Type;

    [PyFunction("tee", Doc = "Returns a tuple of n independent iterators.")]
    public static Value Tee(ThreadState thread, Value iterable, long n = 2)
    {
        if (n < 0)
        {
            return thread.ValueError("n must be >= 0");
        }

        if (n == 0)
        {
            return Value.Of(TupleObject.Empty);
        }

        if (n > Array.MaxLength)
        {
            return thread.MemoryError();
        }

        if (TeeObject.From(thread, iterable) is not { } first)
        {
            return Value.Error;
        }

        var tees = new Value[n];
        tees[0] = Value.Of(first);
        for (int i = 1; i < tees.Length; i++)
        {
            tees[i] = Value.Of(first.Copy(thread));
        }

        return Value.Of(TupleObject.Steal(thread, tees));
    }

    /// <summary>A type of this module.</summary>
    internal static TypeObject MakeType(string name, TypeFlags flags = TypeFlags.BaseType) =>
        new(BuiltinTypes.Type, name, BuiltinTypes.Object, flags) { Module = "itertools" };
}
