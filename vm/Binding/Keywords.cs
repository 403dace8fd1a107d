using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Binding;

/// <summary>
/// The keyword part of a call: names of the last <see cref="Count"/> arguments of the argument span (vectorcall, PEP 590).
/// Null-like when default.
/// </summary>
public readonly struct Keywords(StrObject[]? names)
{
    private readonly StrObject[]? _names = names;

    public int Count => _names is null ? 0 : _names.Length;

    public bool IsEmpty => _names is null || _names.Length == 0;

    public StrObject this[int index] => _names![index];

    internal StrObject[]? Array => _names;

    public ReadOnlySpan<StrObject> Names => _names;
}

/// <summary>
/// The general entry of a native: positional arguments (self first for methods), then the values of the keywords.
/// Arguments are borrowed, the result is a new reference or <see cref="Value.Error"/>.
/// </summary>
/// <remarks>Kept as a function pointer, so that tables of natives need neither delegates nor reflection.</remarks>
public static unsafe class NativeSignature
{
    public static Value Invoke(delegate*<ThreadState, ReadOnlySpan<Value>, Keywords, Value> function, ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        function(thread, arguments, keywords);
}
