using System.Collections.Immutable;
using Pyl.Bytecode;
using Pyl.Compiler.Ast;

namespace Pyl.Compiler.Emit;

/// <summary>Calls: the callee and its arguments go to consecutive temporaries, where the callee's window begins.</summary>
internal sealed class CallEmitter(UnitEmitter unit)
{
    private CodeBuilder Code => unit.Code;

    public int Emit(Call call, int destination)
    {
        CheckKeywords(call.Keywords);
        int result;
        if (IsStarred(call.Args, call.Keywords))
            result = Starred(call);
        else if (call.Func is Ast.Attribute method)
            result = Method(call, method);
        else
            result = Plain(call);
        return unit.Expressions.Deliver(result, destination);
    }

    /// <summary>Whether arguments must be gathered at run time: *args or **kwargs.</summary>
    public static bool IsStarred(ImmutableArray<Expression> arguments, ImmutableArray<Keyword> keywords) =>
        arguments.Any(argument => argument is Starred) || keywords.Any(keyword => keyword.Arg is null);

    /// <summary>
    /// Evaluates arguments behind a callee and calls it; the callee is in <paramref name="callee"/>, the arguments that stand
    /// already behind it count among <paramref name="ready"/>. A copy of <paramref name="extraRegister"/>, when there is one, is
    /// the last positional argument. The result is in <paramref name="callee"/>.
    /// </summary>
    public void Finish(int callee, int ready, ImmutableArray<Expression> arguments, ImmutableArray<Keyword> keywords, Span position,
        int extraRegister = -1)
    {
        if (IsStarred(arguments, keywords))
        {
            Gather(callee, ready, arguments, keywords, extraRegister);
            Code.Position = position;
            Code.Emit(Opcode.CallStarred, callee, keywords.IsEmpty ? 0 : 1);
        }
        else
        {
            var count = ready + Arguments(arguments);
            if (extraRegister >= 0)
            {
                Code.Emit(Opcode.Copy, Code.Push(), extraRegister);
                count++;
            }

            Invoke(Opcode.Call, Opcode.CallKeyword, callee, count, keywords, position);
        }

        Code.PopTo(callee + 1);
    }

    /// <summary>Refuses repeated keywords.</summary>
    public void CheckKeywords(ImmutableArray<Keyword> keywords)
    {
        if (keywords.Length < 2)
            return;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var keyword in keywords)
        {
            if (keyword.Arg is not null && !seen.Add(keyword.Arg))
                throw unit.Compilation.Error(keyword.Span, $"keyword argument repeated: {keyword.Arg}");
        }
    }

    private int Plain(Call call)
    {
        if (LiteralTypes.OfUncallable(call.Func) is { } type)
            unit.Compilation.Warn(call.Func.Span, $"'{type}' object is not callable; perhaps you missed a comma?");
        var callee = unit.Expressions.Emit(call.Func, Destination.Push);
        Finish(callee, 0, call.Args, call.Keywords, call.Span);
        return callee;
    }

    private int Method(Call call, Ast.Attribute method)
    {
        // A receiver that has to be loaded is loaded to where self goes. Not the result of a call: a chain of calls would need a register for each.
        var callee = Code.Top;
        var inPlace = method.Value is Ast.Attribute or Name or Subscript or Constant;
        if (inPlace)
            Code.Push(1);
        var value = unit.Expressions.Emit(method.Value);
        Code.PopTo(callee);
        Code.Position = ExpressionEmitter.PositionOf(method, method.Span);
        Code.Push(2);
        Code.Emit(Opcode.LoadMethod, callee, value, Code.Name(unit.Scope.Mangle(method.Attr)));
        var count = Arguments(call.Args);
        Invoke(Opcode.CallMethod, Opcode.CallMethodKeyword, callee, count, call.Keywords, ExpressionEmitter.PositionOf(method, call.Span));
        Code.PopTo(callee + 1);
        return callee;
    }

    private int Starred(Call call)
    {
        if (LiteralTypes.OfUncallable(call.Func) is { } type)
            unit.Compilation.Warn(call.Func.Span, $"'{type}' object is not callable; perhaps you missed a comma?");
        var callee = unit.Expressions.Emit(call.Func, Destination.Push);
        Finish(callee, 0, call.Args, call.Keywords, call.Span);
        return callee;
    }

    private int Arguments(ImmutableArray<Expression> arguments)
    {
        foreach (var argument in arguments)
            unit.Expressions.Emit(argument, Destination.Push);
        return arguments.Length;
    }

    private void Invoke(Opcode plain, Opcode withKeywords, int callee, int count, ImmutableArray<Keyword> keywords, Span position)
    {
        if (keywords.IsEmpty)
        {
            Code.Position = position;
            Code.Emit(plain, callee, count);
            return;
        }

        foreach (var keyword in keywords)
            unit.Expressions.Emit(keyword.Value, Destination.Push);
        // Names of keyword arguments are never those of private attributes.
        var names = new TupleConstant([.. keywords.Select(keyword => (object?)keyword.Arg!)]);
        Code.Position = position;
        Code.Emit(withKeywords, callee, count + keywords.Length, Code.Constant(names));
    }

    /// <summary>Makes the iterable of positional arguments behind the callee and, when there are keywords, a dict behind that.</summary>
    private void Gather(int callee, int ready, ImmutableArray<Expression> arguments, ImmutableArray<Keyword> keywords, int extraRegister)
    {
        if (ready == 0 && extraRegister < 0 && arguments is [Starred single])
            unit.Expressions.Emit(single.Value, Destination.Push);
        else if (DisplayEmitter.IsBuiltAtOnce(arguments))
            unit.Displays.Tuple(arguments, callee + 1, ready, extraRegister);
        else
            unit.Displays.Sequence(arguments, callee + 1, ready, extraRegister);

        if (!keywords.IsEmpty)
            GatherKeywords(callee, keywords);
    }

    private void GatherKeywords(int callee, ImmutableArray<Keyword> keywords)
    {
        var dict = Code.Push();
        var isBuilt = false;
        var i = 0;
        while (i < keywords.Length)
        {
            if (keywords[i].Arg is null)
            {
                if (!isBuilt)
                    Code.Emit(Opcode.BuildMap, dict, dict, 0);
                var mapping = unit.Expressions.Emit(keywords[i].Value);
                Code.Position = keywords[i].Value.Span;
                Code.Emit(Opcode.MapMerge, dict, mapping, callee);
                Code.PopTo(dict + 1);
                i++;
            }
            else
            {
                var pairs = isBuilt ? Code.Top : dict;
                Code.PopTo(pairs);
                var count = 0;
                for (; i < keywords.Length && keywords[i].Arg is { } name; i++, count++)
                {
                    Code.Position = keywords[i].Span;
                    unit.Expressions.Constant(name, Destination.Push);
                    unit.Expressions.Emit(keywords[i].Value, Destination.Push);
                }

                Code.Emit(Opcode.BuildMap, pairs, pairs, count);
                Code.PopTo(pairs + 1);
                if (isBuilt)
                {
                    Code.Emit(Opcode.MapMerge, dict, pairs, callee);
                    Code.PopTo(dict + 1);
                }
            }

            isBuilt = true;
        }
    }
}
