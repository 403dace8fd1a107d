using Pyl.VM.Runtime;

namespace Pyl.Stdlib.Native;

/// <summary>What an interpreter's sys remembers that is not in its namespace.</summary>
internal sealed class SysState
{
    /// <summary>sys.getswitchinterval(), in seconds.</summary>
    public double SwitchInterval { get; set; } = 0.005;

    /// <summary>sys.addaudithook()'s functions, counted references; they are never removed.</summary>
    public List<Value> AuditHooks { get; } = [];

    public static SysState Of(ThreadState thread) => (SysState)thread.Interpreter.ModuleStates.GetOrAdd(typeof(SysState), static _ => new SysState());
}
