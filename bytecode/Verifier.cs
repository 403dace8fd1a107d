using System.Runtime.InteropServices;

namespace Pyl.Bytecode;

/// <summary>What the verifier found wrong.</summary>
/// <param name="Code">The code object.</param>
/// <param name="Offset">The instruction; -1 when the fault is in a table.</param>
/// <param name="Message">What is wrong.</param>
public readonly record struct VerificationError(CodeObject Code, int Offset, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Offset < 0 ? $"{Code.QualifiedName}: {Message}" : $"{Code.QualifiedName} at {Offset}: {Message}";
}

/// <summary>
/// Checks that a code object can be run: that indices are within bounds, jumps lead to instructions, and on every path, exceptions
/// included, temporaries are written before they are read, consumed once and not forgotten, and locals that are read are bound.
/// Code that comes from a file must pass before it is run; the compiler's own passes in tests and debug builds.
/// </summary>
public static class Verifier
{
    private static readonly VerificationError[] s_none = new VerificationError[0];

    /// <summary>The faults of a code object and of those among its constants; empty when it can be run.</summary>
    public static VerificationError[] Verify(CodeObject code)
    {
        var errors = new List<VerificationError>(1);
        var work = new Stack<CodeObject>();
        work.Push(code);
        while (work.TryPop(out var current))
        {
            var before = errors.Count;
            StructureVerifier.Verify(current, errors);
            // Paths can be followed only in code whose operands are within bounds.
            if (errors.Count == before)
                new FlowVerifier(current, errors).Verify();
            foreach (var constant in current.Constants)
            {
                if (constant is CodeObject nested)
                    work.Push(nested);
            }
        }

        return errors.Count == 0 ? s_none : errors.ToArray();
    }
}
