using System.Reflection;
using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>Members that emitted code uses.</summary>
internal static class Members
{
    public const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static readonly FieldInfo ValueRef = typeof(Value).GetField(nameof(Value.Ref))!;
    public static readonly FieldInfo ValueBits = typeof(Value).GetField(nameof(Value.Bits))!;
    public static readonly FieldInfo OwnerId = typeof(PyObject).GetField(nameof(PyObject.OwnerId), All)!;
    public static readonly FieldInfo Local = typeof(PyObject).GetField(nameof(PyObject.Local), All)!;
    public static readonly FieldInfo ThreadOwnerId = typeof(ThreadState).GetField(nameof(ThreadState.OwnerId), All)!;
    public static readonly FieldInfo FramePc = typeof(Frame).GetField(nameof(Frame.Pc), All)!;
    public static readonly FieldInfo Breaker = typeof(ThreadState).GetField(nameof(ThreadState.Breaker), All)!;
    public static readonly FieldInfo FloatTag = typeof(Singletons).GetField(nameof(Singletons.FloatTag), All)!;
    public static readonly MethodInfo ToBits = typeof(BitConverter).GetMethod(nameof(BitConverter.DoubleToInt64Bits))!;

    public static readonly MethodInfo FromBits = typeof(BitConverter).GetMethod(nameof(BitConverter.Int64BitsToDouble))!;

    /// <summary>Where the handlers are. Named one by one: to look through all types of the assembly takes as long as compiling a dozen bodies.</summary>
    private static readonly Type[] s_families =
    [
        typeof(ArithmeticHandlers), typeof(AttributeHandlers), typeof(BuildHandlers), typeof(CallHandlers),
        typeof(CellHandlers), typeof(CompareJumpHandlers), typeof(ComparisonHandlers), typeof(ExceptionHandlers),
        typeof(FunctionHandlers), typeof(GeneratorHandlers), typeof(ImmediateHandlers), typeof(ImportHandlers),
        typeof(InPlaceHandlers), typeof(IntrinsicHandlers), typeof(ItemHandlers), typeof(IterationHandlers),
        typeof(JumpHandlers), typeof(MatchHandlers), typeof(MoveHandlers), typeof(NameHandlers)
    ];

    private static readonly Type[] s_handlerParameters =
        [typeof(ThreadState), typeof(Frame), typeof(Value).MakeByRefType(), typeof(int), typeof(int), typeof(int), typeof(int).MakeByRefType()];

    private static readonly Type[] s_supports = [typeof(Support), typeof(CallSupport), typeof(ContainerSupport), typeof(DictSupport), typeof(MethodSupport), typeof(SlotSupport), typeof(Tier)];

    private static readonly Dictionary<string, MethodInfo> s_found = [];
    private static readonly Dictionary<Type, MethodInfo> s_casts = [];
    private static readonly Dictionary<int, MethodInfo> s_handlers = [];

    /// <summary>A helper of the tier by its name.</summary>
    public static MethodInfo Support(string name)
    {
        lock (s_found)
        {
            if (!s_found.TryGetValue(name, out MethodInfo? found))
            {
                foreach (Type type in s_supports)
                {
                    if (type.GetMethod(name, All) is { } method)
                    {
                        found = found is null ? method : throw new AmbiguousMatchException(name);
                    }
                }

                s_found[name] = found ?? throw new MissingMethodException(name);
            }

            return found;
        }
    }

    /// <summary>The handler of an opcode.</summary>
    public static MethodInfo Handler(Opcode op)
    {
        lock (s_handlers)
        {
            if (!s_handlers.TryGetValue((int)op, out MethodInfo? found))
            {
                string name = op.ToString();
                foreach (Type type in s_families)
                {
                    found ??= type.GetMethod(name, All, s_handlerParameters);
                }

                s_handlers[(int)op] = found ?? throw new MissingMethodException(name);
            }

            return found;
        }
    }

    /// <summary>Unsafe.As to a type.</summary>
    public static MethodInfo Cast(Type type)
    {
        lock (s_casts)
        {
            if (!s_casts.TryGetValue(type, out MethodInfo? found))
            {
                s_casts[type] = found = typeof(System.Runtime.CompilerServices.Unsafe).GetMethod("As", 1, [typeof(object)])!.MakeGenericMethod(type);
            }

            return found;
        }
    }
}
