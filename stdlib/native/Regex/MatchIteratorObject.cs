using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>What finditer() returns.</summary>
public sealed class MatchIteratorObject : PyObject
{
    private readonly MatchWalk _walk;

    internal MatchIteratorObject(ThreadState thread, MatchWalk walk)
        : base(thread, MatchIteratorMethods.Type)
    {
        _walk = walk;
        thread.Retain(walk.Text);
    }

    internal Value Next(ThreadState thread) => _walk.Next(thread) is { } match ? Value.Of(match) : thread.HasException ? Value.Error : Value.End;

    protected internal override void ReleaseReferences(ThreadState thread) => thread.Release(_walk.Text);
}

/// <summary>The methods of the iterator.</summary>
[PyType("callable_iterator", typeof(MatchIteratorObject), Module = "_re")]
internal static class MatchIteratorMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "callable_iterator", BuiltinTypes.Object, TypeFlags.DisallowInstantiation);

    [PyMethod("__iter__")]
    public static Value Iter(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__next__")]
    public static Value Next(ThreadState thread, MatchIteratorObject self) => self.Next(thread);
}

/// <summary>What Pattern.scanner() returns.</summary>
public sealed class ScannerObject : PyObject
{
    internal ScannerObject(ThreadState thread, MatchWalk walk)
        : base(thread, ScannerMethods.Type)
    {
        Walk = walk;
        thread.Retain(walk.Text);
    }

    internal MatchWalk Walk { get; }

    protected internal override void ReleaseReferences(ThreadState thread) => thread.Release(Walk.Text);
}

/// <summary>The methods of the scanner.</summary>
[PyType("SRE_Scanner", typeof(ScannerObject), Module = "_re")]
internal static class ScannerMethods
{
    internal static readonly TypeObject Type = new(BuiltinTypes.Type, "SRE_Scanner", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_sre" };

    [PyMethod("match")]
    public static Value Match(ThreadState thread, ScannerObject self) => self.Walk.NextHere(thread) is { } match ? Value.Of(match) : thread.HasException ? Value.Error : Value.None;

    [PyMethod("search")]
    public static Value Search(ThreadState thread, ScannerObject self) => self.Walk.Next(thread) is { } match ? Value.Of(match) : thread.HasException ? Value.Error : Value.None;

    [PyGetter("pattern")]
    public static Value Pattern(ThreadState thread, ScannerObject self) => Value.Of(self.Walk.Pattern);
}
