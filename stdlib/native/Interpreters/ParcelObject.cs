using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Interpreters;

/// <summary>A message that has been packed and not been delivered yet.</summary>
public sealed class ParcelObject : PyObject
{
    internal static readonly TypeObject ParcelType =
        new(BuiltinTypes.Type, "_Parcel", BuiltinTypes.Object, TypeFlags.DisallowInstantiation) { Module = "_interpreters" };

    internal ParcelObject(Parcel content)
        : base(ParcelType) => Content = content;

    internal Parcel Content { get; }
}
