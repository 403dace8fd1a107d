using Pyl.VM.Memory;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>dict_keys, dict_values, dict_items and what derives from them: a dict seen from one side.</summary>
public sealed class DictViewObject : PyObject
{
    /// <summary>The dict is borrowed.</summary>
    internal DictViewObject(ThreadState thread, TypeObject type, DictObject dict)
        : base(thread, type)
    {
        RefCount.Retain(thread, dict);
        Dict = dict;
    }

    internal DictObject Dict { get; }

    internal bool IsItems => Type.IsSubtypeOf(BuiltinTypes.DictItems);

    /// <summary>True for the views that are sets: keys and items.</summary>
    internal bool IsSet => !Type.IsSubtypeOf(BuiltinTypes.DictValues);

    protected internal override void ReleaseReferences(ThreadState thread) => RefCount.Release(thread, Dict);
}
