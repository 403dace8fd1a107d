using System.Reflection.Emit;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>
/// IL locals that instructions use one after the other. With one for each use, long bodies would have more than the JIT keeps
/// in registers, or is willing to optimise at all (2,000).
/// </summary>
internal sealed class LocalPool
{
    private readonly Dictionary<Type, Stack<LocalBuilder>> _free = [];
    private readonly List<LocalBuilder> _taken = [];

    public LocalBuilder Take(ILGenerator generator, Type type)
    {
        LocalBuilder local = _free.TryGetValue(type, out Stack<LocalBuilder>? free) && free.TryPop(out LocalBuilder? known) ? known : generator.DeclareLocal(type);
        _taken.Add(local);
        return local;
    }

    public void FreeAll()
    {
        foreach (LocalBuilder local in _taken)
        {
            if (!_free.TryGetValue(local.LocalType, out Stack<LocalBuilder>? free))
            {
                _free[local.LocalType] = free = new Stack<LocalBuilder>();
            }

            free.Push(local);
        }

        _taken.Clear();
    }
}
