namespace Pyl.VM.Types;

/// <summary>
/// <c>__text_signature__</c> of builtin types: how they are called. CPython has it for those alone whose call needs no more than one line;
/// the others, int and dict among them, have none, and inspect.signature() refuses them.
/// </summary>
internal static class TypeSignatures
{
    /// <summary>The signature without self, or null.</summary>
    public static string? Of(TypeObject type) => type.IsHeap ? null : type.Name switch
    {
        "object" => "()",
        "bool" => "(object=False, /)",
        "complex" => "(real=0, imag=0)",
        "enumerate" => "(iterable, start=0)",
        "filter" => "(function, iterable, /)",
        "float" => "(x=0, /)",
        "frozenset" or "list" or "set" or "tuple" => "(iterable=(), /)",
        "map" => "(function, iterable, /, *iterables, strict=False)",
        "memoryview" => "(object)",
        "property" => "(fget=None, fset=None, fdel=None, doc=None)",
        "reversed" => "(sequence, /)",
        "classmethod" or "staticmethod" => "(function, /)",
        "zip" => "(*iterables, strict=False)",
        "types.GenericAlias" => "(origin, args, /)",
        "types.SimpleNamespace" => "(mapping_or_iterable=(), /, **kwargs)",
        "functools.partial" => "(func, /, *args, **keywords)",
        "operator.attrgetter" => "(attr, /, *attrs)",
        "operator.itemgetter" => "(item, /, *items)",
        "operator.methodcaller" => "(name, /, *args, **kwargs)",
        "itertools.accumulate" => "(iterable, func=None, *, initial=None)",
        "itertools.batched" => "(iterable, n, *, strict=False)",
        "itertools.chain" => "(*iterables)",
        "itertools.combinations" or "itertools.combinations_with_replacement" => "(iterable, r)",
        "itertools.compress" => "(data, selectors)",
        "itertools.count" => "(start=0, step=1)",
        "itertools.cycle" or "itertools.pairwise" or "itertools._tee" => "(iterable, /)",
        "itertools.dropwhile" or "itertools.takewhile" => "(predicate, iterable, /)",
        "itertools.filterfalse" or "itertools.starmap" => "(function, iterable, /)",
        "itertools.groupby" => "(iterable, key=None)",
        "itertools.permutations" => "(iterable, r=None)",
        "itertools.product" => "(*iterables, repeat=1)",
        "itertools.zip_longest" => "(*iterables, fillvalue=None)",
        _ => null,
    };
}
