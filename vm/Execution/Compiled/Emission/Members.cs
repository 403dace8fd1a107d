using System.Reflection;
using System.Reflection.Emit;
using Pyl.Bytecode;
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
    public static readonly FieldInfo FramePc = typeof(Frame).GetField(nameof(Frame.Pc), All)!;
    public static readonly FieldInfo Breaker = typeof(ThreadState).GetField(nameof(ThreadState.Breaker), All)!;
    public static readonly FieldInfo FloatTag = typeof(Singletons).GetField(nameof(Singletons.FloatTag), All)!;
    public static readonly MethodInfo ToBits = typeof(BitConverter).GetMethod(nameof(BitConverter.DoubleToInt64Bits))!;

    public static readonly MethodInfo FromBits = typeof(BitConverter).GetMethod(nameof(BitConverter.Int64BitsToDouble))!;

    private static readonly Dictionary<Opcode, MethodInfo> s_handlers = FindHandlers();

    /// <summary>A helper of the tier by its name.</summary>
    public static MethodInfo Support(string name) =>
        typeof(Support).GetMethod(name, All) ?? typeof(CallSupport).GetMethod(name, All) ?? typeof(ContainerSupport).GetMethod(name, All) ?? typeof(SlotSupport).GetMethod(name, All) ?? typeof(Tier).GetMethod(name, All) ?? throw new MissingMethodException(name);

    /// <summary>The handler of an opcode.</summary>
    public static MethodInfo Handler(Opcode op) => s_handlers[op];

    private static Dictionary<Opcode, MethodInfo> FindHandlers()
    {
        var handlers = new Dictionary<Opcode, MethodInfo>();
        foreach (Type type in typeof(Members).Assembly.GetTypes())
        {
            if (type.Namespace != "Pyl.VM.Execution.Handlers" || type.GetCustomAttribute<OpcodeHandlersAttribute>() is null)
            {
                continue;
            }

            foreach (MethodInfo method in type.GetMethods(All))
            {
                if (method.ReturnType == typeof(Flow) && method.GetParameters().Length == 7 && Enum.TryParse(method.Name, out Opcode op))
                {
                    handlers[op] = method;
                }
            }
        }

        return handlers;
    }
}
