using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native;

/// <summary>The module array.</summary>
[PyModule("array", Doc = "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.")]
internal static class ArrayModule
{
    /// <summary>Says that arrays are mutable sequences, where the abstract classes are loaded, as they are in every program.</summary>
    [PyModuleInit]
    public static bool Initialise(ThreadState thread, ModuleObject module)
    {
        if (thread.Interpreter.Modules.GetName(StrObject.Intern("_collections_abc")).Ref is not ModuleObject classes)
        {
            return true;
        }

        Value sequence = classes.Namespace.GetName(StrObject.Intern("MutableSequence"));
        Value result = sequence.IsUnbound ? Value.None : thread.CallMethod(sequence, StrObject.Intern("register"), Value.Of(ArrayMethods.Type));
        thread.Release(result.IsError ? Value.None : result);
        return !result.IsError;
    }

    [PyConstant("array")]
    public static TypeObject Array => ArrayMethods.Type;

    [PyConstant("ArrayType")]
    public static TypeObject ArrayType => ArrayMethods.Type;

    [PyConstant("typecodes")]
    public static readonly string TypeCodes = ArrayObject.Codes;

    /// <summary>What pickles of arrays call: the items in the machine's own format.</summary>
    [PyFunction("_array_reconstructor", Doc = "Internal. Used for pickling support.")]
    public static Value Reconstruct(ThreadState thread, TypeObject arraytype, string typecode, int mformatCode, Value items)
    {
        if (!arraytype.IsSubtypeOf(ArrayMethods.Type))
        {
            return thread.TypeError($"{arraytype.Name} is not a subtype of array.array");
        }

        if (typecode.Length != 1 || !ArrayObject.Codes.Contains(typecode[0]))
        {
            return thread.ValueError("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)");
        }

        if (items.Ref is not BytesObject bytes)
        {
            return thread.TypeError($"fourth argument should be bytes, not {items.Type.Name}");
        }

        var array = new ArrayObject(thread, arraytype, typecode[0]);
        if (mformatCode != ArrayMethods.MachineFormat(array))
        {
            thread.Release(Value.Of(array));
            return thread.ValueError("third argument must be a valid machine format code.");
        }

        return ArrayEditMethods.FromBytes(thread, array, bytes.Span) ? Value.Of(array) : Value.Error;
    }
}
