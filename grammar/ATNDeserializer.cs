using Antlr4.Runtime.Atn;

// Where the generated lexer and parser look first when they say `new ATNDeserializer()`.
namespace Pyl.Grammar.Generated;

/// <summary>
/// Stands before ANTLR's own: every decision of the parser is made by one token, in a switch, and none by its automaton, which
/// is the greater part of what starting a parser costs.
/// </summary>
internal sealed class ATNDeserializer
{
    private const int GrammarType = 1;
    private const int GreatestToken = 2;

    /// <summary>The automaton of the lexer; one without states for the parser.</summary>
    public ATN Deserialize(int[] data) => data[GrammarType] == (int)ATNType.Parser
        ? new ATN(ATNType.Parser, data[GreatestToken])
        : new Antlr4.Runtime.Atn.ATNDeserializer().Deserialize(data);
}
