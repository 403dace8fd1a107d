// The least of the VM that generated bindings need in order to compile. The attributes, Keywords and SpecialMethod are the real ones.
global using System;
global using ThreadState = Pyl.VM.Runtime.ThreadState;

using System.Numerics;
using Pyl.VM.Binding;
using Pyl.VM.Types;

namespace Pyl.VM.Runtime
{
    public abstract class PyObject;

    public sealed class ThreadState
    {
        public void BeginBlocking() => throw null!;

        public void EndBlocking() => throw null!;
    }

    public struct Value
    {
        public PyObject? Ref;
        public long Bits;

        public static Value None => default;

        public static Value Error => default;

        public static Value End => default;

        public static Value NotImplemented => default;

        public static Value Unbound => default;

        public readonly bool IsNone => false;

        public readonly bool IsUnbound => false;

        public static Value Int(long value) => default;

        public static Value FromDouble(double value) => default;

        public static Value Bool(bool value) => default;

        public static Value Str(string text) => default;

        public static Value Of(PyObject reference) => default;
    }
}

namespace Pyl.VM.Types
{
    using Pyl.VM.Runtime;

    public sealed class StrObject : PyObject;

    public sealed class ListObject : PyObject;

    public sealed class IntObject : PyObject
    {
        public static Value Of(BigInteger value) => default;
    }

    public sealed class BytesObject : PyObject
    {
        public static BytesObject Of(byte[] data) => null!;
    }

    public sealed class ModuleObject : PyObject
    {
        public void DefineFunction(NativeFunction function) => throw null!;

        public void DefineConstant(string name, Value value) => throw null!;
    }

    public sealed unsafe class TypeObject : PyObject
    {
        public void DefineLater(delegate*<TypeObject, void> members) => throw null!;

        public void Define(NativeFunction function) => throw null!;

        public void SetNativeSlot(SpecialMethod slot, nint entry) => throw null!;

        public void DefineProperty(string name, delegate*<ThreadState, Value, Value> getter, delegate*<ThreadState, Value, Value, bool> setter, string? doc) => throw null!;

        public void DefineConstant(string name, Value value) => throw null!;
    }

    public static class BuiltinTypes
    {
        public static readonly TypeObject List = null!;
        public static readonly TypeObject Int = null!;
    }

    public enum NativeKind
    {
        Function,
        Method,
        Slot,
        ClassMethod,
        Static,
    }

    public sealed unsafe class NativeFunction(
        NativeKind kind,
        string name,
        delegate*<ThreadState, ReadOnlySpan<Value>, Keywords, Value> general,
        int fixedMinimum,
        int fixedArity,
        nint fixedEntry,
        string? doc,
        string? signature) : PyObject;
}

namespace Pyl.VM.Binding
{
    using Pyl.VM.Runtime;

    public enum CallStyle
    {
        Function,
        Method,
        ClassMethod,
        Slot,
        Constructor,
    }

    public sealed class KeywordSignature(string function, int leading, int positionalOnly, int positional, int required, string[] names, bool takesRest = false, int[]? requiredKeywordOnly = null);

    public static unsafe class Bind
    {
        public static bool Is(in Value value, TypeObject type) => throw null!;

        public static bool CanMake(in Value value, TypeObject type) => throw null!;

        public static Value CallWithKeywords(ThreadState thread, KeywordSignature signature, ReadOnlySpan<Value> arguments, Keywords keywords, delegate*<ThreadState, ReadOnlySpan<Value>, Value> entry) => throw null!;

        public static Value CallWithKeywordOnly(ThreadState thread, KeywordSignature signature, ReadOnlySpan<Value> arguments, Keywords keywords, delegate*<ThreadState, ReadOnlySpan<Value>, ReadOnlySpan<Value>, Value> entry) => throw null!;

        public static Value CallError(ThreadState thread, CallStyle style, TypeObject? type, string qualifier, string name, int minimum, int maximum, ReadOnlySpan<Value> arguments, Keywords keywords) => throw null!;

        public static Value SelfError(ThreadState thread, CallStyle style, TypeObject type, string name, Value self) => throw null!;

        public static Value NewError(ThreadState thread, TypeObject type, ReadOnlySpan<Value> arguments, Keywords keywords) => throw null!;

        public static Value ArgumentError(ThreadState thread, string function, string argument, string expected, Value actual) => throw null!;

        public static bool TryLong(ThreadState thread, Value value, out long result) => throw null!;

        public static bool TryInt(ThreadState thread, Value value, out int result) => throw null!;

        public static bool TryDouble(ThreadState thread, Value value, out double result) => throw null!;

        public static bool TryTruth(ThreadState thread, Value value, out bool result) => throw null!;

        public static bool TryBigInteger(ThreadState thread, Value value, out BigInteger result) => throw null!;

        public static bool TryBytes(ThreadState thread, Value value, out ReadOnlySpan<byte> result) => throw null!;

        public static bool TryDoubles(ThreadState thread, Value value, out ReadOnlySpan<double> result) => throw null!;

        public static bool TryString(ThreadState thread, Value value, string function, string argument, bool orNone, out string result) => throw null!;
    }
}
