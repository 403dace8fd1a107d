using System.Runtime.CompilerServices;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>What is true of a type besides its slots.</summary>
[Flags]
public enum TypeFlags
{
    None = 0,

    /// <summary>Made by a class statement or type(): mutable, belongs to an interpreter.</summary>
    Heap = 1,

    /// <summary>May be a base of a class.</summary>
    BaseType = 2,

    /// <summary>Instances have a __dict__.</summary>
    HasDict = 4,

    /// <summary>Instances can be weakly referenced.</summary>
    HasWeakReferences = 8,

    /// <summary>Matches sequence patterns (PEP 634).</summary>
    Sequence = 16,

    /// <summary>Matches mapping patterns (PEP 634).</summary>
    Mapping = 32,

    /// <summary>A positional class pattern matches the subject itself (PEP 634: int, str, list ...).</summary>
    MatchSelf = 64,

    /// <summary>Has abstract methods; cannot be instantiated.</summary>
    Abstract = 128,

    /// <summary>__new__ is refused: "cannot create 'X' instances".</summary>
    DisallowInstantiation = 256,

    /// <summary>An exception class: instances are ExceptionObjects.</summary>
    Exception = 512,
}

/// <summary>
/// A class. Builtin types are immutable and shared by all interpreters; classes made by programs are heap types. Uncounted.
/// </summary>
public sealed unsafe class TypeObject : PyObject
{
    /// <summary>Held while members of builtin types are written; whoever holds it waits for no other lock.</summary>
    private static readonly Lock s_membersLock = new();

    private DictObject _namespace = new();

    /// <summary>What writes the members of a builtin type, at the first look at its namespace; null once that is done and for other types.</summary>
    private volatile PendingMembers? _members;

    private string _module = "builtins";
    private string? _nameWithModule;

    /// <summary>Never written once threads run side by side: a change publishes a copy, and whoever holds an entry of the old one sees both its words as they were.</summary>
    internal SlotEntry[] Slots = new SlotEntry[SlotNames.Count];

    /// <summary>Replaced by a new object whenever the type or one of its bases changes: the one thing an inline cache compares.</summary>
    internal object Version = new();

    /// <summary>Attributes of its own that the program keeps assigning; null while there are none.</summary>
    internal volatile ClassVariables? Variables;

    /// <summary>Indices of attributes in instances' <see cref="PyObject.Attributes"/>.</summary>
    internal InstanceKeys Keys;

    internal TypeObject(TypeObject? metatype, string name, TypeObject? baseType, TypeFlags flags)
        : base(metatype ?? BuiltinTypes.Type)
    {
        ShortName = name;
        Base = baseType;
        Bases = baseType is null ? [] : [baseType];
        Flags = flags;
        Mro = baseType is null ? [this] : [this, .. baseType.Mro];
        Keys = new InstanceKeys(1);
        Layout = this;
        if ((flags & TypeFlags.Heap) == 0)
        {
            AllTypes.Add(this);
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>A class made by a program: the host GC has found that neither it nor an instance can be reached.</summary>
    ~TypeObject() => EndQueue?.Add(this);

    /// <summary>Where the end of a class is reported, so that what its namespace holds is released.</summary>
    internal Memory.Unreachable? EndQueue { get; init; }

    /// <summary>__name__.</summary>
    public string ShortName { get; internal set; }

    /// <summary>The name in error texts: for builtin types outside builtins with the module, "collections.deque" (CPython's tp_name).</summary>
    public string Name => _nameWithModule ?? ShortName;

    /// <summary>Sets <see cref="Name"/> for a class of the library that is native in CPython.</summary>
    internal string NameInErrors
    {
        set => _nameWithModule = value;
    }

    /// <summary>__qualname__ when it differs from the name.</summary>
    public string? QualifiedName { get; internal set; }

    /// <summary>__module__ of builtin types; heap types have it in the namespace.</summary>
    public string Module
    {
        get => _module;
        internal set
        {
            _module = value;
            _nameWithModule = value == "builtins" ? null : $"{value}.{ShortName}";
        }
    }

    /// <summary>__base__: the base that determines the instances' layout.</summary>
    public TypeObject? Base { get; internal set; }

    public TypeObject[] Bases { get; internal set; }

    /// <summary>C3 linearisation, itself first.</summary>
    public TypeObject[] Mro { get; internal set; }

    public TypeFlags Flags { get; internal set; }

    /// <summary>True while the class is being made and its metaclass's mro() runs: there is no order yet.</summary>
    internal bool IsIncomplete { get; set; }

    /// <summary>The class's own attributes; keys are interned str.</summary>
    public DictObject Namespace
    {
        get => _members is null ? _namespace : WithMembers();
        internal set => _namespace = value;
    }

    /// <summary>True when instances have a __del__.</summary>
    public bool HasFinalizer { get; internal set; }

    /// <summary>The builtin type whose C# class the instances are.</summary>
    public TypeObject Layout { get; internal set; }

    public bool IsHeap
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Flags & TypeFlags.Heap) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref SlotEntry Slot(SpecialMethod slot) => ref Slots[(int)slot];

    /// <summary>True when the slot is the native one of that builtin type: no class between the two has another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool HasSlotOf(TypeObject builtin, SpecialMethod slot) => Slot(slot).Native == builtin.Slot(slot).Native;

    /// <summary>Subclass test by the MRO, without hooks (PyType_IsSubtype).</summary>
    public bool IsSubtypeOf(TypeObject other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        foreach (TypeObject type in Mro)
        {
            if (ReferenceEquals(type, other))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The attribute along the MRO, borrowed; Unbound when missing. The name is interned.</summary>
    public Value Lookup(StrObject name)
    {
        TypeAttributeCache cache = AttributeCache;
        return cache.TryGet(name, out Value found) ? found : cache.Fill(this, name);
    }

    /// <summary>
    /// Leaves the methods of a builtin type to be written when somebody looks for them: to make some 2,000 functions took a quarter of the
    /// start of the process, and most programs use a tenth of them.
    /// </summary>
    /// <param name="members">Calls the methods below; must not look into a namespace or wait for a lock.</param>
    internal void DefineLater(delegate*<TypeObject, void> members)
    {
        lock (s_membersLock)
        {
            _members = new PendingMembers(members, _members);
        }
    }

    /// <summary>Adds a native to the namespace.</summary>
    internal void Define(NativeFunction function)
    {
        function.Owner = this;
        DefineConstant(function.Name, Value.Of(function));
    }

    /// <summary>Fills a slot with a native entry of the slot's arity.</summary>
    internal void SetNativeSlot(SpecialMethod slot, nint entry) => Slots[(int)slot] = new SlotEntry { Native = entry };

    /// <summary>Adds a getset descriptor; the setter may be null.</summary>
    internal void DefineProperty(string name, delegate*<ThreadState, Value, Value> getter, delegate*<ThreadState, Value, Value, bool> setter, string? doc) =>
        DefineConstant(name, Value.Of(new GetSetDescriptor(this, name, getter, setter, doc)));

    /// <summary>Adds a constant. What is defined later takes the place of what has its name.</summary>
    internal void DefineConstant(string name, Value value)
    {
        StrObject interned = StrObject.Intern(name);
        lock (s_membersLock)
        {
            _namespace.SetName(interned, value);
        }
    }

    /// <summary>True when the type itself, as far as its members are written, has the attribute.</summary>
    internal bool Defines(StrObject name) => !_namespace.GetName(name).IsUnbound;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private DictObject WithMembers()
    {
        lock (s_membersLock)
        {
            if (_members is { } members)
            {
                members.Define(this);

                // Last: who finds null reads the namespace without the lock.
                _members = null;
            }

            return _namespace;
        }
    }

    /// <summary>What <see cref="Lookup"/> has found since the last change of the type or a base.</summary>
    internal volatile TypeAttributeCache AttributeCache = new();
}
