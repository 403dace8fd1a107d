using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>How generators and coroutines are resumed and ended by name.</summary>
[PyType("generator", typeof(GeneratorObject), Field = nameof(BuiltinTypes.Generator))]
[PyType("coroutine", typeof(GeneratorObject), Field = nameof(BuiltinTypes.Coroutine))]
internal static class ResumptionMethods
{
    [PyMethod("send", Doc = "send(value) -> send 'value' into generator,\nreturn next yielded value or raise StopIteration.")]
    public static Value Send(ThreadState thread, GeneratorObject self, Value arg)
    {
        Value result = GeneratorOperations.Resume(thread, self, arg, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }

    [PyMethod("throw")]
    public static Value Throw(ThreadState thread, GeneratorObject self, ReadOnlySpan<Value> arguments)
    {
        if (ThrowArguments.Read(thread, arguments) is not { } exception)
        {
            return Value.Error;
        }

        Value result = GeneratorOperations.Throw(thread, self, exception, out Value returned);
        return GeneratorOperations.OrStopIteration(thread, result, returned);
    }

    [PyMethod("close", Doc = "close() -> raise GeneratorExit inside generator.")]
    public static Value Close(ThreadState thread, GeneratorObject self) => GeneratorOperations.Close(thread, self);
}
