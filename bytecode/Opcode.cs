using static Pyl.Bytecode.Operand;
using static Pyl.Bytecode.OpcodeFlags;

namespace Pyl.Bytecode;

/// <summary>
/// The instruction set. Registers 0..LocalCount-1 of a window are locals (parameters first), the rest are temporaries,
/// which the compiler uses as a stack: an instruction that reads a temporary consumes it, so every temporary is written
/// once and read once. Locals keep their values and are read in place.
/// </summary>
public enum Opcode : ushort
{
    // ---- moving values -------------------------------------------------------------------------------------------
    [Op(Unused, Unused, Unused, "nothing: a line of the source that has no other code", Hot)]
    Nop,

    [Op(Count, Count, Count, "the next instruction's a, b, c get these as their high 16 bits")]
    Extend,

    [Op(Dest, Const, Unused, "R[a] = K[b]", Hot)]
    LoadConst,

    [Op(Dest, Immediate, Unused, "R[a] = b", Hot)]
    LoadInt,

    [Op(Dest, Unused, Unused, "R[a] = None", Hot)]
    LoadNone,

    [Op(Dest, Keep, Unused, "R[a] = R[b], with a new reference (b is a local or a temporary that stays)", Hot)]
    Copy,

    [Op(Dest, Read, Unused, "R[a] = R[b]; R[b], a temporary, is empty afterwards", Hot)]
    Move,

    [Op(Update, Unused, Unused, "release R[a], which is empty afterwards", Hot)]
    Release,

    [Op(Keep, Unused, Unused, "UnboundLocalError unless local R[a] is bound")]
    CheckLocal,

    [Op(Update, Unused, Unused, "unbind local R[a]; UnboundLocalError when it was not bound")]
    DeleteLocal,

    [Op(Update, Unused, Unused, "unbind local R[a], bound or not (comprehension variables, except ... as)")]
    ClearLocal,

    // ---- cells ---------------------------------------------------------------------------------------------------
    [Op(Update, Unused, Unused, "R[a] = new cell holding what local R[a] held, or empty when it was unbound")]
    MakeCell,

    [Op(Dest, Keep, Unused, "R[a] = content of the cell in R[b]; UnboundLocalError when empty", Hot)]
    LoadCell,

    [Op(Keep, Read, Unused, "content of the cell in R[a] = R[b]", Hot)]
    StoreCell,

    [Op(Keep, Unused, Unused, "empty the cell in R[a]; UnboundLocalError when it was empty")]
    DeleteCell,

    [Op(Dest, Free, Unused, "R[a] = content of F[b]; NameError when empty", Hot)]
    LoadFree,

    [Op(Free, Read, Unused, "content of F[a] = R[b]", Hot)]
    StoreFree,

    [Op(Free, Unused, Unused, "empty F[a]; NameError when it was empty")]
    DeleteFree,

    [Op(Dest, Free, Unused, "R[a] = the cell F[b] itself")]
    LoadFreeCell,

    [Op(Dest, Free, Unused, "R[a] = class namespace's value for the name of F[b], else the content of F[b]")]
    LoadClassFree,

    [Op(Dest, Read, Free, "R[a] = mapping R[b]'s value for the name of F[c], else the content of F[c] (annotation scopes in a class)")]
    LoadMappingOrFree,

    [Op(Dest, Read, Name, "R[a] = mapping R[b]'s value for N[c], else globals or builtins[N[c]] (annotation scopes in a class)")]
    LoadMappingOrGlobal,

    // ---- names ---------------------------------------------------------------------------------------------------
    [Op(Dest, Name, Unused, "R[a] = globals or builtins[N[b]]; NameError", Hot)]
    LoadGlobal,

    [Op(Name, Read, Unused, "globals[N[a]] = R[b]", Hot)]
    StoreGlobal,

    [Op(Name, Unused, Unused, "del globals[N[a]]; NameError")]
    DeleteGlobal,

    [Op(Dest, Name, Unused, "R[a] = namespace, globals or builtins[N[b]] (class bodies, exec); NameError")]
    LoadName,

    [Op(Name, Read, Unused, "namespace[N[a]] = R[b]")]
    StoreName,

    [Op(Name, Unused, Unused, "del namespace[N[a]]; NameError")]
    DeleteName,

    [Op(Dest, Unused, Unused, "R[a] = the namespace of the class body or exec (locals())")]
    LoadLocals,

    // ---- arithmetic ----------------------------------------------------------------------------------------------
    [Op(Dest, Read, Read, "R[a] = R[b] + R[c]", Hot)]
    Add,

    [Op(Dest, Read, Read, "R[a] = R[b] - R[c]", Hot)]
    Subtract,

    [Op(Dest, Read, Read, "R[a] = R[b] * R[c]", Hot)]
    Multiply,

    [Op(Dest, Read, Read, "R[a] = R[b] / R[c]", Hot)]
    TrueDivide,

    [Op(Dest, Read, Read, "R[a] = R[b] // R[c]", Hot)]
    FloorDivide,

    [Op(Dest, Read, Read, "R[a] = R[b] % R[c]", Hot)]
    Remainder,

    [Op(Dest, Read, Read, "R[a] = R[b] ** R[c]")]
    Power,

    [Op(Dest, Read, Read, "R[a] = R[b] @ R[c]")]
    MatrixMultiply,

    [Op(Dest, Read, Read, "R[a] = R[b] << R[c]")]
    LeftShift,

    [Op(Dest, Read, Read, "R[a] = R[b] >> R[c]")]
    RightShift,

    [Op(Dest, Read, Read, "R[a] = R[b] & R[c]", Hot)]
    And,

    [Op(Dest, Read, Read, "R[a] = R[b] | R[c]")]
    Or,

    [Op(Dest, Read, Read, "R[a] = R[b] ^ R[c]")]
    Xor,

    [Op(Dest, Read, Immediate, "R[a] = R[b] + c", Hot)]
    AddInt,

    [Op(Dest, Read, Immediate, "R[a] = R[b] - c", Hot)]
    SubtractInt,

    [Op(Dest, Read, Immediate, "R[a] = R[b] * c", Hot)]
    MultiplyInt,

    [Op(Dest, Read, Immediate, "R[a] = R[b] // c", Hot)]
    FloorDivideInt,

    [Op(Dest, Read, Immediate, "R[a] = R[b] % c", Hot)]
    RemainderInt,

    [Op(Dest, Read, Immediate, "R[a] = R[b] & c", Hot)]
    AndInt,

    [Op(Dest, Read, Immediate, "R[a] = R[b] << c")]
    LeftShiftInt,

    [Op(Dest, Read, Immediate, "R[a] = R[b] >> c", Hot)]
    RightShiftInt,

    [Op(Update, Read, Unused, "R[a] += R[b]", Hot)]
    InPlaceAdd,

    [Op(Update, Immediate, Unused, "R[a] += b", Hot)]
    InPlaceAddInt,

    [Op(Update, Immediate, Unused, "R[a] -= b", Hot)]
    InPlaceSubtractInt,

    [Op(Update, Read, Count, "R[a] op= R[b]; c is the BinaryOperator")]
    InPlaceBinary,

    [Op(Dest, Read, Unused, "R[a] = -R[b]")]
    Negate,

    [Op(Dest, Read, Unused, "R[a] = +R[b]")]
    Positive,

    [Op(Dest, Read, Unused, "R[a] = ~R[b]")]
    Invert,

    [Op(Dest, Read, Unused, "R[a] = not R[b]", Hot)]
    Not,

    // ---- comparison ----------------------------------------------------------------------------------------------
    [Op(Dest, Read, Read, "R[a] = R[b] < R[c]")]
    Less,

    [Op(Dest, Read, Read, "R[a] = R[b] <= R[c]")]
    LessEqual,

    [Op(Dest, Read, Read, "R[a] = R[b] == R[c]")]
    Equal,

    [Op(Dest, Read, Read, "R[a] = R[b] != R[c]")]
    NotEqual,

    [Op(Dest, Read, Read, "R[a] = R[b] > R[c]")]
    Greater,

    [Op(Dest, Read, Read, "R[a] = R[b] >= R[c]")]
    GreaterEqual,

    [Op(Dest, Read, Read, "R[a] = R[b] is R[c]", Hot)]
    Is,

    [Op(Dest, Read, Read, "R[a] = R[b] is not R[c]")]
    IsNot,

    [Op(Dest, Read, Read, "R[a] = R[b] in R[c]", Hot)]
    In,

    [Op(Dest, Read, Read, "R[a] = R[b] not in R[c]")]
    NotIn,

    // ---- jumps ---------------------------------------------------------------------------------------------------
    // A taken jump with a negative distance closes a loop and is a safe point, whichever opcode it is: loops are tested
    // at the bottom, `while i < n` ends in one backward JumpLess.
    [Op(Unused, Unused, Jump, "pc += c", Hot | Terminator)]
    JumpForward,

    [Op(Unused, Unused, Jump, "pc += c, c negative: the back edge of a loop without a test, and continue", Hot | Terminator)]
    JumpBack,

    [Op(Read, Unused, Jump, "if R[a]: pc += c", Hot)]
    JumpIfTrue,

    [Op(Read, Unused, Jump, "if not R[a]: pc += c", Hot)]
    JumpIfFalse,

    [Op(Keep, Unused, Jump, "if R[a]: pc += c, else release R[a] if a temporary", Hot)]
    JumpIfTrueOrPop,

    [Op(Keep, Unused, Jump, "if not R[a]: pc += c, else release R[a] if a temporary", Hot)]
    JumpIfFalseOrPop,

    [Op(Read, Unused, Jump, "if R[a] is None: pc += c", Hot)]
    JumpIfNone,

    [Op(Read, Unused, Jump, "if R[a] is not None: pc += c", Hot)]
    JumpIfNotNone,

    [Op(Read, Read, SenseJump, "if (R[a] < R[b]) is sense: pc += c", Hot)]
    JumpLess,

    [Op(Read, Read, SenseJump, "if (R[a] <= R[b]) is sense: pc += c", Hot)]
    JumpLessEqual,

    [Op(Read, Read, SenseJump, "if (R[a] == R[b]) is sense: pc += c", Hot)]
    JumpEqual,

    [Op(Read, Read, SenseJump, "if (R[a] != R[b]) is sense: pc += c", Hot)]
    JumpNotEqual,

    [Op(Read, Read, SenseJump, "if (R[a] > R[b]) is sense: pc += c", Hot)]
    JumpGreater,

    [Op(Read, Read, SenseJump, "if (R[a] >= R[b]) is sense: pc += c", Hot)]
    JumpGreaterEqual,

    [Op(Read, Immediate, SenseJump, "if (R[a] < b) is sense: pc += c", Hot)]
    JumpLessInt,

    [Op(Read, Immediate, SenseJump, "if (R[a] <= b) is sense: pc += c", Hot)]
    JumpLessEqualInt,

    [Op(Read, Immediate, SenseJump, "if (R[a] == b) is sense: pc += c", Hot)]
    JumpEqualInt,

    [Op(Read, Immediate, SenseJump, "if (R[a] != b) is sense: pc += c", Hot)]
    JumpNotEqualInt,

    [Op(Read, Immediate, SenseJump, "if (R[a] > b) is sense: pc += c", Hot)]
    JumpGreaterInt,

    [Op(Read, Immediate, SenseJump, "if (R[a] >= b) is sense: pc += c", Hot)]
    JumpGreaterEqualInt,

    // ---- attributes and items ------------------------------------------------------------------------------------
    [Op(Dest, Read, Name, "R[a] = R[b].N[c]", Hot)]
    GetAttribute,

    [Op(Read, Read, Name, "R[a].N[c] = R[b]", Hot)]
    SetAttribute,

    [Op(Read, Unused, Name, "del R[a].N[c]")]
    DeleteAttribute,

    [Op(Base, Read, Name, "R[a], R[a+1] = method N[c] of R[b] unbound, R[b]; or the null marker, R[b].N[c]", Hot)]
    LoadMethod,

    [Op(Dest, Read, Read, "R[a] = R[b][R[c]]", Hot)]
    GetItem,

    [Op(Dest, Read, Immediate, "R[a] = R[b][c]", Hot)]
    GetItemInt,

    [Op(Read, Read, Read, "R[a][R[b]] = R[c]", Hot)]
    SetItem,

    [Op(Read, Read, Unused, "del R[a][R[b]]")]
    DeleteItem,

    [Op(Dest, Read, Base, "R[a] = R[b][R[c]:R[c+1]], None for an absent bound")]
    GetSlice,

    [Op(Read, Base, Read, "R[a][R[b]:R[b+1]] = R[c]")]
    SetSlice,

    [Op(Dest, Base, Count, "R[a] = slice(R[b], R[b+1]) or, when c is 3, slice(R[b], R[b+1], R[b+2])")]
    BuildSlice,

    // ---- building ------------------------------------------------------------------------------------------------
    [Op(Dest, Base, Count, "R[a] = (R[b], ..., R[b+c-1])", Hot)]
    BuildTuple,

    [Op(Dest, Base, Count, "R[a] = [R[b], ..., R[b+c-1]]", Hot)]
    BuildList,

    [Op(Dest, Base, Count, "R[a] = {R[b], ..., R[b+c-1]}")]
    BuildSet,

    [Op(Dest, Base, Count, "R[a] = {R[b]: R[b+1], ...}, c pairs")]
    BuildMap,

    [Op(Dest, Base, Count, "R[a] = ''.join(R[b], ..., R[b+c-1]), all str")]
    BuildString,

    [Op(Keep, Read, Unused, "R[a].append(R[b]), a list being built", Hot)]
    ListAppend,

    [Op(Keep, Read, Unused, "R[a].extend(R[b]), a list being built; TypeError 'Value after * must be an iterable, not X'")]
    ListExtend,

    [Op(Keep, Read, Unused, "R[a].add(R[b]), a set being built")]
    SetAdd,

    [Op(Keep, Read, Unused, "R[a].update(R[b]), a set being built")]
    SetUpdate,

    [Op(Keep, Read, Read, "R[a][R[b]] = R[c], a dict being built")]
    MapAdd,

    [Op(Keep, Read, Unused, "R[a].update(R[b]), a dict being built by {**x}")]
    MapUpdate,

    [Op(Keep, Read, Keep, "R[a].update(R[b]) refusing repeated keys, keywords of a call of R[c]")]
    MapMerge,

    [Op(Dest, Read, Unused, "R[a] = tuple(R[b]), a list being built")]
    ListToTuple,

    [Op(Dest, Read, Count, "R[a] = format(R[b]) after conversion c: 0 none, 1 str, 2 repr, 3 ascii")]
    FormatSimple,

    [Op(Dest, Base, Count, "R[a] = format(R[b] after conversion c, R[b+1])")]
    FormatWithSpec,

    [Op(Dest, Base, Count, "R[a] = Interpolation(R[b] value, R[b+1] expression text, conversion c, R[b+2] format spec or '')")]
    BuildInterpolation,

    [Op(Dest, Base, Unused, "R[a] = Template(R[b] tuple of strings, R[b+1] tuple of interpolations)")]
    BuildTemplate,

    // ---- unpacking and iteration ---------------------------------------------------------------------------------
    [Op(Read, Base, Count, "R[b], ..., R[b+c-1], temporaries or consecutive locals, = R[a]; ValueError unless c items (then nothing is written)", Hot)]
    UnpackSequence,

    [Op(Read, Base, Count, "R[b].., as UnpackSequence's, = R[a] with a starred target: c & 0xFF items before it, c >> 8 after it")]
    UnpackStarred,

    [Op(Dest, Read, Unused, "R[a] = iter(R[b])", Hot)]
    GetIterator,

    [Op(Dest, Keep, Jump, "R[a] = next(R[b]); when exhausted release R[b] and pc += c", Hot)]
    ForIterate,

    [Op(Dest, Keep, Jump, "R[a] = next(R[b]) and pc += c, back to the loop's body; when exhausted release R[b]", Hot)]
    ForIterateBack,

    [Op(Dest, Read, Unused, "R[a] = iterator for yield from R[b]")]
    GetYieldFromIterator,

    [Op(Dest, Read, Count, "R[a] = the awaitable's iterator of R[b]; c: 0 await, 1 async with's enter, 2 its exit")]
    GetAwaitable,

    [Op(Dest, Read, Unused, "R[a] = R[b].__aiter__()")]
    GetAsyncIterator,

    [Op(Dest, Keep, Unused, "R[a] = the awaitable's iterator of R[b].__anext__()")]
    GetAsyncNext,

    [Op(Read, Read, Jump, "async for: if exception R[b] is StopAsyncIteration, release R[a] iterator and R[b], pc += c; else raise it again", Terminator)]
    EndAsyncFor,

    // ---- generators ----------------------------------------------------------------------------------------------
    [Op(Unused, Unused, Unused, "first instruction of a generator or coroutine: return the new generator to the caller", ChangesFrame)]
    ReturnGenerator,

    [Op(Dest, Read, Unused, "yield R[b]; on resumption R[a] = the value sent", Hot | Suspends | ChangesFrame)]
    Yield,

    [Op(Update, Update, Unused, "send R[a] to the iterator R[b]: yield what it yields and repeat; when it returns, R[a] = its result, release R[b]", Suspends | ChangesFrame)]
    YieldFrom,

    [Op(Dest, Read, Unused, "R[a] = R[b] wrapped as a value that an async generator yields")]
    AsyncGeneratorWrap,

    // ---- calls ---------------------------------------------------------------------------------------------------
    [Op(Base, Count, Unused, "R[a] = R[a](R[a+1], ..., R[a+b])", Hot | ChangesFrame)]
    Call,

    [Op(Base, Count, Unused, "after LoadMethod: R[a] = R[a](R[a+1] self, R[a+2], ..., R[a+1+b]), or without self when R[a] is the null marker", Hot | ChangesFrame)]
    CallMethod,

    [Op(Base, Count, Const, "R[a] = R[a](R[a+1], ..., R[a+b]), the last len(K[c]) of them by keyword", ChangesFrame)]
    CallKeyword,

    [Op(Base, Count, Const, "as CallMethod, the last len(K[c]) arguments by keyword", ChangesFrame)]
    CallMethodKeyword,

    [Op(Base, Count, Unused, "R[a] = R[a](*R[a+1] any iterable, **R[a+2] dict when b is 1); TypeError 'f() argument after * must be an iterable, not X'", ChangesFrame)]
    CallStarred,

    [Op(Read, Unused, Unused, "return R[a]", Hot | Terminator | ChangesFrame)]
    Return,

    [Op(Unused, Unused, Unused, "return None", Hot | Terminator | ChangesFrame)]
    ReturnNone,

    // ---- functions and classes -----------------------------------------------------------------------------------
    [Op(Base, Const, Count, "R[a] = function of code K[b]; flags c say what follows from R[a+1]: 1 defaults tuple, 2 keyword defaults dict, 4 annotate function, 8 closure tuple")]
    MakeFunction,

    [Op(Dest, Unused, Unused, "R[a] = builtins.__build_class__")]
    LoadBuildClass,

    [Op(Dest, Base, Count, "R[a] = result of intrinsic c (Intrinsic) on R[b], R[b+1] ...")]
    CallIntrinsic,

    // ---- exceptions ----------------------------------------------------------------------------------------------
    [Op(Base, Count, Unused, "raise: b = 0 the handled exception, 1 R[a], 2 R[a] from R[a+1]", Terminator)]
    Raise,

    [Op(Read, Unused, Unused, "raise exception R[a] again, its traceback as it is", Terminator)]
    Reraise,

    [Op(Base, Unused, Unused, "R[a+1] = exception R[a]; R[a] = the handled exception so far (or null marker); the handled exception = R[a+1]")]
    PushHandled,

    [Op(Read, Unused, Unused, "the handled exception = R[a], which PushHandled saved")]
    PopHandled,

    [Op(Keep, Read, Jump, "if exception R[a] does not match the class or tuple R[b]: pc += c")]
    JumpIfNotMatch,

    [Op(Base, Read, Unused, "except*: R[a+1], R[a] = split R[a] by R[b] into (matching group or None, rest or None); a matching group becomes the handled exception")]
    MatchExceptionGroup,

    [Op(Dest, Base, Unused, "except*: R[a] = the exception to raise at the end or None, from R[b] original, R[b+1] list of raised and unmatched")]
    PrepareReraiseGroup,

    [Op(Base, Read, Unused, "R[a], R[a+1], R[a+2], R[a+3] = __exit__ and __enter__ of R[b], each as LoadMethod gives it; TypeError for what is no context manager")]
    BeforeWith,

    [Op(Base, Read, Unused, "the same of __aexit__ and __aenter__")]
    BeforeAsyncWith,

    [Op(Dest, Keep, Keep, "R[a] = the method in R[b], R[b+1], called with type(R[c]), R[c], R[c].__traceback__: leaving a with statement by exception R[c]")]
    WithExceptStart,

    [Op(Dest, Unused, Unused, "R[a] = AssertionError")]
    LoadAssertionError,

    // ---- imports -------------------------------------------------------------------------------------------------
    [Op(Dest, Base, Name, "R[a] = import N[c] with R[b] the names wanted (tuple or None), R[b+1] the level")]
    ImportName,

    [Op(Dest, Keep, Name, "R[a] = from module R[b] import N[c]")]
    ImportFrom,

    [Op(Read, Unused, Unused, "from module R[a] import *, into the namespace")]
    ImportStar,

    // ---- pattern matching ----------------------------------------------------------------------------------------
    [Op(Dest, Keep, Unused, "R[a] = len(R[b])")]
    GetLength,

    [Op(Dest, Keep, Unused, "R[a] = R[b] is a sequence for match")]
    MatchSequence,

    [Op(Dest, Keep, Unused, "R[a] = R[b] is a mapping for match")]
    MatchMapping,

    [Op(Dest, Keep, Keep, "R[a] = tuple of the values of mapping R[b] for the keys in tuple R[c], or None")]
    MatchKeys,

    [Op(Base, Keep, Count, "R[a] = tuple of attributes or None: subject R[b] is matched against class R[a], c positional, keyword names tuple R[a+1]")]
    MatchClass,

    [Op(Dest, Keep, Read, "R[a] = dict(R[b]) without the keys in tuple R[c] (a mapping pattern's **rest)")]
    MatchRest,

    // ---- compiled tier -------------------------------------------------------------------------------------------
    // Never in a code object: the VM puts it in place of an instruction in its own copy.
    [Op(Unused, Unused, Unused, "go on in the compiled body, or run the instruction that stood here", ChangesFrame)]
    EnterCompiled,
}

/// <summary>Operators of <see cref="Opcode.InPlaceBinary"/>, in the order of the arithmetic opcodes.</summary>
public enum BinaryOperator : byte
{
    Add,
    Subtract,
    Multiply,
    TrueDivide,
    FloorDivide,
    Remainder,
    Power,
    MatrixMultiply,
    LeftShift,
    RightShift,
    And,
    Or,
    Xor,
}

/// <summary>Rare operations of <see cref="Opcode.CallIntrinsic"/>; the arguments are consumed from consecutive temporaries.</summary>
public enum Intrinsic : ushort
{
    /// <summary>(value): the REPL's display hook. Result None.</summary>
    PrintExpression,

    /// <summary>(name): TypeVar.</summary>
    TypeVar,

    /// <summary>(name, evaluate_bound): TypeVar whose bound is computed lazily by the function.</summary>
    TypeVarWithBound,

    /// <summary>(name, evaluate_constraints): TypeVar with constraints.</summary>
    TypeVarWithConstraints,

    /// <summary>(name): ParamSpec.</summary>
    ParamSpec,

    /// <summary>(name): TypeVarTuple.</summary>
    TypeVarTuple,

    /// <summary>(typeparam, evaluate_default): sets the default, result the parameter.</summary>
    SetTypeParameterDefault,

    /// <summary>(function, type_params tuple): sets __type_params__, result the function.</summary>
    SetFunctionTypeParameters,

    /// <summary>(type_params tuple): typing.Generic[*type_params], the implicit base of a generic class.</summary>
    SubscriptGeneric,

    /// <summary>(name, type_params tuple or None, evaluate_value): TypeAliasType.</summary>
    TypeAlias,

    /// <summary>(exception): a StopIteration leaving a generator becomes RuntimeError, others come back unchanged (PEP 479).</summary>
    StopIterationError,

    /// <summary>(): the namespace's __annotations__ is created when missing (REPL and exec).</summary>
    SetupAnnotations,

    /// <summary>(): the class NotImplementedError, raised by annotate functions for formats that they do not know (PEP 649).</summary>
    NotImplementedError,
}
