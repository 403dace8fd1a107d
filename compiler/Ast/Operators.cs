namespace Pyl.Compiler.Ast;

/// <summary>The operator of a <see cref="BoolOp"/>.</summary>
public enum BoolOperator { And, Or }

/// <summary>The operator of a <see cref="BinOp"/> or <see cref="AugAssign"/>.</summary>
public enum BinaryOperator { Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv }

/// <summary>The operator of a <see cref="UnaryOp"/>.</summary>
public enum UnaryOperator { Invert, Not, UAdd, USub }

/// <summary>One operator of a <see cref="Compare"/>.</summary>
public enum CompareOperator { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn }
