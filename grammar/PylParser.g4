// The syntax of Python 3.14.
//
// Every decision of this grammar is made on one token (a test holds it to that), so the generated parser is plain
// recursive descent: it never simulates the ATN, keeps no DFA cache and starts cold at full speed. What makes it so:
//   * An operator sequence is flat; the AST builder applies the precedences (OperatorParser.cs). Long chains cost no stack.
//   * `x (COMMA x?)*` is a list with an optional trailing comma: the second of two commas in a row arrives as UNEXPECTED,
//     and so does the second of two semicolons.
//   * Soft keywords and the parenthesised `with` arrive as tokens of their own.
//   * Where CPython's grammar is finer (targets, arguments, parameters), the rule here is coarser and the AST builder
//     rejects the rest, with CPython's words.
parser grammar PylParser;

options { tokenVocab = PylLexer; superClass = ParserBase; }

// Roots

fileInput : statement* EOF ;
evalInput : expression (COMMA expression?)* NEWLINE? EOF ;

// Statements

statement
    : simpleStatements
    | ifStatement
    | whileStatement
    | forStatement
    | tryStatement
    | withStatement
    | matchStatement
    | functionDefinition
    | classDefinition
    | decorated
    | asyncStatement
    ;

block : NEWLINE INDENT statement+ DEDENT | simpleStatements ;

simpleStatements : simpleStatement (SEMI simpleStatement?)* NEWLINE ;

simpleStatement
    : expressionStatement
    | returnStatement
    | importStatement
    | fromStatement
    | raiseStatement
    | PASS
    | BREAK
    | CONTINUE
    | deleteStatement
    | assertStatement
    | globalStatement
    | nonlocalStatement
    | typeStatement
    ;

expressionStatement : value (augmentedOperator value | COLON expression (EQUAL value)? | (EQUAL value)+)? ;
augmentedOperator
    : PLUSEQUAL | MINEQUAL | STAREQUAL | SLASHEQUAL | DOUBLESLASHEQUAL | PERCENTEQUAL | ATEQUAL | AMPEREQUAL | VBAREQUAL
    | CIRCUMFLEXEQUAL | LEFTSHIFTEQUAL | RIGHTSHIFTEQUAL | DOUBLESTAREQUAL ;
value : yieldExpression | starExpressions ;

returnStatement : RETURN starExpressions? ;
raiseStatement : RAISE (expression (FROM expression)?)? ;
deleteStatement : DEL targets ;
assertStatement : ASSERT expression (COMMA expression)? ;
globalStatement : GLOBAL NAME (COMMA NAME)* ;
nonlocalStatement : NONLOCAL NAME (COMMA NAME)* ;
typeStatement : TYPE NAME typeParameters? EQUAL expression ;

importStatement : IMPORT importedModule (COMMA importedModule)* ;
importedModule : dottedName (AS NAME)? ;
dottedName : NAME (DOT NAME)* ;
fromStatement
    : FROM ((DOT | ELLIPSIS)+ dottedName? | dottedName) IMPORT (STAR | LPAR importedNames RPAR | importedNames) ;
importedNames : importedName (COMMA importedName?)* ;
importedName : NAME (AS NAME)? ;

ifStatement : IF namedExpression COLON block elifClause* elseClause? ;
elifClause : ELIF namedExpression COLON block ;
elseClause : ELSE COLON block ;
whileStatement : WHILE namedExpression COLON block elseClause? ;
forStatement : FOR targets IN starExpressions COLON block elseClause? ;
tryStatement : TRY COLON block (exceptClause+ elseClause? finallyClause? | finallyClause) ;
exceptClause : EXCEPT STAR? (expression (COMMA expression?)* (AS NAME)?)? COLON block ;
finallyClause : FINALLY COLON block ;
withStatement : WITH (WITH_LPAR withItem (COMMA withItem?)* RPAR | withItem (COMMA withItem)*) COLON block ;
withItem : expression (AS target)? ;
asyncStatement : ASYNC (functionDefinition | forStatement | withStatement) ;

decorated : (AT namedExpression NEWLINE)+ (functionDefinition | classDefinition | ASYNC functionDefinition) ;
functionDefinition : DEF NAME typeParameters? LPAR parameters? RPAR (ARROW expression)? COLON block ;
classDefinition : CLASS NAME typeParameters? arguments? COLON block ;

parameters : parameter (COMMA parameter?)* ;
parameter : SLASH | STAR namedParameter? | DOUBLESTAR namedParameter | namedParameter ;
namedParameter : NAME (COLON starExpression)? (EQUAL expression)? ;
lambdaParameters : lambdaParameter (COMMA lambdaParameter?)* ;
lambdaParameter : SLASH | STAR lambdaNamed? | DOUBLESTAR lambdaNamed | lambdaNamed ;
lambdaNamed : NAME (EQUAL expression)? ;

typeParameters : LSQB typeParameter (COMMA typeParameter?)* RSQB ;
typeParameter : (STAR | DOUBLESTAR)? NAME (COLON expression)? (EQUAL starExpression)? ;

// Pattern matching

matchStatement : MATCH subject COLON NEWLINE INDENT caseClause+ DEDENT ;
subject : starNamedExpression (COMMA starNamedExpression?)* ;
caseClause : CASE openPattern (IF namedExpression)? COLON block ;
openPattern : pattern (COMMA pattern?)* ;
pattern : STAR NAME | orPattern (AS target)? ;
orPattern : closedPattern (VBAR closedPattern)* ;
closedPattern
    : MINUS? NUMBER ((PLUS | MINUS) NUMBER)?
    | strings
    | NONE
    | TRUE
    | FALSE
    | NAME (DOT NAME)* (LPAR (patternArgument (COMMA patternArgument?)*)? RPAR)?
    | LPAR openPattern? RPAR
    | LSQB openPattern? RSQB
    | LBRACE (mappingItem (COMMA mappingItem?)*)? RBRACE
    ;
patternArgument : pattern (EQUAL pattern)? ;
mappingItem : DOUBLESTAR NAME | closedPattern COLON pattern ;

// Expressions

starExpressions : starExpression (COMMA starExpression?)* ;
starExpression : STAR bitwiseSequence | expression ;
starNamedExpression : STAR bitwiseSequence | namedExpression ;
namedExpression : expression (COLONEQUAL expression)? ;
yieldExpression : YIELD (FROM expression | starExpressions)? ;
expression : operatorSequence (IF operatorSequence ELSE expression)? | lambda ;
lambda : LAMBDA lambdaParameters? COLON expression ;

targets : target (COMMA target?)* ;
target : STAR? bitwiseSequence ;

// `is not` arrives as IS and the prefix NOT.
operatorSequence
    : (NOT | MINUS | PLUS | TILDE)* operand
      ( ( OR | AND | IN | NOT IN | IS | LESS | GREATER | EQEQUAL | NOTEQUAL | LESSEQUAL | GREATEREQUAL
        | VBAR | CIRCUMFLEX | AMPER | LEFTSHIFT | RIGHTSHIFT | PLUS | MINUS
        | STAR | SLASH | DOUBLESLASH | PERCENT | AT | DOUBLESTAR )
        (NOT | MINUS | PLUS | TILDE)* operand )*
    ;
// The same without comparisons, `not`, `and` and `or`: what may stand before the `in` of a `for` and after a star.
bitwiseSequence
    : (MINUS | PLUS | TILDE)* operand
      ( ( VBAR | CIRCUMFLEX | AMPER | LEFTSHIFT | RIGHTSHIFT | PLUS | MINUS
        | STAR | SLASH | DOUBLESLASH | PERCENT | AT | DOUBLESTAR )
        (MINUS | PLUS | TILDE)* operand )*
    ;

operand
    : AWAIT? ( NAME | NUMBER | NONE | TRUE | FALSE | ELLIPSIS | strings | parenthesized | listDisplay | braceDisplay )
      ( DOT NAME | arguments | subscript )*
    ;

strings : (STRING | formatString)+ ;
formatString : (FSTRING_START | TSTRING_START) (FSTRING_MIDDLE | replacement)* FSTRING_END ;
replacement : LBRACE value EQUAL? (EXCLAMATION NAME)? (COLON (FSTRING_MIDDLE | replacement)*)? RBRACE ;

parenthesized : LPAR (yieldExpression | starNamedExpression (comprehension+ | (COMMA starNamedExpression?)+)?)? RPAR ;
listDisplay : LSQB (starNamedExpression (comprehension+ | (COMMA starNamedExpression?)+)?)? RSQB ;
braceDisplay : LBRACE (braceItem (comprehension+ | (COMMA braceItem?)+)?)? RBRACE ;
braceItem : (STAR | DOUBLESTAR) bitwiseSequence | namedExpression (COLON expression)? ;
comprehension : ASYNC? FOR targets IN operatorSequence (IF operatorSequence)* ;

arguments : LPAR (argument (COMMA argument?)*)? RPAR ;
argument : (STAR | DOUBLESTAR) expression | expression (EQUAL expression | (COLONEQUAL expression)? comprehension*) ;
subscript : LSQB subscriptItem (COMMA subscriptItem?)* RSQB ;
subscriptItem : STAR bitwiseSequence | namedExpression slice? | slice ;
slice : COLON expression? (COLON expression?)? ;
