using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>
/// Patterns (PEP 634). A pattern looks at a subject register that either is its own, a temporary that it consumes or keeps as a
/// capture, or belongs to somebody else and stays. Names are bound when the whole pattern has matched.
/// </summary>
internal sealed class PatternEmitter(UnitEmitter unit)
{
    private const int MaxBeforeStar = 255;

    private CodeBuilder Code => unit.Code;

    /// <summary>
    /// Tries the pattern of a case and binds its names. The caller emits the attempt's failures where the next case begins.
    /// </summary>
    public PatternAttempt Case(Pattern pattern, int subject, bool mayBeIrrefutable)
    {
        var top = Code.Top;
        var attempt = new PatternAttempt(Code);
        Emit(pattern, subject, isOwn: false, attempt, mayBeIrrefutable);
        foreach (var (name, register) in attempt.Captures)
        {
            Code.Position = pattern.Span;
            unit.Names.Store(name, register);
        }

        Code.PopTo(top);
        return attempt;
    }

    private void Emit(Pattern pattern, int subject, bool isOwn, PatternAttempt attempt, bool mayBeIrrefutable = true)
    {
        unit.Compilation.CheckStack();
        Code.Position = pattern.Span;
        switch (pattern)
        {
            case MatchValue value:
                Value(value, subject, isOwn, attempt);
                break;
            case MatchSingleton singleton:
                Singleton(singleton, subject, isOwn, attempt);
                break;
            case MatchSequence sequence:
                Sequence(sequence, subject, isOwn, attempt);
                break;
            case MatchMapping mapping:
                Mapping(mapping, subject, isOwn, attempt);
                break;
            case MatchClass matchClass:
                Class(matchClass, subject, isOwn, attempt);
                break;
            case MatchStar star:
                Capture(star.Name, subject, isOwn, attempt, star.Span);
                break;
            case MatchAs { Pattern: null } capture:
                if (!mayBeIrrefutable)
                {
                    throw unit.Compilation.Error(capture.Span, capture.Name is null
                        ? "wildcard makes remaining patterns unreachable"
                        : $"name capture '{capture.Name}' makes remaining patterns unreachable");
                }

                Capture(capture.Name, subject, isOwn, attempt, capture.Span);
                break;
            case MatchAs capture:
                Emit(capture.Pattern, subject, isOwn: false, attempt, mayBeIrrefutable);
                Capture(capture.Name, subject, isOwn, attempt, capture.Span);
                break;
            case MatchOr or:
                Or(or, subject, isOwn, attempt, mayBeIrrefutable);
                break;
            default:
                throw new InvalidOperationException($"no emitter for {pattern.GetType().Name}");
        }
    }

    private void Capture(string? name, int subject, bool isOwn, PatternAttempt attempt, Span position)
    {
        if (name is null)
        {
            Finish(subject, isOwn, attempt);
            return;
        }

        if (attempt.Captures.Any(capture => capture.Name == name))
            throw unit.Compilation.Error(position, $"multiple assignments to name '{name}' in pattern");
        var register = subject;
        if (!isOwn && Code.IsTemporary(subject))
        {
            register = Code.Push();
            Code.Position = position;
            Code.Emit(Opcode.Copy, register, subject);
            attempt.Hold(register);
        }

        attempt.Captures.Add((name, register));
    }

    /// <summary>The pattern has no more use for its subject.</summary>
    private void Finish(int subject, bool isOwn, PatternAttempt attempt)
    {
        if (!isOwn)
            return;
        Code.Emit(Opcode.Release, subject);
        attempt.Drop(subject);
    }

    /// <summary>A register with the subject that an instruction may consume.</summary>
    private int Consumable(int subject, bool isOwn, PatternAttempt attempt)
    {
        if (isOwn)
        {
            attempt.Drop(subject);
            return subject;
        }

        if (!Code.IsTemporary(subject))
            return subject;
        var copy = Code.Push();
        Code.Emit(Opcode.Copy, copy, subject);
        Code.PopTo(copy);
        return copy;
    }

    private void Value(MatchValue pattern, int subject, bool isOwn, PatternAttempt attempt)
    {
        if (!IsLiteralOrAttribute(pattern.Value))
            throw unit.Compilation.Error(pattern.Span, "patterns may only match literals and attribute lookups");
        if (unit.Expressions.IsImmediate(pattern.Value, out var immediate))
        {
            Code.Position = pattern.Span;
            var number = Consumable(subject, isOwn, attempt);
            Code.Branch(Opcode.JumpEqualInt, number, immediate, attempt.Failure(), false);
            return;
        }

        var top = Code.Top;
        var operand = subject;
        if (!isOwn && Code.IsTemporary(subject))
        {
            operand = Code.Push();
            Code.Emit(Opcode.Copy, operand, subject);
        }

        var value = unit.Expressions.Emit(pattern.Value);
        Code.Position = pattern.Span;
        Code.PopTo(top);
        if (isOwn)
            attempt.Drop(subject);
        Code.Branch(Opcode.JumpEqual, operand, value, attempt.Failure(), false);
    }

    private void Singleton(MatchSingleton pattern, int subject, bool isOwn, PatternAttempt attempt)
    {
        var operand = Consumable(subject, isOwn, attempt);
        if (pattern.Value is ConstantNone)
        {
            Code.Branch(Opcode.JumpIfNotNone, operand, 0, attempt.Failure());
            return;
        }

        var top = Code.Top;
        if (operand >= top)
            Code.ResetTop(operand + 1);
        var constant = unit.Expressions.Constant(pattern.Value, Destination.Push);
        Code.Emit(Opcode.Is, constant, operand, constant);
        Code.PopTo(top);
        Code.Branch(Opcode.JumpIfFalse, constant, 0, attempt.Failure());
    }

    /// <summary>Tests the subject by an instruction that gives a bool.</summary>
    private void Test(Opcode opcode, int subject, PatternAttempt attempt)
    {
        var result = Code.Push();
        Code.Emit(opcode, result, subject);
        Code.PopTo(result);
        Code.Branch(Opcode.JumpIfFalse, result, 0, attempt.Failure());
    }

    private void TestLength(int subject, Opcode jump, int length, PatternAttempt attempt)
    {
        var result = Code.Push();
        Code.Emit(Opcode.GetLength, result, subject);
        Code.PopTo(result);
        Code.Branch(jump, result, length, attempt.Failure(), false);
    }

    private void Sequence(MatchSequence pattern, int subject, bool isOwn, PatternAttempt attempt)
    {
        var patterns = pattern.Patterns;
        var star = -1;
        for (var i = 0; i < patterns.Length; i++)
        {
            if (patterns[i] is not MatchStar)
                continue;
            if (star >= 0)
                throw unit.Compilation.Error(pattern.Span, "multiple starred names in sequence pattern");
            star = i;
        }

        Test(Opcode.MatchSequence, subject, attempt);
        if (star < 0)
            TestLength(subject, Opcode.JumpEqualInt, patterns.Length, attempt);
        else if (patterns.Length > 1)
            TestLength(subject, Opcode.JumpGreaterEqualInt, patterns.Length - 1, attempt);

        if (patterns.All(IsWildcard))
        {
            Finish(subject, isOwn, attempt);
            return;
        }

        if (star >= 0 && IsWildcard(patterns[star]))
            ItemsByIndex(patterns, star, subject, isOwn, attempt);
        else
            ItemsByUnpacking(pattern, star, subject, isOwn, attempt);
    }

    /// <summary>With *_ in the pattern no list of the middle is made: the items are fetched one by one.</summary>
    private void ItemsByIndex(ImmutableArray<Pattern> patterns, int star, int subject, bool isOwn, PatternAttempt attempt)
    {
        for (var i = 0; i < patterns.Length; i++)
        {
            if (i == star || IsWildcard(patterns[i]))
                continue;
            Code.Position = patterns[i].Span;
            var item = Code.Push();
            var container = subject;
            if (Code.IsTemporary(subject))
            {
                container = Code.Push();
                Code.Emit(Opcode.Copy, container, subject);
            }

            if (i < star)
            {
                Code.Emit(Opcode.GetItemInt, item, container, i);
            }
            else
            {
                var index = Code.Push();
                Code.Emit(Opcode.GetLength, index, subject);
                Code.Emit(Opcode.SubtractInt, index, index, patterns.Length - i);
                Code.Emit(Opcode.GetItem, item, container, index);
            }

            Code.PopTo(item + 1);
            attempt.Hold(item);
            Emit(patterns[i], item, isOwn: true, attempt);
        }

        Finish(subject, isOwn, attempt);
    }

    private void ItemsByUnpacking(MatchSequence pattern, int star, int subject, bool isOwn, PatternAttempt attempt)
    {
        var patterns = pattern.Patterns;
        var source = Consumable(subject, isOwn, attempt);
        var items = Code.Push(patterns.Length);
        if (star < 0)
        {
            Code.Emit(Opcode.UnpackSequence, source, items, patterns.Length);
        }
        else
        {
            if (star > MaxBeforeStar)
                throw unit.Compilation.Error(pattern.Span, "too many expressions in star-unpacking sequence pattern");
            Code.Emit(Opcode.UnpackStarred, source, items, star | ((patterns.Length - star - 1) << 8));
        }

        for (var i = 0; i < patterns.Length; i++)
            attempt.Hold(items + i);
        for (var i = 0; i < patterns.Length; i++)
            Emit(patterns[i], items + i, isOwn: true, attempt);
    }

    private void Mapping(MatchMapping pattern, int subject, bool isOwn, PatternAttempt attempt)
    {
        var size = pattern.Keys.Length;
        Test(Opcode.MatchMapping, subject, attempt);
        if (size == 0 && pattern.Rest is null)
        {
            Finish(subject, isOwn, attempt);
            return;
        }

        if (size > 0)
            TestLength(subject, Opcode.JumpGreaterEqualInt, size, attempt);

        var values = Code.Push();
        var keys = Code.Top;
        Keys(pattern);
        attempt.Hold(keys);
        if (size > 0)
        {
            Code.Emit(Opcode.MatchKeys, values, subject, keys);
            attempt.Hold(values);
            FailIfNone(values, attempt);
            attempt.Drop(values);
            var items = Code.Push(size);
            Code.Emit(Opcode.UnpackSequence, values, items, size);
            for (var i = 0; i < size; i++)
                attempt.Hold(items + i);
            for (var i = 0; i < size; i++)
                Emit(pattern.Patterns[i], items + i, isOwn: true, attempt);
        }

        Code.Position = pattern.Span;
        attempt.Drop(keys);
        if (pattern.Rest is null)
        {
            Code.Emit(Opcode.Release, keys);
            Finish(subject, isOwn, attempt);
            return;
        }

        var rest = Code.Push();
        Code.Emit(Opcode.MatchRest, rest, subject, keys);
        attempt.Hold(rest);
        Finish(subject, isOwn, attempt);
        Capture(pattern.Rest, rest, isOwn: true, attempt, pattern.Span);
    }

    /// <summary>The tuple of a mapping pattern's keys, in the next temporary.</summary>
    private void Keys(MatchMapping pattern)
    {
        var seen = new HashSet<int>();
        var constants = new ConstantPool();
        foreach (var key in pattern.Keys)
        {
            if (!IsLiteralOrAttribute(key))
                throw unit.Compilation.Error(pattern.Span, "mapping pattern keys may only match literals and attribute lookups");
            if (unit.Folder.TryFold(key, out var constant) && !seen.Add(constants.IndexOf(Optimizer.ConstantArithmetic.EqualityKey(constant))))
            {
                throw unit.Compilation.Error(pattern.Span,
                    $"mapping pattern checks duplicate key ({ConstantText.Of(constant)})");
            }
        }

        unit.Expressions.Emit(new Ast.Tuple(pattern.Span, pattern.Keys), Destination.Push);
    }

    private void Class(MatchClass pattern, int subject, bool isOwn, PatternAttempt attempt)
    {
        for (var i = 0; i < pattern.KwdAttrs.Length; i++)
        {
            if (pattern.KwdAttrs.IndexOf(pattern.KwdAttrs[i]) < i)
            {
                throw unit.Compilation.Error(pattern.KwdPatterns[i].Span,
                    $"attribute name repeated in class pattern: {pattern.KwdAttrs[i]}");
            }
        }

        var attributes = unit.Expressions.Emit(pattern.Cls, Destination.Push);
        Code.Position = pattern.Span;
        unit.Expressions.Constant(new TupleConstant([.. pattern.KwdAttrs]), Destination.Push);
        Code.Emit(Opcode.MatchClass, attributes, subject, pattern.Patterns.Length);
        Code.PopTo(attributes + 1);
        attempt.Hold(attributes);
        FailIfNone(attributes, attempt);
        Finish(subject, isOwn, attempt);
        attempt.Drop(attributes);
        var patterns = pattern.Patterns.AddRange(pattern.KwdPatterns);
        if (patterns.All(IsWildcard))
        {
            Code.Emit(Opcode.Release, attributes);
            return;
        }

        var items = Code.Push(patterns.Length);
        Code.Emit(Opcode.UnpackSequence, attributes, items, patterns.Length);
        for (var i = 0; i < patterns.Length; i++)
            attempt.Hold(items + i);
        for (var i = 0; i < patterns.Length; i++)
            Emit(patterns[i], items + i, isOwn: true, attempt);
    }

    private void FailIfNone(int register, PatternAttempt attempt)
    {
        var copy = Code.Push();
        Code.Emit(Opcode.Copy, copy, register);
        Code.PopTo(copy);
        Code.Branch(Opcode.JumpIfNone, copy, 0, attempt.Failure());
    }

    /// <summary>Alternatives bind the same names; the values are moved to temporaries that all of them share.</summary>
    private void Or(MatchOr pattern, int subject, bool isOwn, PatternAttempt attempt, bool mayBeIrrefutable)
    {
        var names = PatternNames.Of(pattern.Patterns[0]).ToList();
        foreach (var alternative in pattern.Patterns)
        {
            if (!PatternNames.Of(alternative).ToHashSet().SetEquals(names))
                CheckAlternatives(pattern, mayBeIrrefutable);
        }

        var shared = Code.Push(names.Count);
        var matched = new Label();
        for (var i = 0; i < pattern.Patterns.Length; i++)
        {
            var top = Code.Top;
            var inner = new PatternAttempt(Code);
            var isLast = i == pattern.Patterns.Length - 1;
            Emit(pattern.Patterns[i], subject, isOwn: false, inner, isLast && mayBeIrrefutable);
            Code.Position = pattern.Span;
            foreach (var (name, register) in inner.Captures)
                Code.Emit(Code.IsTemporary(register) ? Opcode.Move : Opcode.Copy, shared + names.IndexOf(name), register);
            Code.Jump(matched);
            inner.EmitFailures();
            Code.PopTo(top);
        }

        Code.Jump(attempt.Failure());
        Code.Bind(matched);
        for (var i = 0; i < names.Count; i++)
        {
            attempt.Hold(shared + i);
            Capture(names[i], shared + i, isOwn: true, attempt, pattern.Span);
        }

        Finish(subject, isOwn, attempt);
    }

    /// <summary>Reports what is wrong with alternatives that bind different names: an irrefutable one comes first.</summary>
    private void CheckAlternatives(MatchOr pattern, bool mayBeIrrefutable)
    {
        for (var i = 0; i < pattern.Patterns.Length; i++)
        {
            var isLast = i == pattern.Patterns.Length - 1;
            if (pattern.Patterns[i] is MatchAs { Pattern: null } && !(isLast && mayBeIrrefutable))
                Emit(pattern.Patterns[i], 0, isOwn: false, new PatternAttempt(Code), mayBeIrrefutable: false);
        }

        throw unit.Compilation.Error(pattern.Span, "alternative patterns bind different names");
    }

    private bool IsLiteralOrAttribute(Expression expression) => expression is Ast.Attribute || unit.Folder.TryFold(expression, out _);

    private static bool IsWildcard(Pattern pattern) => pattern is MatchAs { Pattern: null, Name: null } or MatchStar { Name: null };
}
