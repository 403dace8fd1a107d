using Microsoft.CodeAnalysis;

namespace Pyl.Generators.Opcodes;

/// <summary>What the opcode generators refuse.</summary>
internal static class OpcodeDiagnostics
{
    public static readonly DiagnosticDescriptor DuplicateOpcode = Error("PYL001", "Duplicate opcode", "Opcode '{0}' has the number of '{1}'");

    public static readonly DiagnosticDescriptor UndeclaredOperands = Error("PYL002", "Opcode without declaration", "Opcode '{0}' has no [Op] attribute");

    public static readonly DiagnosticDescriptor MissingHandler = Error("PYL003", "Opcode without handler", "Opcode '{0}' has no handler: add '{0}' to a class marked [OpcodeHandlers]");

    public static readonly DiagnosticDescriptor UnknownHandler = Error("PYL004", "Handler without opcode", "Handler '{0}' has no opcode of that name; if it is a helper, its signature must not be a handler's, or it belongs into another class");

    public static readonly DiagnosticDescriptor WrongSignature = Error("PYL005", "Wrong handler signature", "Handler '{0}' must be declared 'internal static Flow {0}(ThreadState thread, Frame frame, ref Value registers, int a, int b, int c, ref int pc)'");

    public static readonly DiagnosticDescriptor DuplicateHandler = Error("PYL006", "Duplicate handler", "Opcode '{0}' has handlers in '{1}' and in '{2}'");

    public static readonly DiagnosticDescriptor NestedFunction = Error("PYL007", "Nested function in a hot handler", "Hot handler '{0}' declares a lambda or local function; its body is pasted into the dispatch loop, whose locals they would capture");

    public static readonly DiagnosticDescriptor AddressOfPc = Error("PYL008", "Address of pc in a hot handler", "Hot handler '{0}' passes 'ref pc' outside of a return statement; that would keep pc out of a machine register in the whole dispatch loop");

    public static readonly DiagnosticDescriptor PrivateHelper = Error("PYL009", "Private member used by a hot handler", "Hot handler '{0}' uses '{1}', which is private; its body is pasted into the dispatch loop, so helpers must be internal");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Pyl.Opcodes", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
