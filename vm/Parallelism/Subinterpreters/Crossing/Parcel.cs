using Pyl.Bytecode;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Parallelism;

/// <summary>
/// A message on its way from one interpreter to another: nothing in it belongs to either. Numbers, str and bytes are handed
/// over as they are, everything else as a description from which the receiver builds its own copy (CONCURRENCY 14).
/// </summary>
public sealed class Parcel
{
    internal Parcel(PackedItem root, int nodes)
    {
        Root = root;
        Nodes = nodes;
    }

    internal PackedItem Root { get; }

    /// <summary>How many nodes there are: the receiver's table of what it has built.</summary>
    internal int Nodes { get; }
}

/// <summary>One value in a parcel: a shareable constant, or a node.</summary>
internal readonly struct PackedItem
{
    public readonly PackedNode? Node;
    public readonly Value Constant;

    public PackedItem(PackedNode node) => Node = node;

    public PackedItem(Value constant) => Constant = constant;
}

/// <summary>The description of one object; an object that occurs twice in a message has one node.</summary>
internal abstract class PackedNode(int index)
{
    public readonly int Index = index;
}

internal sealed class PackedList(int index) : PackedNode(index)
{
    public long[]? Ints;
    public double[]? Floats;
    public PackedItem[] Items = [];
}

internal sealed class PackedTuple(int index) : PackedNode(index)
{
    public PackedItem[] Items = [];
}

internal sealed class PackedDict(int index) : PackedNode(index)
{
    public PackedItem[] Keys = [];
    public PackedItem[] Values = [];
}

internal sealed class PackedSet(int index, bool isFrozen) : PackedNode(index)
{
    public readonly bool IsFrozen = isFrozen;
    public PackedItem[] Items = [];
}

internal sealed class PackedByteArray(int index, byte[] data) : PackedNode(index)
{
    public readonly byte[] Data = data;
}

/// <summary>A memoryview, which goes on showing the same memory.</summary>
internal sealed class PackedMemory(int index, MemoryViewObject source) : PackedNode(index)
{
    public readonly MemoryViewObject Source = source;
}

/// <summary>Something that the receiver finds by its name: a module, or a class or function of one.</summary>
internal sealed class PackedImport(int index, string module, string? name) : PackedNode(index)
{
    public readonly string Module = module;
    public readonly string? Name = name;
}

/// <summary>A function by its code, with the globals of its module that it reads when that is __main__.</summary>
internal sealed class PackedFunction(int index, CodeObject code) : PackedNode(index)
{
    public readonly CodeObject Code = code;
    public StrObject Name = null!;
    public StrObject QualifiedName = null!;
    public string Module = "";
    public PackedItem? Defaults;
    public PackedItem? KeywordDefaults;
    public PackedItem[] Cells = [];
    public KeyValuePair<StrObject, PackedItem>[] Globals = [];
}

internal sealed class PackedCell(int index) : PackedNode(index)
{
    /// <summary>Null when the variable is unbound.</summary>
    public PackedItem? Content;
}

/// <summary>A class of __main__, or a local one.</summary>
internal sealed class PackedClass(int index, object origin) : PackedNode(index)
{
    /// <summary>Which class it is, the same for all its copies.</summary>
    public readonly object Origin = origin;
    public PackedItem Metatype;
    public StrObject Name = null!;
    public PackedItem[] Bases = [];
    public KeyValuePair<StrObject, PackedItem>[] Namespace = [];
}

/// <summary>A call that makes the object, and what to do with the result: pickle's __reduce_ex__, without the pickle.</summary>
internal sealed class PackedCall(int index) : PackedNode(index)
{
    public PackedItem Callable;
    public PackedItem[] Arguments = [];
    public PackedItem? State;
    public PackedItem[] ListItems = [];
    public PackedItem[] DictItems = [];
}
