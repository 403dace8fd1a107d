using Pyl.Stdlib.Native.Collections;
using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Sync;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Functools;

/// <summary>
/// The wrapper of lru_cache. Its dict is in the order of use: a hit moves its entry to the end, and when the cache is full the
/// first one goes.
/// </summary>
public sealed class LruCacheObject : PyObject
{
    /// <summary>Separates positional arguments from keywords in keys.</summary>
    private static readonly Value s_keywordMark = Value.Of(StrObject.Intern("<keywords>"));

    private readonly Value _function;
    private readonly Value _infoType;
    private readonly bool _typed;

    /// <summary>Most entries; negative without limit.</summary>
    private readonly long _maximum;

    private readonly OrderedDictObject _cache;
    private long _hits;
    private long _misses;

    /// <summary>The references move in.</summary>
    internal LruCacheObject(ThreadState thread, TypeObject type, Value function, long maximum, bool typed, Value infoType)
        : base(thread, type)
    {
        _function = function;
        _infoType = infoType;
        _maximum = maximum;
        _typed = typed;
        _cache = new OrderedDictObject(thread, OrderedDictMethods.Type);
    }

    internal Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (_maximum == 0)
        {
            Interlocked.Increment(ref _misses);
            return Calls.CallVector(thread, _function, arguments, keywords);
        }

        Value key = MakeKey(thread, arguments, keywords);
        if (!Hashing.TryHash(thread, key, out long hash))
        {
            thread.Release(key);
            return Value.Error;
        }

        Value result = Find(thread, key, hash);
        if (result.IsUnbound)
        {
            Interlocked.Increment(ref _misses);
            result = Calls.CallVector(thread, _function, arguments, keywords);
            if (!result.IsError && !TryStore(thread, key, hash, result))
            {
                thread.Release(result);
                result = Value.Error;
            }
        }

        thread.Release(key);
        return result;
    }

    internal Value Info(ThreadState thread) =>
        thread.Call(_infoType, Value.Int(_hits), Value.Int(_misses), _maximum < 0 ? Value.None : Value.Int(_maximum), Value.Int(_cache.Count));

    internal void Clear(ThreadState thread)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, _cache);
        _hits = 0;
        _misses = 0;
        _cache.ReleaseAll(thread);
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        RefCount.Release(thread, _cache);
        thread.Release(_function);
        thread.Release(_infoType);
    }

    /// <summary>The cached result as a new reference; Unbound or Error.</summary>
    private Value Find(ThreadState thread, Value key, long hash)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, _cache);
        int position = _cache.FindHashed(thread, key, hash);
        if (position < 0)
        {
            return position == DictObject.Failed ? Value.Error : Value.Unbound;
        }

        _hits++;
        Value result = Slot.Load(thread, _cache.Keys.Entries[position].Content);
        if (_maximum > 0)
        {
            _cache.MoveToEnd(position, hash, last: true);
        }

        return result;
    }

    private bool TryStore(ThreadState thread, Value key, long hash, Value result)
    {
        using CriticalSection.Scope section = CriticalSection.Enter(thread, _cache);

        // The function may have called itself with the same arguments.
        int position = _cache.FindHashed(thread, key, hash);
        if (position != DictObject.NotFound)
        {
            return position != DictObject.Failed;
        }

        Value oldKey = Value.Unbound;
        object? oldResult = null;
        if (_maximum > 0 && _cache.Count >= _maximum)
        {
            oldKey = _cache.TakeAt(_cache.Keys.FirstUsed(), out oldResult);
        }

        _cache.Insert(thread.Retain(key), hash, thread.Retain(result));
        thread.Release(oldKey);
        Slot.ReleaseContent(thread, oldResult);
        return true;
    }

    /// <summary>A new reference: the single argument itself when it is an exact int or str, else a tuple.</summary>
    private Value MakeKey(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (keywords.IsEmpty && !_typed)
        {
            if (arguments.Length == 1 && (arguments[0].Ref is null || ReferenceEquals(arguments[0].Type, BuiltinTypes.Str)))
            {
                return arguments[0];
            }

            return Value.Of(TupleObject.Of(thread, arguments));
        }

        int positional = arguments.Length - keywords.Count;
        var parts = new ValueBuffer(arguments.Length * 2);
        for (int i = 0; i < positional; i++)
        {
            parts.Add(thread.Retain(arguments[i]));
        }

        if (!keywords.IsEmpty)
        {
            parts.Add(s_keywordMark);
            for (int i = 0; i < keywords.Count; i++)
            {
                parts.Add(Value.Of(keywords[i]));
                parts.Add(thread.Retain(arguments[positional + i]));
            }
        }

        if (_typed)
        {
            foreach (ref readonly Value argument in arguments)
            {
                parts.Add(Value.Of(argument.Type));
            }
        }

        return Value.Of(TupleObject.Steal(thread, parts.ToArray()));
    }
}

/// <summary>The methods of _lru_cache_wrapper.</summary>
[PyType("_lru_cache_wrapper", typeof(LruCacheObject), Module = "_functools", Doc = "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\nmaxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the fields:\n                        hits misses currsize maxsize")]
internal static class LruCacheMethods
{
    internal static readonly TypeObject Type =
        FunctoolsModule.MakeType("_lru_cache_wrapper", TypeFlags.BaseType | TypeFlags.HasDict | TypeFlags.HasWeakReferences);

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, [Keyword("user_function")] Value function, Value maxsize, Value typed, [Keyword("cache_info_type")] Value infoType)
    {
        if (!function.Type.Slot(SpecialMethod.Call).IsDefined)
        {
            return thread.TypeError("the first argument must be callable");
        }

        long maximum = -1;
        if (!maxsize.IsNone)
        {
            if (!maxsize.Type.Slot(SpecialMethod.Index).IsDefined)
            {
                return thread.TypeError("maxsize should be integer or None");
            }

            if (!Operators.TryIndex(thread, maxsize, out maximum))
            {
                return Value.Error;
            }

            maximum = Math.Max(0, maximum);
        }

        int byType = Operators.IsTrue(thread, typed);
        return byType < 0
            ? Value.Error
            : Value.Of(new LruCacheObject(thread, cls, thread.Retain(function), maximum, byType > 0, thread.Retain(infoType)));
    }

    [PyMethod("__call__")]
    public static Value Call(ThreadState thread, LruCacheObject self, ReadOnlySpan<Value> arguments, Keywords keywords) => self.Call(thread, arguments, keywords);

    [PyMethod("__get__")]
    public static Value Get(ThreadState thread, LruCacheObject self, Value instance, Value owner)
    {
        if (instance.IsNone)
        {
            return thread.Retain(Value.Of(self));
        }

        RefCount.Retain(thread, self);
        return Value.Of(new MethodObject(thread, self, thread.Retain(instance)));
    }

    [PyGetter("__dict__")]
    public static Value Dict(ThreadState thread, LruCacheObject self) => InstanceDict.Get(thread, Value.Of(self));

    [PySetter("__dict__")]
    public static bool SetDict(ThreadState thread, LruCacheObject self, Value value) => InstanceDict.Set(thread, Value.Of(self), value);

    [PyMethod("cache_info", Doc = "Report cache statistics")]
    public static Value Info(ThreadState thread, LruCacheObject self) => self.Info(thread);

    [PyMethod("cache_clear", Doc = "Clear the cache and cache statistics")]
    public static void Clear(ThreadState thread, LruCacheObject self) => self.Clear(thread);

    [PyMethod("__copy__")]
    public static Value Copy(ThreadState thread, Value self) => thread.Retain(self);

    [PyMethod("__deepcopy__")]
    public static Value DeepCopy(ThreadState thread, Value self, Value memo) => thread.Retain(self);

    [PyMethod("__reduce__")]
    public static Value Reduce(ThreadState thread, Value self) => Attributes.Get(thread, self, s_qualName);

    private static readonly StrObject s_qualName = StrObject.Intern("__qualname__");
}
