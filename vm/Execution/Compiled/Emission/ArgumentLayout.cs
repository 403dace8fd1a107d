using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>
/// How a call's arguments become the parameters of a function that is written into its caller: those by keyword are moved to their
/// places when the body is compiled, and the ones that are left out get the defaults that the function has now, which is tested. What
/// has no parameter of its own goes into the tuple and the dict of *args and **kwargs.
/// </summary>
internal sealed class ArgumentLayout
{
    private readonly FunctionObject _function;
    private readonly ExecutableCode _code;
    private readonly int _given;
    private readonly int[] _targets;
    private readonly List<int> _missing = [];

    /// <summary>The names of keywords that go into **kwargs: the others are null.</summary>
    private readonly StrObject?[] _extra;
    private readonly List<LocalBuilder> _loaded = [];

    private ArgumentLayout(FunctionObject function, int given, int[] targets)
    {
        _function = function;
        _code = function.Code;
        _given = given;
        _targets = targets;
        _extra = new StrObject?[targets.Length];
    }

    private bool HasRest => (_code.Code.Flags & CodeFlags.VarArgs) != 0;

    private bool HasOptions => (_code.Code.Flags & CodeFlags.VarKeywords) != 0;

    /// <summary>Arguments that have a positional parameter of their own.</summary>
    private int Direct => Math.Min(_given, _code.ArgumentCount);

    /// <summary>True when a default of a positional parameter is used.</summary>
    private bool NeedsDefaults => _missing.Exists(position => position < _code.ArgumentCount);

    /// <summary>The layout; null when the call is an error, or a default is counted.</summary>
    /// <param name="function">The function that is called, or one of those with its code when it is not known.</param>
    /// <param name="given">Positional arguments, self included.</param>
    /// <param name="names">The names of the arguments after them.</param>
    public static ArgumentLayout? Of(FunctionObject function, int given, StrObject[] names)
    {
        ExecutableCode code = function.Code;
        int total = code.ArgumentCount + code.Code.KeywordOnlyCount;
        if (given > code.ArgumentCount && (code.Code.Flags & CodeFlags.VarArgs) == 0)
        {
            return null;
        }

        var isGiven = new bool[total];
        isGiven.AsSpan(0, Math.Min(given, code.ArgumentCount)).Fill(true);
        var targets = new int[names.Length];
        var layout = new ArgumentLayout(function, given, targets);
        for (int i = 0; i < names.Length; i++)
        {
            int position = Array.IndexOf(code.ParameterNames, names[i], code.Code.PositionalOnlyCount, total - code.Code.PositionalOnlyCount);
            targets[i] = position;
            if (position < 0)
            {
                if (!layout.HasOptions || !names[i].IsInterned || names[i].OwnerId != RefCount.Uncounted || Array.IndexOf(layout._extra, names[i]) >= 0)
                {
                    return null;
                }

                layout._extra[i] = names[i];
                continue;
            }

            if (isGiven[position])
            {
                return null;
            }

            isGiven[position] = true;
        }

        for (int i = 0; i < total; i++)
        {
            if (!isGiven[i])
            {
                if (!layout.HasDefault(i))
                {
                    return null;
                }

                layout._missing.Add(i);
            }
        }

        return layout;
    }

    /// <summary>The tuple of defaults that has to be the function's; null when it does not matter.</summary>
    public TupleObject? Defaults => NeedsDefaults ? _function.Defaults : null;

    /// <summary>Tests the defaults by name, and loads them. Control goes to the label when they are not as they were.</summary>
    /// <param name="il">What is written.</param>
    /// <param name="exit">Where the interpreter makes the call.</param>
    /// <param name="callee">The register that holds the function when it is not known.</param>
    public void LoadKeywordDefaults(Il il, Label exit, int? callee = null)
    {
        foreach (int position in _missing)
        {
            if (position < _code.ArgumentCount)
            {
                continue;
            }

            DictKeys keys = _function.KeywordDefaults!.Keys;
            int entry = EntryOf(position);
            Value now = Slot.Peek(keys.Entries[entry].Content);
            bool isInt = now.Ref is null;
            LocalBuilder local = il.Local(isInt ? typeof(long) : typeof(Value));
            if (callee is { } register)
            {
                il.Address(register);
                il.Call(nameof(SlotSupport.FunctionIn));
            }
            else
            {
                il.Constant(_function, typeof(FunctionObject));
            }

            il.Constant(_function.KeywordDefaults, typeof(DictObject));
            il.Constant(keys, typeof(DictKeys));
            il.Int(entry);
            il.Generator.Emit(OpCodes.Ldloca, local);
            il.Call(isInt ? nameof(CallSupport.TryKeywordDefaultInt) : nameof(CallSupport.TryKeywordDefault));
            il.Emit(OpCodes.Brfalse, exit);
            _loaded.Add(local);
        }
    }

    /// <summary>Moves the arguments into place; nothing can fail any more.</summary>
    /// <param name="il">What is written.</param>
    /// <param name="start">The register of the first parameter.</param>
    public void Arrange(Il il, int start)
    {
        LocalBuilder? rest = HasRest && _given > Direct ? TakeRest(il, start) : null;
        LocalBuilder? options = HasOptions ? TakeOptions(il, start) : null;
        var moved = new List<Action>();
        for (int i = 0; i < _targets.Length; i++)
        {
            int source = start + _given + i;
            int target = start + _targets[i];
            if (_extra[i] is null && source != target)
            {
                moved.Add(Take(il, source, target));
            }
        }

        moved.ForEach(static put => put());
        int register = start + _code.ArgumentCount + _code.Code.KeywordOnlyCount;
        if (rest is not null)
        {
            il.StoreValue(register++, rest);
        }
        else if (HasRest)
        {
            MoveEmission.Constant(il, register++, Value.Of(TupleObject.Empty));
        }

        if (options is not null)
        {
            il.StoreValue(register, options);
        }

        PutDefaults(il, start);
    }

    private void PutDefaults(Il il, int start)
    {
        int loaded = 0;
        foreach (int position in _missing)
        {
            int register = start + position;
            if (position < _code.ArgumentCount)
            {
                TupleObject defaults = _function.Defaults!;
                MoveEmission.Constant(il, register, defaults.Span[position - _code.ArgumentCount + defaults.Length]);
                continue;
            }

            LocalBuilder local = _loaded[loaded++];
            if (local.LocalType == typeof(long))
            {
                il.Load(local);
                il.StoreInt(register);
            }
            else
            {
                il.StoreValue(register, local);
                il.States.Set(register, Kind.Plain);
            }
        }
    }

    /// <summary>The tuple of *args.</summary>
    private LocalBuilder TakeRest(Il il, int start)
    {
        LocalBuilder rest = il.Local(typeof(Value));
        for (int i = Direct; i < _given; i++)
        {
            il.Flush(start + i);
        }

        il.Thread();
        il.Address(start + Direct);
        il.Int(_given - Direct);
        il.Call(nameof(CallSupport.Rest));
        il.Store(rest);
        for (int i = Direct; i < _given; i++)
        {
            il.States.Set(start + i, Kind.Empty);
        }

        return rest;
    }

    /// <summary>The dict of **kwargs.</summary>
    private LocalBuilder TakeOptions(Il il, int start)
    {
        LocalBuilder options = il.Local(typeof(Value));
        il.Thread();
        il.Int(Array.Exists(_extra, static name => name is not null) ? 1 : 0);
        il.Call(nameof(CallSupport.Options));
        il.Store(options);
        for (int i = 0; i < _extra.Length; i++)
        {
            if (_extra[i] is { } name)
            {
                int source = start + _given + i;
                il.Flush(source);
                il.Load(options);
                il.Constant(name, typeof(StrObject));
                il.Address(source);
                il.Call(nameof(CallSupport.AddOption));
                il.States.Set(source, Kind.Empty);
            }
        }

        return options;
    }

    /// <summary>Takes a register's value out of it; what comes back puts it into the other.</summary>
    private static Action Take(Il il, int source, int target)
    {
        Kind kind = il.States.Kinds[source];
        switch (kind)
        {
            case Kind.Int or Kind.Float:
                (long low, long high) = kind == Kind.Int ? il.States.Bounds(source) : default;
                LocalBuilder number = il.Local(kind == Kind.Int ? typeof(long) : typeof(double));
                il.Load(kind == Kind.Int ? il.IntLocal(source) : il.FloatLocal(source));
                il.Store(number);
                il.States.Set(source, Kind.Empty);
                return () =>
                {
                    il.Load(number);
                    if (kind == Kind.Int)
                    {
                        il.StoreInt(target, low, high);
                    }
                    else
                    {
                        il.StoreFloat(target);
                    }
                };

            case Kind.Known:
                object known = il.States.Objects[source]!;
                il.States.Set(source, Kind.Empty);
                return () => il.States.SetKnown(target, known);

            case var _ when il.States.IsAlias(source):
                int other = il.States.SourceOf(source);
                il.States.Set(source, Kind.Empty);
                return () =>
                {
                    il.Displace(target);
                    il.States.SetAlias(target, other);
                };

            default:
                LocalBuilder value = il.Local(typeof(Value));
                il.Generator.Emit(OpCodes.Ldloca, value);
                il.Address(source);
                il.Call(nameof(Support.Move));
                il.States.Set(source, Kind.Empty);
                return () =>
                {
                    il.StoreValue(target, value);
                    if (kind == Kind.Plain)
                    {
                        il.States.Set(target, Kind.Plain);
                    }
                };
        }
    }

    private bool HasDefault(int position)
    {
        Value value;
        if (position < _code.ArgumentCount)
        {
            TupleObject? defaults = _function.Defaults;
            int index = position - _code.ArgumentCount + (defaults?.Length ?? 0);
            if (defaults is null || index < 0)
            {
                return false;
            }

            value = defaults.Span[index];
        }
        else
        {
            int entry = _function.KeywordDefaults is null ? -1 : EntryOf(position);
            if (entry < 0 || _function.KeywordDefaults!.Keys.Entries[entry].Content is not { } content)
            {
                return false;
            }

            value = Slot.Peek(content);
        }

        return value.Ref is null || value.Ref.OwnerId == RefCount.Uncounted;
    }

    private int EntryOf(int position)
    {
        StrObject name = _code.ParameterNames[position];
        return _function.KeywordDefaults!.Keys.FindName(name, name.Hash);
    }
}
