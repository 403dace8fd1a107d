using System.Reflection.Emit;
using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Memory;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Execution.Compiled.Emission;

/// <summary>
/// How a call's arguments become the parameters of a function that is written into its caller: those by keyword are moved to their
/// places when the body is compiled, and the ones that are left out get the defaults that the function has now, which is tested.
/// </summary>
internal sealed class ArgumentLayout
{
    private readonly FunctionObject _function;
    private readonly ExecutableCode _code;
    private readonly int _given;
    private readonly int[] _targets;
    private readonly List<int> _missing = [];
    private readonly List<LocalBuilder> _loaded = [];

    private ArgumentLayout(FunctionObject function, int given, int[] targets)
    {
        _function = function;
        _code = function.Code;
        _given = given;
        _targets = targets;
    }

    /// <summary>True when a default of a positional parameter is used.</summary>
    private bool NeedsDefaults => _missing.Exists(position => position < _code.ArgumentCount);

    /// <summary>The layout; null when the call is an error, or a default is counted.</summary>
    /// <param name="function">The function that is called, or one of those with its code when it is not known.</param>
    /// <param name="isKnown">Whether it is always that one: only its defaults are known.</param>
    /// <param name="given">Positional arguments, self included.</param>
    /// <param name="names">The names of the arguments after them.</param>
    public static ArgumentLayout? Of(FunctionObject function, bool isKnown, int given, StrObject[] names)
    {
        ExecutableCode code = function.Code;
        int total = code.ArgumentCount + code.Code.KeywordOnlyCount;
        if ((code.Code.Flags & (CodeFlags.VarArgs | CodeFlags.VarKeywords)) != 0 || given > code.ArgumentCount)
        {
            return null;
        }

        var isGiven = new bool[total];
        isGiven.AsSpan(0, given).Fill(true);
        var targets = new int[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            int position = Array.IndexOf(code.ParameterNames, names[i], code.Code.PositionalOnlyCount);
            if (position < 0 || isGiven[position])
            {
                return null;
            }

            targets[i] = position;
            isGiven[position] = true;
        }

        var layout = new ArgumentLayout(function, given, targets);
        for (int i = 0; i < total; i++)
        {
            if (!isGiven[i])
            {
                if (!isKnown || !layout.HasDefault(i))
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
    public void LoadKeywordDefaults(Il il, Label exit)
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
            il.Constant(_function, typeof(FunctionObject));
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
        var moved = new List<Action>();
        for (int i = 0; i < _targets.Length; i++)
        {
            int source = start + _given + i;
            int target = start + _targets[i];
            if (source != target)
            {
                moved.Add(Take(il, source, target));
            }
        }

        moved.ForEach(static put => put());
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
