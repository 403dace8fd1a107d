using Pyl.Grammar.Generated;

namespace Pyl.Grammar;

/// <summary>Python's reserved words. A switch over spans compiles to a length and a character test: no table to build at start.</summary>
public static class Keywords
{
    /// <summary>The token type of a word: its keyword's, or NAME.</summary>
    public static int TypeOf(ReadOnlySpan<char> word) => word switch
    {
        "False" => PylLexer.FALSE,
        "None" => PylLexer.NONE,
        "True" => PylLexer.TRUE,
        "and" => PylLexer.AND,
        "as" => PylLexer.AS,
        "assert" => PylLexer.ASSERT,
        "async" => PylLexer.ASYNC,
        "await" => PylLexer.AWAIT,
        "break" => PylLexer.BREAK,
        "class" => PylLexer.CLASS,
        "continue" => PylLexer.CONTINUE,
        "def" => PylLexer.DEF,
        "del" => PylLexer.DEL,
        "elif" => PylLexer.ELIF,
        "else" => PylLexer.ELSE,
        "except" => PylLexer.EXCEPT,
        "finally" => PylLexer.FINALLY,
        "for" => PylLexer.FOR,
        "from" => PylLexer.FROM,
        "global" => PylLexer.GLOBAL,
        "if" => PylLexer.IF,
        "import" => PylLexer.IMPORT,
        "in" => PylLexer.IN,
        "is" => PylLexer.IS,
        "lambda" => PylLexer.LAMBDA,
        "nonlocal" => PylLexer.NONLOCAL,
        "not" => PylLexer.NOT,
        "or" => PylLexer.OR,
        "pass" => PylLexer.PASS,
        "raise" => PylLexer.RAISE,
        "return" => PylLexer.RETURN,
        "try" => PylLexer.TRY,
        "while" => PylLexer.WHILE,
        "with" => PylLexer.WITH,
        "yield" => PylLexer.YIELD,
        _ => PylLexer.NAME,
    };

    /// <summary>The reserved words, for suggestions when one is misspelt.</summary>
    public static readonly string[] All =
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
        "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
        "pass", "raise", "return", "try", "while", "with", "yield",
    ];

    /// <summary>True for the token types of reserved words.</summary>
    public static bool IsKeyword(int type) => type is >= PylLexer.FALSE and <= PylLexer.YIELD;
}
