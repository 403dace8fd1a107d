using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>
/// The builtin types, made once for the process. The generated bindings fill in methods and slots (see <see cref="TypeBootstrap"/>).
/// The order matters: type and object first, then what the constructors of the others need.
/// </summary>
public static class BuiltinTypes
{
    private const TypeFlags Plain = TypeFlags.None;
    private const TypeFlags Base = TypeFlags.BaseType;

    public static readonly TypeObject Object = new(null, "object", null, Base);
    public static readonly TypeObject Type = new(null, "type", Object, Base | TypeFlags.HasDict | TypeFlags.HasWeakReferences);
    public static readonly TypeObject Dict = new(Type, "dict", Object, Base | TypeFlags.Mapping | TypeFlags.MatchSelf);
    public static readonly TypeObject Str = new(Type, "str", Object, Base | TypeFlags.MatchSelf);
    public static readonly TypeObject Int = new(Type, "int", Object, Base | TypeFlags.MatchSelf);
    public static readonly TypeObject Bool = new(Type, "bool", Int, TypeFlags.MatchSelf);
    public static readonly TypeObject Float = new(Type, "float", Object, Base | TypeFlags.MatchSelf);
    public static readonly TypeObject Complex = new(Type, "complex", Object, Base);
    public static readonly TypeObject NoneType = new(Type, "NoneType", Object, Plain);
    public static readonly TypeObject NotImplementedType = new(Type, "NotImplementedType", Object, Plain);
    public static readonly TypeObject Ellipsis = new(Type, "ellipsis", Object, Plain);
    public static readonly TypeObject Bytes = new(Type, "bytes", Object, Base | TypeFlags.MatchSelf);
    public static readonly TypeObject ByteArray = new(Type, "bytearray", Object, Base | TypeFlags.MatchSelf);
    public static readonly TypeObject MemoryView = new(Type, "memoryview", Object, TypeFlags.Sequence | TypeFlags.HasWeakReferences);
    public static readonly TypeObject List = new(Type, "list", Object, Base | TypeFlags.Sequence | TypeFlags.MatchSelf);
    public static readonly TypeObject Tuple = new(Type, "tuple", Object, Base | TypeFlags.Sequence | TypeFlags.MatchSelf);
    public static readonly TypeObject Set = new(Type, "set", Object, Base | TypeFlags.MatchSelf | TypeFlags.HasWeakReferences);
    public static readonly TypeObject FrozenSet = new(Type, "frozenset", Object, Base | TypeFlags.MatchSelf | TypeFlags.HasWeakReferences);
    public static readonly TypeObject Range = new(Type, "range", Object, TypeFlags.Sequence);
    public static readonly TypeObject Slice = new(Type, "slice", Object, Plain);

    public static readonly TypeObject Function = new(Type, "function", Object, TypeFlags.HasDict | TypeFlags.HasWeakReferences);
    public static readonly TypeObject Method = new(Type, "method", Object, TypeFlags.HasWeakReferences);
    public static readonly TypeObject BuiltinFunction = new(Type, "builtin_function_or_method", Object, TypeFlags.HasWeakReferences | TypeFlags.DisallowInstantiation);
    public static readonly TypeObject MethodDescriptor = new(Type, "method_descriptor", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject WrapperDescriptor = new(Type, "wrapper_descriptor", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject MethodWrapper = new(Type, "method-wrapper", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject ClassMethodDescriptor = new(Type, "classmethod_descriptor", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject GetSetDescriptor = new(Type, "getset_descriptor", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject MemberDescriptor = new(Type, "member_descriptor", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject Property = new(Type, "property", Object, Base);
    public static readonly TypeObject StaticMethod = new(Type, "staticmethod", Object, Base | TypeFlags.HasDict);
    public static readonly TypeObject ClassMethod = new(Type, "classmethod", Object, Base | TypeFlags.HasDict);
    public static readonly TypeObject Super = new(Type, "super", Object, Base);
    public static readonly TypeObject Cell = new(Type, "cell", Object, Plain);
    public static readonly TypeObject Code = new(Type, "code", Object, TypeFlags.HasWeakReferences);
    public static readonly TypeObject Frame = new(Type, "frame", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject Traceback = new(Type, "traceback", Object, Plain);
    public static readonly TypeObject FrameLocalsProxy = new(Type, "FrameLocalsProxy", Object, TypeFlags.Mapping);
    public static readonly TypeObject Module = new(Type, "module", Object, Base | TypeFlags.HasDict | TypeFlags.HasWeakReferences);
    public static readonly TypeObject MappingProxy = new(Type, "mappingproxy", Object, TypeFlags.Mapping);
    public static readonly TypeObject Generator = new(Type, "generator", Object, TypeFlags.HasWeakReferences | TypeFlags.DisallowInstantiation);
    public static readonly TypeObject Coroutine = new(Type, "coroutine", Object, TypeFlags.HasWeakReferences | TypeFlags.DisallowInstantiation);
    public static readonly TypeObject CoroutineWrapper = new(Type, "coroutine_wrapper", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject AsyncGenerator = new(Type, "async_generator", Object, TypeFlags.HasWeakReferences | TypeFlags.DisallowInstantiation);
    public static readonly TypeObject AsyncGeneratorASend = new(Type, "async_generator_asend", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject AsyncGeneratorAThrow = new(Type, "async_generator_athrow", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject AsyncGeneratorWrappedValue = new(Type, "async_generator_wrapped_value", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject GenericAlias = new(Type, "GenericAlias", Object, Base) { Module = "types" };
    public static readonly TypeObject Union = new(Type, "Union", Object, TypeFlags.DisallowInstantiation | TypeFlags.HasWeakReferences) { Module = "typing" };

    public static readonly TypeObject ListIterator = new(Type, "list_iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject ListReverseIterator = new(Type, "list_reverseiterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject TupleIterator = new(Type, "tuple_iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject RangeIterator = new(Type, "range_iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject LongRangeIterator = new(Type, "longrange_iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject StrIterator = new(Type, "str_iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject AsciiStrIterator = new(Type, "str_ascii_iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject BytesIterator = new(Type, "bytes_iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject ByteArrayIterator = new(Type, "bytearray_iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject MemoryIterator = new(Type, "memory_iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject SetIterator = new(Type, "set_iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject DictKeys = new(Type, "dict_keys", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject DictValues = new(Type, "dict_values", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject DictItems = new(Type, "dict_items", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject DictKeyIterator = new(Type, "dict_keyiterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject DictValueIterator = new(Type, "dict_valueiterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject DictItemIterator = new(Type, "dict_itemiterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject DictReverseKeyIterator = new(Type, "dict_reversekeyiterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject DictReverseValueIterator = new(Type, "dict_reversevalueiterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject DictReverseItemIterator = new(Type, "dict_reverseitemiterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject SequenceIterator = new(Type, "iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject CallableIterator = new(Type, "callable_iterator", Object, TypeFlags.DisallowInstantiation);
    public static readonly TypeObject Enumerate = new(Type, "enumerate", Object, Base);
    public static readonly TypeObject Zip = new(Type, "zip", Object, Base);
    public static readonly TypeObject Map = new(Type, "map", Object, Base);
    public static readonly TypeObject Filter = new(Type, "filter", Object, Base);
    public static readonly TypeObject Reversed = new(Type, "reversed", Object, Base);
    public static readonly TypeObject WeakReference = new(Type, "ReferenceType", Object, Base) { Module = "weakref" };
    public static readonly TypeObject WeakProxy = new(Type, "ProxyType", Object, TypeFlags.DisallowInstantiation) { Module = "weakref" };
    public static readonly TypeObject WeakCallableProxy = new(Type, "CallableProxyType", WeakProxy, TypeFlags.DisallowInstantiation) { Module = "weakref" };
    public static readonly TypeObject SimpleNamespace = new(Type, "SimpleNamespace", Object, Base | TypeFlags.HasDict) { Module = "types" };

    public static readonly TypeObject TypeVar = new(Type, "TypeVar", Object, TypeFlags.HasDict | TypeFlags.HasWeakReferences) { Module = "typing" };
    public static readonly TypeObject ParamSpec = new(Type, "ParamSpec", Object, TypeFlags.HasDict | TypeFlags.HasWeakReferences) { Module = "typing" };
    public static readonly TypeObject ParamSpecArgs = new(Type, "ParamSpecArgs", Object, TypeFlags.HasWeakReferences) { Module = "typing" };
    public static readonly TypeObject ParamSpecKwargs = new(Type, "ParamSpecKwargs", Object, TypeFlags.HasWeakReferences) { Module = "typing" };
    public static readonly TypeObject TypeVarTuple = new(Type, "TypeVarTuple", Object, TypeFlags.HasDict | TypeFlags.HasWeakReferences) { Module = "typing" };
    public static readonly TypeObject TypeAliasType = new(Type, "TypeAliasType", Object, TypeFlags.None) { Module = "typing" };
    public static readonly TypeObject Generic = new(Type, "Generic", Object, Base) { Module = "typing", Layout = Object };
    public static readonly TypeObject Template = new(Type, "Template", Object, Plain) { Module = "string.templatelib" };
    public static readonly TypeObject Interpolation = new(Type, "Interpolation", Object, Plain) { Module = "string.templatelib" };

    static BuiltinTypes()
    {
        // type and object were made before type existed, and namespaces before dict did.
        Object.Type = Type;
        Type.Type = Type;
        foreach (TypeObject early in new[] { Object, Type, Dict })
        {
            early.Namespace.Type = Dict;
        }
    }
}
