using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Handlers;

/// <summary>
/// Where a LoadGlobal found its name: an entry of a dict's table. Tables are append-only, so the entry stays right for as long
/// as the dict has that table; a builtin also needs that no global of the name was added since.
/// </summary>
internal sealed class GlobalCache(DictObject owner, DictKeys keys, int position, DictObject globals)
{
    private readonly int _globalsVersion = globals.KeyVersion;

    /// <summary>The slot.</summary>
    public ref object? Content => ref keys.Entries[position].Content;

    /// <summary>As <see cref="TryLoad(Frame, out object?)"/>, for a function that has no frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLoad(FunctionObject function, out object? content)
    {
        content = null;
        if (ReferenceEquals(owner.Keys, keys)
            && (ReferenceEquals(owner, function.Globals) || (ReferenceEquals(globals, function.Globals) && globals.KeyVersion == _globalsVersion && ReferenceEquals(owner, function.Builtins))))
        {
            content = keys.Entries[position].Content;
        }

        return content is not null;
    }

    /// <summary>True with the slot's content when the cached entry is still the answer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryLoad(Frame frame, out object? content)
    {
        content = null;
        if (!ReferenceEquals(owner.Keys, keys))
        {
            return false;
        }

        if (ReferenceEquals(owner, frame.Globals) || (ReferenceEquals(globals, frame.Globals) && globals.KeyVersion == _globalsVersion && ReferenceEquals(owner, frame.Builtins)))
        {
            content = keys.Entries[position].Content;
        }

        return content is not null;
    }
}

/// <summary>
/// What a place that reads, sets or calls an attribute has found for one version of a class, and behind it what it has found for
/// others (polymorphic inline cache, Hölzle, Chambers and Ungar 1991). The handlers test the first entry only, their slow halves all.
/// </summary>
internal abstract class SiteCache
{
    private const int MaxLength = 4;

    /// <summary>Chains that a place has filled before it is taken for one that sees any number of classes.</summary>
    private const int ManyChains = 8;

    /// <summary>Misses of such a place for each new entry, in case the classes have only changed.</summary>
    private const int PauseBetweenEntries = 64;

    private readonly int _chains;
    private int _misses;

    /// <summary>An entry for instances of one version of a class, or (<paramref name="isOfClass"/>) for that class itself.</summary>
    protected SiteCache(object version, SiteCache? next, bool isOfClass = false)
    {
        Version = version;
        IsOfClass = isOfClass;
        if (next is null)
        {
            return;
        }

        int length = 0;
        for (SiteCache? entry = next; entry is not null; entry = entry.Next)
        {
            length++;
        }

        // A full chain makes place: what was seen first is dropped with all the others.
        Next = length < MaxLength ? next : null;
        _chains = next._chains + (Next is null ? 1 : 0);
    }

    /// <summary>The version of the instances' class; of what is found through a class itself, that class's own.</summary>
    public object Version { get; }

    /// <summary>True for what is found through the class itself.</summary>
    protected bool IsOfClass { get; }

    /// <summary>The entry for another class seen at the same place.</summary>
    public SiteCache? Next { get; private set; }

    /// <summary>True at a place that is taken for one that sees any number of classes.</summary>
    public bool SeesMany => _chains >= ManyChains;

    /// <summary>
    /// Stands where a method was bound once. An entry would keep the function alive, which uncounted ends with the host's last reference to it: a place that runs once shall not
    /// be the one.
    /// </summary>
    public static readonly object BoundOnce = new();

    /// <summary>False, mostly, where so many classes come that entries would be made only to be dropped.</summary>
    public static bool MayAdd(object? site) => site is not SiteCache { SeesMany: true } cache || ++cache._misses % PauseBetweenEntries == 0;

    /// <summary>The same without the entries for other classes.</summary>
    public SiteCache Alone()
    {
        var alone = (SiteCache)MemberwiseClone();
        alone.Next = null;
        return alone;
    }

    /// <summary>
    /// True when the entry is one for the target. A class is both the receiver of <c>C.name</c> and what its instances, or classes that it is the
    /// metaclass of, are told by: the two kinds must not be mixed up.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(Value target) =>
        IsOfClass ? target.Ref is TypeObject type && ReferenceEquals(Version, type.Version) : ReferenceEquals(Version, target.Type.Version);
}

/// <summary>An attribute that instances of one version of a class keep at an index of their attribute array, or in the dict that has taken its place.</summary>
internal sealed class AttributeCache(object version, StrObject name, int index, SiteCache? next, bool isMember = false) : SiteCache(version, next)
{
    /// <summary>The name, interned.</summary>
    public readonly StrObject Name = name;

    /// <summary>A __slots__ member: its place says nothing about an order.</summary>
    public readonly bool IsMember = isMember;

    /// <summary>Index into <see cref="PyObject.Attributes"/>; -1 where instances were only seen with a dict.</summary>
    public readonly int Index = index;

    /// <summary>The dict that has the attribute, or may have it: somebody has asked for the instance's __dict__. Null otherwise.</summary>
    public DictObject? DictOf(PyObject instance) => IsMember ? null : instance.Attributes?[0] as DictObject;

    /// <summary>True when a first value may be put at the index: no later name is set, which would show in the wrong place of __dict__.</summary>
    public bool CanAdd(object?[] attributes)
    {
        if (IsMember)
        {
            return true;
        }

        if (attributes[0] is not null)
        {
            return false;
        }

        // As numbers, several at a time: it is only asked which references are null.
        ReadOnlySpan<nint> later = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<object?, nint>(ref MemoryMarshal.GetArrayDataReference(attributes)), attributes.Length)[(Index + 1)..];
        return !later.ContainsAnyExcept(0);
    }
}

/// <summary>
/// What a class holds for as long as it has a certain version, borrowed. Weakly where it is counted: it may lead to the class itself (an enum's members, and the dict of
/// them), which a place in the library must not keep alive.
/// </summary>
internal readonly struct HeldByClass
{
    private readonly Value _value;
    private readonly WeakReference<PyObject>? _weak;

    public HeldByClass(Value value)
    {
        if (value.Ref is { } reference && reference.OwnerId != RefCount.Uncounted && !value.IsFloat)
        {
            _weak = new WeakReference<PyObject>(reference);
        }
        else
        {
            _value = value;
        }
    }

    /// <summary>Compiled code may have it as a constant, though that keeps it alive: it is no instance of a program's class.</summary>
    public bool IsConstant => Value.Ref is null or TypeObject or { Type.IsHeap: false };

    /// <summary>The value, borrowed. Asked for only after the class's version was found to be the right one, so it is there.</summary>
    public Value Value => _weak is null ? _value : _weak.TryGetTarget(out PyObject? target) ? Value.Of(target) : Value.Unbound;
}

/// <summary>A value that instances of one version of a class see on the class: no descriptor, not hidden by an attribute of their own.</summary>
internal sealed class ClassValueCache(object version, Value value, HidingName name, SiteCache? next) : SiteCache(version, next)
{
    /// <summary>What the class holds.</summary>
    public readonly HeldByClass Held = new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Applies(Value self) => name.IsFreeIn(self);
}

/// <summary>
/// Where a class keeps a variable (<see cref="ClassVariables"/>) that is read through its instances, or through the class itself; then the version
/// is the class's own. For as long as the class has this version, what is there is plain.
/// </summary>
internal sealed class ClassVariableCache(object version, TypeObject holder, DictKeys keys, int position, HidingName name, bool isOfClass, SiteCache? next) : SiteCache(version, next, isOfClass)
{
    /// <summary>The class in whose namespace it stands.</summary>
    public readonly TypeObject Holder = holder;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Applies(Value target) =>
        IsOfClass
            ? target.Ref is TypeObject type && ReferenceEquals(type.Version, Version)
            : target.Ref is { } reference && ReferenceEquals(reference.Type.Version, Version) && name.IsFreeIn(target);

    /// <summary>Its slot's content; null when the namespace has another table by now.</summary>
    public object? Content => ReferenceEquals(Holder.Namespace.Keys, keys) ? keys.Entries[position].Content : null;

    /// <summary>The slot.</summary>
    public ref object? Slot => ref keys.Entries[position].Content;
}

/// <summary>
/// A module's global that is read as the module's attribute, <c>math.sqrt</c>: an entry of its table, as <see cref="GlobalCache"/> has it. The version is that of the class of modules.
/// </summary>
internal sealed class ModuleCache(object version, ModuleObject module, DictKeys keys, int position, SiteCache? next) : SiteCache(version, next)
{
    /// <summary>The module.</summary>
    public readonly ModuleObject Module = module;

    /// <summary>The slot.</summary>
    public ref object? Slot => ref keys.Entries[position].Content;

    /// <summary>Its slot's content; null when the module has another table by now, or the name no more.</summary>
    public object? Content => ReferenceEquals(Module.Namespace.Keys, keys) && ReferenceEquals(Module.Type.Version, Version) ? keys.Entries[position].Content : null;
}

/// <summary>A property, written in Python, of one version of a class; its getter or setter takes the fast way of calls.</summary>
internal sealed class PropertyCache(object version, FunctionObject function, SiteCache? next) : SiteCache(version, next)
{
    // A function can be given other code, with other parameters.
    private readonly ExecutableCode _code = function.Code;

    /// <summary>Borrowed, as <see cref="HeldByClass"/>.</summary>
    public readonly FunctionObject Function = function;

    public bool Applies(TypeObject type) => ReferenceEquals(Version, type.Version) && ReferenceEquals(Function.Code, _code);
}

/// <summary>
/// An attribute found through a class itself, <c>C.name</c>: as it stands there, or what a staticmethod or classmethod wraps.
/// The version is the class's own.
/// </summary>
internal sealed class TypeMemberCache(object version, object metaclassVersion, Value value, bool takesClass, SiteCache? next) : SiteCache(version, next, isOfClass: true)
{
    /// <summary>What the class holds, or what a staticmethod or classmethod that it holds wraps.</summary>
    public readonly HeldByClass Held = new(value);

    /// <summary>True for the class when its metaclass is as it was: what that has comes before the class's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Applies(TypeObject type) => ReferenceEquals(Version, type.Version) && ReferenceEquals(metaclassVersion, type.Type.Version);

    /// <summary>A classmethod's function: the class goes first.</summary>
    public readonly bool TakesClass = takesClass;
}

/// <summary>A computed attribute of a builtin type, which nothing in an instance hides. The version is that of the target's type, of classes their metaclass's.</summary>
internal sealed unsafe class ComputedCache(object version, GetSetDescriptor descriptor, SiteCache? next) : SiteCache(version, next)
{
    private readonly delegate*<ThreadState, Value, Value> _getter = descriptor.Getter;

    /// <summary>The value, a new reference, or an error.</summary>
    public Value Get(ThreadState thread, Value target) => _getter(thread, target);
}

/// <summary>An object of a builtin class, which nothing in an instance hides, whose __get__ is native: the fields of a namedtuple.</summary>
internal sealed class DescriptorCache(object version, PyObject descriptor, SiteCache? next) : SiteCache(version, next)
{
    /// <summary>The value, a new reference, or an error. The class holds the descriptor for as long as it has this version.</summary>
    public Value Get(ThreadState thread, Value target) => Descriptors.Get(thread, descriptor, target, target.Type);
}

/// <summary>A descriptor whose __get__ is written in Python, of one version of a class: it takes the fast way of calls, as a property's getter does.</summary>
internal sealed class GetterCache(object version, PyObject descriptor, FunctionObject function, HidingName name, bool isData, SiteCache? next) : SiteCache(version, next)
{
    private readonly ExecutableCode _code = function.Code;

    /// <summary>The descriptor.</summary>
    public readonly HeldByClass Descriptor = new(Value.Of(descriptor));

    /// <summary>Its class's __get__, borrowed.</summary>
    public readonly FunctionObject Function = function;

    public bool Applies(Value target) => ReferenceEquals(Function.Code, _code) && (isData || name.IsFreeIn(target));
}

/// <summary>A staticmethod or classmethod that is called through an instance of one version of a class.</summary>
internal sealed class InstanceMemberCache(object version, Value value, bool takesClass, HidingName name, SiteCache? next) : SiteCache(version, next)
{
    /// <summary>Borrowed, as <see cref="HeldByClass"/>.</summary>
    public readonly Value Value = value;

    /// <summary>A classmethod's function: the class goes first.</summary>
    public readonly bool TakesClass = takesClass;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Applies(Value self) => ReferenceEquals(self.Type.Version, Version) && name.IsFreeIn(self);
}

/// <summary>A method that super() of one class finds for instances of one version of a class.</summary>
internal sealed class SuperMethodCache(TypeObject thisClass, object version, PyObject function)
{
    public readonly TypeObject ThisClass = thisClass;

    /// <summary>The version of the instances' class, which changes with what lies behind in its MRO.</summary>
    public readonly object Version = version;

    public readonly PyObject Function = function;

    public bool Applies(SuperObject super) =>
        super.SelfClass is { } selfClass && ReferenceEquals(selfClass.Version, Version) && ReferenceEquals(super.ThisClass, ThisClass)
        && ReferenceEquals(super.Type, BuiltinTypes.Super) && ReferenceEquals(super.Self.Type, selfClass);
}

/// <summary>A method found on one version of a class.</summary>
internal sealed class MethodCache(object version, PyObject function, HidingName name, SiteCache? next) : SiteCache(version, next)
{
    public readonly PyObject Function = function;

    /// <summary>True when the instance has no attribute of its own that hides the method.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Applies(Value self) => name.IsFreeIn(self);
}

/// <summary>The name of something that a class has, which an instance's own attribute of that name would hide.</summary>
internal readonly struct HidingName(TypeObject type, StrObject name)
{
    private readonly StrObject _name = name;
    private readonly int _index = type.Keys.Find(name);

    /// <summary>True when the instance has no attribute of the name; false, too, where that is not certain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFreeIn(Value self)
    {
        if (self.Ref?.Attributes is not { } attributes)
        {
            return true;
        }

        return attributes[0] is { } dict ? IsFreeIn(Unsafe.As<DictObject>(dict)) : (uint)_index >= (uint)attributes.Length || attributes[_index] is null;
    }

    /// <summary>A __dict__ that has been asked for can hold anything.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool IsFreeIn(DictObject dict) => !dict.HasForeignKeys && SharedSlots.TryContains(dict, Value.Of(_name), _name.Hash, out bool contains) && !contains;
}
