using Pyl.VM.Binding;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Functools;

/// <summary>functools.partial: a callable with some arguments already given.</summary>
public sealed class PartialObject : PyObject
{
    private int _placeholders;

    /// <summary>The references move in.</summary>
    internal PartialObject(ThreadState thread, TypeObject type, Value function, TupleObject arguments, DictObject keywords)
        : base(thread, type)
    {
        Function = function;
        Arguments = arguments;
        KeywordArguments = keywords;
        _placeholders = PlaceholderObject.Count(arguments.Span);
    }

    internal Value Function { get; private set; }

    /// <summary>Placeholders among them.</summary>
    internal TupleObject Arguments { get; private set; }

    internal DictObject KeywordArguments { get; private set; }

    /// <summary>Replaces the state; the references move in.</summary>
    internal void Replace(ThreadState thread, Value function, TupleObject arguments, DictObject keywords)
    {
        Value oldFunction = Function;
        TupleObject oldArguments = Arguments;
        DictObject oldKeywords = KeywordArguments;
        Function = function;
        Arguments = arguments;
        KeywordArguments = keywords;
        _placeholders = PlaceholderObject.Count(arguments.Span);
        thread.Release(oldFunction);
        RefCount.Release(thread, oldArguments);
        RefCount.Release(thread, oldKeywords);
    }

    /// <summary>Puts positional arguments into the Placeholders' places and the rest behind; borrowed in, borrowed out.</summary>
    internal Value[] Fill(ReadOnlySpan<Value> given)
    {
        ReadOnlySpan<Value> own = Arguments.Span;
        int fills = Math.Min(_placeholders, given.Length);
        var filled = new Value[own.Length + given.Length - fills];
        int next = 0;
        for (int i = 0; i < own.Length; i++)
        {
            filled[i] = next < fills && PlaceholderObject.Is(own[i]) ? given[next++] : own[i];
        }

        given[fills..].CopyTo(filled.AsSpan(own.Length));
        return filled;
    }

    internal Value Call(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        int positional = arguments.Length - keywords.Count;
        if (positional < _placeholders)
        {
            return thread.TypeError($"missing positional arguments in 'partial' call; expected at least {_placeholders}, got {positional}");
        }

        // The callable may change this partial, whose state must outlast the call.
        Value function = thread.Retain(Function);
        TupleObject own = Arguments;
        RefCount.Retain(thread, own);
        Value result = KeywordArguments.Count == 0
            ? Calls.CallVector(thread, function, Fill(arguments), keywords)
            : CallWithKeywords(thread, function, Fill(arguments[..positional]), arguments[positional..], keywords);
        RefCount.Release(thread, own);
        thread.Release(function);
        return result;
    }

    protected internal override void ReleaseReferences(ThreadState thread)
    {
        thread.Release(Function);
        RefCount.Release(thread, Arguments);
        RefCount.Release(thread, KeywordArguments);
    }

    /// <summary>The own keywords, overridden by those of the call, then what else these have.</summary>
    private Value CallWithKeywords(ThreadState thread, Value function, Value[] positional, ReadOnlySpan<Value> named, Keywords keywords)
    {
        var names = new List<StrObject>();
        var values = new List<Value>(positional);
        int position = 0;
        while (DictWalk.MoveNext(thread, KeywordArguments, ref position, out Value key, out Value value))
        {
            // Borrowed from the dict, which this call does not change.
            thread.Release(key);
            thread.Release(value);
            if (key.Ref is not StrObject name)
            {
                return thread.TypeError("keywords must be strings");
            }

            names.Add(name);
            values.Add(value);
        }

        for (int i = 0; i < keywords.Count; i++)
        {
            StrObject name = keywords[i];
            int index = names.FindIndex(own => own.TextEquals(name));
            if (index >= 0)
            {
                values[positional.Length + index] = named[i];
            }
            else
            {
                names.Add(name);
                values.Add(named[i]);
            }
        }

        Value[] all = Iterables.Retained(thread, [.. values]);
        Value result = Calls.CallVector(thread, function, all, new Keywords([.. names]));
        Iterables.Release(thread, all);
        return result;
    }
}
