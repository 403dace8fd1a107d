using Pyl.Generators.Common;

namespace Pyl.Generators.Opcodes;

/// <summary>A class marked [OpcodeHandlers].</summary>
/// <param name="FullName">Its name as generated code writes it.</param>
/// <param name="Usings">The using directives that its file and namespace put into effect, the namespace itself included.</param>
/// <param name="Handlers">Its handlers.</param>
/// <param name="Diagnostics">What is wrong with them.</param>
internal sealed record HandlerClass(
    string FullName,
    EquatableArray<string> Usings,
    EquatableArray<HandlerModel> Handlers,
    EquatableArray<DiagnosticModel> Diagnostics);

/// <summary>The handler of one opcode.</summary>
/// <param name="Name">The opcode.</param>
/// <param name="Body">For hot opcodes the statements to paste, rewritten for the loop; null for the others.</param>
/// <param name="Operands">Which of the operands a, b and c the body uses.</param>
/// <param name="Locals">The shared locals that the body uses.</param>
/// <param name="Location">Where it stands.</param>
internal sealed record HandlerModel(string Name, string? Body, string Operands, EquatableArray<PooledLocals> Locals, LocationModel? Location);
