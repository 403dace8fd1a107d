using System.Security.Cryptography;
using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Operator;

/// <summary>What is not a plain operator with two operands: truth, identity, sequences, items (CPython Modules/_operator.c).</summary>
[PyModule("_operator")]
internal static class OperatorFunctions
{
    [PyConstant("attrgetter")]
    public static TypeObject AttrGetter => AttrGetterMethods.Type;

    [PyConstant("itemgetter")]
    public static TypeObject ItemGetter => ItemGetterMethods.Type;

    [PyConstant("methodcaller")]
    public static TypeObject MethodCaller => MethodCallerMethods.Type;

    [PyFunction("neg", Doc = "Same as -a.")]
    public static Value Neg(ThreadState thread, Value a) => Unary(thread, SpecialMethod.Neg, "unary -", a);

    [PyFunction("pos", Doc = "Same as +a.")]
    public static Value Pos(ThreadState thread, Value a) => Unary(thread, SpecialMethod.Pos, "unary +", a);

    [PyFunction("inv", Doc = "Same as ~a.")]
    public static Value Inv(ThreadState thread, Value a) => Unary(thread, SpecialMethod.Invert, "unary ~", a);

    [PyFunction("invert", Doc = "Same as ~a.")]
    public static Value Invert(ThreadState thread, Value a) => Unary(thread, SpecialMethod.Invert, "unary ~", a);

    [PyFunction("abs", Doc = "Same as abs(a).")]
    public static Value Abs(ThreadState thread, Value a) => Unary(thread, SpecialMethod.Abs, "abs()", a);

    [PyFunction("index", Doc = "Same as a.__index__()")]
    public static Value Index(ThreadState thread, Value a) => Operators.Index(thread, a);

    [PyFunction("truth", Doc = "Return True if a is true, False otherwise.")]
    public static bool Truth(bool a) => a;

    [PyFunction("not_", Doc = "Same as not a.")]
    public static bool Not(bool a) => !a;

    [PyFunction("is_", Doc = "Same as a is b.")]
    public static bool Is(Value a, Value b) => a.Same(b);

    [PyFunction("is_not", Doc = "Same as a is not b.")]
    public static bool IsNot(Value a, Value b) => !a.Same(b);

    [PyFunction("is_none", Doc = "Same as a is None.")]
    public static bool IsNone(Value a) => a.IsNone;

    [PyFunction("is_not_none", Doc = "Same as a is not None.")]
    public static bool IsNotNone(Value a) => !a.IsNone;

    [PyFunction("contains", Doc = "Same as b in a (note reversed operands).")]
    public static Value Contains(ThreadState thread, Value a, Value b)
    {
        int found = Items.Contains(thread, a, b);
        return found < 0 ? Value.Error : Value.Bool(found > 0);
    }

    [PyFunction("concat", Doc = "Same as a + b, for a and b sequences.")]
    public static Value Concat(ThreadState thread, Value a, Value b) =>
        IsSequence(a.Type) ? BinaryOperations.Apply(thread, BinaryOperation.Add, a, b) : NotConcatenable(thread, a);

    [PyFunction("iconcat", Doc = "Same as a += b, for a and b sequences.")]
    public static Value IConcat(ThreadState thread, Value a, Value b) =>
        IsSequence(a.Type) ? BinaryOperations.ApplyInPlace(thread, BinaryOperation.Add, a, b) : NotConcatenable(thread, a);

    [PyFunction("countOf", Doc = "Return the number of items in a which are, or which equal, b.")]
    public static Value CountOf(ThreadState thread, Value a, Value b)
    {
        if (!TryIterator(thread, a, out Value iterator))
        {
            return Value.Error;
        }

        long count = Search(thread, iterator, b, countAll: true);
        thread.Release(iterator);
        return count < 0 ? Value.Error : Value.Int(count);
    }

    [PyFunction("indexOf", Doc = "Return the first index of b in a.")]
    public static Value IndexOf(ThreadState thread, Value a, Value b)
    {
        if (!TryIterator(thread, a, out Value iterator))
        {
            return Value.Error;
        }

        long index = Search(thread, iterator, b, countAll: false);
        thread.Release(iterator);
        return index >= 0 ? Value.Int(index) : index == -1 ? thread.ValueError("sequence.index(x): x not in sequence") : Value.Error;
    }

    [PyFunction("length_hint", Doc = "Return an estimate of the number of items in obj.\n\nThis is useful for presizing containers when building from an iterable.\n\nIf the object supports len(), the result will be exact.\nOtherwise, it may over- or under-estimate by an arbitrary amount.\nThe result will be an integer >= 0.")]
    public static Value Hint(ThreadState thread, Value obj, long @default = 0)
    {
        long hint = LengthHint.Of(thread, obj, @default);
        return hint < 0 && thread.HasException ? Value.Error : Value.Int(hint);
    }

    [PyFunction("getitem", Doc = "Same as a[b].")]
    public static Value GetItem(ThreadState thread, Value a, Value b) => Items.Get(thread, a, b);

    [PyFunction("setitem", Doc = "Same as a[b] = c.")]
    public static Value SetItem(ThreadState thread, Value a, Value b, Value c) => Items.Set(thread, a, b, c) ? Value.None : Value.Error;

    [PyFunction("delitem", Doc = "Same as del a[b].")]
    public static Value DelItem(ThreadState thread, Value a, Value b) => Items.Delete(thread, a, b) ? Value.None : Value.Error;

    [PyFunction("call", Doc = "Same as obj(*args, **kwargs).")]
    public static Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) =>
        arguments.Length == keywords.Count
            ? thread.TypeError("call expected at least 1 argument, got 0")
            : Calls.CallVector(thread, arguments[0], arguments[1..], keywords);

    [PyFunction("_compare_digest", Doc = "Return 'a == b'.\n\nThis function uses an approach designed to prevent\ntiming analysis, making it appropriate for cryptography.")]
    public static Value CompareDigest(ThreadState thread, Value a, Value b)
    {
        if (a.Ref is StrObject left && b.Ref is StrObject right)
        {
            if (left.IsWide || right.IsWide || !Ascii.IsValid(left.Narrow) || !Ascii.IsValid(right.Narrow))
            {
                return thread.TypeError("comparing strings with non-ASCII characters is not supported");
            }

            return Value.Bool(CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(left.Narrow), Encoding.ASCII.GetBytes(right.Narrow)));
        }

        return a.Ref is StrObject || b.Ref is StrObject
            ? thread.TypeError($"unsupported operand types(s) or combination of types: '{a.Type.Name}' and '{b.Type.Name}'")
            : CompareBytes(thread, a, b);
    }

    private static Value CompareBytes(ThreadState thread, Value a, Value b) =>
        Bind.TryBytes(thread, a, out ReadOnlySpan<byte> left) && Bind.TryBytes(thread, b, out ReadOnlySpan<byte> right)
            ? Value.Bool(CryptographicOperations.FixedTimeEquals(left, right))
            : Value.Error;

    private static Value Unary(ThreadState thread, SpecialMethod slot, string symbol, Value value)
    {
        Value result = Operators.CallUnary(thread, slot, value, out bool missing);
        return missing ? thread.TypeError($"bad operand type for {symbol}: '{value.Type.Name}'") : result;
    }

    private static bool IsSequence(TypeObject type) =>
        type.Slot(SpecialMethod.GetItem).IsDefined && !type.IsSubtypeOf(BuiltinTypes.Dict) && !ReferenceEquals(type, BuiltinTypes.MappingProxy);

    private static Value NotConcatenable(ThreadState thread, Value value) => thread.TypeError($"'{value.Type.Name}' object can't be concatenated");

    private static bool TryIterator(ThreadState thread, Value iterable, out Value iterator)
    {
        if (!iterable.Type.Slot(SpecialMethod.Iter).IsDefined && !iterable.Type.Slot(SpecialMethod.GetItem).IsDefined)
        {
            thread.TypeError($"argument of type '{iterable.Type.Name}' is not iterable");
            iterator = Value.Error;
            return false;
        }

        iterator = Items.Iterator(thread, iterable);
        return !iterator.IsError;
    }

    /// <summary>Position of the first equal item (-1 none), or how many there are; below -1 when an exception is set.</summary>
    private static long Search(ThreadState thread, Value iterator, Value wanted, bool countAll)
    {
        long position = 0;
        long count = 0;
        while (true)
        {
            Value item = Items.Next(thread, iterator);
            if (item.IsEnd || item.IsError)
            {
                return item.IsError ? -2 : countAll ? count : -1;
            }

            int equal = Comparison.Equal(thread, item, wanted);
            thread.Release(item);
            if (equal < 0)
            {
                return -2;
            }

            if (equal > 0 && !countAll)
            {
                return position;
            }

            count += equal;
            position++;
        }
    }
}
