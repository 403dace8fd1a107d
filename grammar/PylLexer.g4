// The tokens of Python 3.14.
//
// The base class (IndentationLexer.cs) does what a regular language cannot: INDENT, DEDENT and NEWLINE, line joining,
// comments, the matching of brackets, and the bodies of string literals, whose end depends on how they began. It also
// tells keywords from names (Keywords.cs) and soft keywords from names (SoftKeywords.cs), so the parser sees no
// identifier that may mean two things.
lexer grammar PylLexer;

options { superClass = IndentationLexer; }

tokens {
    // Layout
    NEWLINE, INDENT, DEDENT,
    // Keywords
    FALSE, NONE, TRUE, AND, AS, ASSERT, ASYNC, AWAIT, BREAK, CLASS, CONTINUE, DEF, DEL, ELIF, ELSE, EXCEPT, FINALLY,
    FOR, FROM, GLOBAL, IF, IMPORT, IN, IS, LAMBDA, NONLOCAL, NOT, OR, PASS, RAISE, RETURN, TRY, WHILE, WITH, YIELD,
    // Soft keywords, where they start a statement
    MATCH, CASE, TYPE,
    // '(' after 'with' where it encloses items and not an expression
    WITH_LPAR,
    // Replacement strings: f"..." and t"..."
    FSTRING_START, TSTRING_START, FSTRING_MIDDLE, FSTRING_END
}

NAME : [a-zA-Z_\u0080-\uFFFF] [a-zA-Z0-9_\u0080-\uFFFF]* ;

// What may not follow a number is NumberCheck's business.
NUMBER : INTEGER | FLOAT | ( FLOAT | DIGITS ) [jJ] ;

fragment INTEGER : [1-9] ( '_'? [0-9] )*
                 | '0' ( '_'? '0' )*
                 | '0' [xX] ( '_'? [0-9a-fA-F] )+
                 | '0' [oO] ( '_'? [0-7] )+
                 | '0' [bB] ( '_'? [01] )+ ;
fragment FLOAT   : DIGITS '.' DIGITS? EXPONENT? | '.' DIGITS EXPONENT? | DIGITS EXPONENT ;
fragment DIGITS  : [0-9] ( '_'? [0-9] )* ;
fragment EXPONENT : [eE] [+-]? DIGITS ;

// The opening quotes; the base class reads on to the closing ones.
STRING : PREFIX? QUOTES ;
fragment PREFIX : [uUbBrR] | [bB] [rR] | [rR] [bB] ;
fragment QUOTES : '\'' | '"' | '\'\'\'' | '"""' ;
FORMAT_QUOTE : ( [fF] | [fF] [rR] | [rR] [fF] ) QUOTES ;
TEMPLATE_QUOTE : ( [tT] | [tT] [rR] | [rR] [tT] ) QUOTES ;
BAD_PREFIX : [a-zA-Z] [a-zA-Z]+ QUOTES ;

LPAR : '(' ;  RPAR : ')' ;  LSQB : '[' ;  RSQB : ']' ;  LBRACE : '{' ;  RBRACE : '}' ;
COLON : ':' ;  COMMA : ',' ;  SEMI : ';' ;  DOT : '.' ;  ELLIPSIS : '...' ;  ARROW : '->' ;  COLONEQUAL : ':=' ;
EQUAL : '=' ;  EXCLAMATION : '!' ;  AT : '@' ;

PLUS : '+' ;  MINUS : '-' ;  STAR : '*' ;  SLASH : '/' ;  DOUBLESLASH : '//' ;  PERCENT : '%' ;  DOUBLESTAR : '**' ;
VBAR : '|' ;  AMPER : '&' ;  CIRCUMFLEX : '^' ;  TILDE : '~' ;  LEFTSHIFT : '<<' ;  RIGHTSHIFT : '>>' ;

LESS : '<' ;  GREATER : '>' ;  EQEQUAL : '==' ;  NOTEQUAL : '!=' ;  LESSEQUAL : '<=' ;  GREATEREQUAL : '>=' ;

PLUSEQUAL : '+=' ;  MINEQUAL : '-=' ;  STAREQUAL : '*=' ;  SLASHEQUAL : '/=' ;  DOUBLESLASHEQUAL : '//=' ;
PERCENTEQUAL : '%=' ;  ATEQUAL : '@=' ;  AMPEREQUAL : '&=' ;  VBAREQUAL : '|=' ;  CIRCUMFLEXEQUAL : '^=' ;
LEFTSHIFTEQUAL : '<<=' ;  RIGHTSHIFTEQUAL : '>>=' ;  DOUBLESTAREQUAL : '**=' ;

// What no rule of the parser takes: a stray character, or (from the base class) the second of two commas or semicolons.
UNEXPECTED : . ;
