using Pyl.Generators.Common;

namespace Pyl.Generators.Builtins;

/// <summary>
/// Writes the entries of one function or method and the expressions that register them. Up to three entries:
/// Slot_ (what a special method's slot points to; self is trusted), Fixed_ (one Value an argument, Unbound for what is left out)
/// and General_.
/// </summary>
internal sealed class MemberEmitter
{
    private const string GeneralParameters = "(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords)";

    private readonly CodeWriter _writer;
    private readonly BindingClass _owner;
    private readonly MemberModel _member;
    private readonly SlotModel? _slot;
    private readonly ConversionEmitter _conversions;
    private readonly int _leading;
    private readonly int _required;
    private readonly int _positional;
    private readonly bool _takesKeywords;
    private readonly bool _takesRest;

    public MemberEmitter(CodeWriter writer, BindingClass owner, MemberModel member, SlotModel? slot)
    {
        _writer = writer;
        _owner = owner;
        _member = member;
        _slot = slot;
        _leading = member.LeadingCount;
        var positional = member.Parameters.Where(p => p.Passing != Passing.KeywordOnly && p.Kind != ParameterKind.Arguments).ToArray();
        _positional = positional.Length;
        _required = positional.Count(p => !p.IsOptional);
        _takesKeywords = member.Parameters.Any(p => p.Passing != Passing.Positional);
        _takesRest = member.Parameters.Any(p => p.Kind == ParameterKind.Arguments);
        _conversions = new ConversionEmitter(writer, DisplayName);
    }

    /// <summary>Constructors are called by their type's name in error texts.</summary>
    private bool IsConstructor => _member.PythonName is "__new__" or "__init__";

    /// <summary>True when its entries enter a critical section of self.</summary>
    private bool Locks => _owner.Locks && !_member.IsLockFree;

    /// <summary>True when it shows as a wrapper_descriptor.</summary>
    private bool IsWrapper => _slot is not null && !_member.Coexists;

    private string DisplayName => IsConstructor ? _owner.PythonName : _member.PythonName;

    private string Qualifier =>
        IsConstructor || (_owner.IsModule && _owner.PythonName == "builtins") ? "" : _owner.PythonName + ".";

    private string Style => IsConstructor
        ? "Constructor"
        : IsWrapper ? "Slot"
        : _member.Kind switch { MemberKind.Method => "Method", MemberKind.ClassMethod => "ClassMethod", _ => "Function" };

    private string TypeExpression => _owner.IsModule ? "null" : _owner.TypeExpression;

    /// <summary>True when calls without keywords need no span of arguments.</summary>
    private bool HasFixed =>
        !_member.IsRaw && !_takesRest && !IsConstructor && _leading + _positional <= 4
        && _member.Parameters.All(p => p.Passing != Passing.KeywordOnly)
        && (_slot is null || (_required == _positional && !_takesKeywords && !_slot.IsGeneral));

    private bool IsDirect => _member.TakesThread && _member.Result == ResultKind.Value && !_member.ReleasesGil;

    private string Id => _member.PythonName;

    /// <summary>The expression that makes the NativeFunction.</summary>
    public string Registration
    {
        get
        {
            string kind = IsWrapper && !_member.IsNew ? "Slot" : _member.Kind.ToString();
            string fixedArity = HasFixed ? $"{_leading + _required}, {_leading + _positional}" : "-1, -1";
            string fixedEntry = HasFixed ? FixedPointer(_leading + _positional, "Fixed_" + Id) : "0";
            string? text = _member.Doc ?? (IsWrapper ? SlotTexts.Find(_member.PythonName)?.Doc : null);
            string doc = text is null ? "null" : ConversionEmitter.Literal(text);
            string signature = TextSignature.Of(_member, IsWrapper) is { } shown ? ConversionEmitter.Literal(shown) : "null";
            return $"new NativeFunction(NativeKind.{kind}, \"{_member.PythonName}\", &General_{Id}, {fixedArity}, {fixedEntry}, {doc}, {signature})";
        }
    }

    /// <summary>The expression of the slot's native entry.</summary>
    public string SlotEntry
    {
        get
        {
            // A direct entry costs no call; only free threading needs the one that locks.
            string pointer = PointerTo(IsDirectSlot ? Direct : "Slot_" + Id);
            return IsDirectSlot && Locks ? $"(global::Pyl.VM.Parallelism.FreeThreading.IsOn ? {PointerTo("Slot_" + Id)} : {pointer})" : pointer;
        }
    }

    private string Direct => $"{_owner.FullName}.{_member.CSharpName}";

    private string PointerTo(string target) => _slot!.IsGeneral
        ? $"(nint)(delegate*<ThreadState, ReadOnlySpan<Value>, Keywords, Value>)&{target}"
        : FixedPointer(_slot.Arity, target);

    /// <summary>True when the method itself has the slot's signature.</summary>
    private bool IsDirectSlot => IsDirect && (_slot!.IsGeneral
        ? _member.IsRaw && _member.Leading == LeadingKind.None
        : _member.Leading == LeadingKind.Value && _member.Parameters.All(p => p.Kind == ParameterKind.Value && !p.AcceptsNone));

    /// <summary>What is wrong with a special method's parameters, or null.</summary>
    public static string? CheckSlotShape(MemberModel member, SlotModel slot)
    {
        if (slot.IsGeneral)
        {
            return null;
        }

        int expected = slot.Arity - 1;
        bool fits = member.Kind == MemberKind.Method && !member.IsRaw && member.Parameters.Count == expected
            && member.Parameters.All(p => p.Passing == Passing.Positional && p.Kind != ParameterKind.Arguments)
            && member.Parameters.Take(expected - (slot.HasOptionalLast ? 1 : 0)).All(p => !p.IsOptional);
        return fits ? null : $"self and exactly {expected} required positional parameters, because its slot has arity {slot.Arity}";
    }

    public void Emit()
    {
        if (_slot is { IsGeneral: false })
        {
            EmitFixedSlot();
        }
        else if (_slot is not null)
        {
            EmitGeneralSlot();
        }
        else if (_member.IsRaw)
        {
            _writer.Open($"private static Value General_{Id}{GeneralParameters}");
            EmitLeadingCheck();
            EmitRawCall();
            _writer.Close();
        }
        else if (HasFixed)
        {
            _writer.Open($"private static Value Fixed_{Id}{FixedParameters(_leading + _positional)}");
            if (LeadingFails("a0") is { } fails)
            {
                _writer.Open($"if ({fails})");
                _writer.Line($"return Bind.SelfError(thread, CallStyle.{Style}, {TypeExpression}, \"{_member.PythonName}\", a0);");
                _writer.Close();
                _writer.Line();
            }

            EmitConversionsAndCall(i => "a" + (i + _leading), i => $"!a{i + _leading}.IsUnbound");
            _writer.Close();
            _writer.Line();
            EmitGeneralOfFixed();
        }
        else
        {
            EmitGeneral("General_" + Id, checksLeading: true);
        }
    }

    private void EmitFixedSlot()
    {
        int arity = _slot!.Arity;
        string target = IsDirectSlot && !Locks ? Direct : "Slot_" + Id;
        if (!IsDirectSlot || Locks)
        {
            _writer.Open($"private static Value Slot_{Id}{FixedParameters(arity)}");
            EmitConversionsAndCall(i => "a" + (i + 1), _ => null);
            _writer.Close();
            _writer.Line();
        }

        string spread = string.Concat(Enumerable.Range(0, arity).Select(i => $", a{i}"));
        _writer.Open($"private static Value Fixed_{Id}{FixedParameters(arity)}");
        _writer.Open($"if ({LeadingFails("a0")})");
        _writer.Line($"return Bind.SelfError(thread, CallStyle.{Style}, {TypeExpression}, \"{_member.PythonName}\", a0);");
        _writer.Close();
        _writer.Line();
        string call = $"{target}(thread{spread})";
        _writer.Line(_member.IsSequence ? $"return SequenceOperators.ByName(thread, \"{_member.PythonName}\", a0, a1, {call});" : $"return {call};");
        _writer.Close();
        _writer.Line();
        _writer.Open($"private static Value General_{Id}{GeneralParameters}");
        int minimum = _slot.HasOptionalLast ? arity - 1 : arity;
        EmitArityCheck(minimum, arity, "");
        if (_slot.HasOptionalLast)
        {
            string absent = _member.Parameters[arity - 2].IsOptional ? "Value.Unbound" : "Value.None";
            _writer.Line($"return Fixed_{Id}(thread{SpreadArguments(arity - 1)}, arguments.Length > {arity - 1} ? arguments[{arity - 1}] : {absent});");
        }
        else
        {
            _writer.Line($"return Fixed_{Id}(thread{SpreadArguments(arity)});");
        }

        _writer.Close();
    }

    /// <summary>The general entry of a member that has a fixed one.</summary>
    private void EmitGeneralOfFixed()
    {
        string call = $"return Fixed_{Id}(thread{SpreadOptional()});";
        _writer.Open($"private static Value General_{Id}{GeneralParameters}");
        if (!_takesKeywords)
        {
            EmitArityCheck(_leading + _required, _leading + _positional, "");
            _writer.Line(call);
            _writer.Close();
            return;
        }

        EmitLeadingCheck();
        _writer.Open($"if (keywords.IsEmpty && {Between("arguments.Length", _leading + _required, _leading + _positional)})");
        _writer.Line(call);
        _writer.Close();
        _writer.Line();
        _writer.Line($"return Bind.CallWithKeywords(thread, Signatures.{Id}, arguments, keywords, &Bound_{Id});");
        _writer.Close();
        _writer.Line();
        _writer.Line($"private static Value Bound_{Id}(ThreadState thread, ReadOnlySpan<Value> arguments) =>");
        _writer.Line($"    Fixed_{Id}(thread{SpreadOptional()});");
    }

    private void EmitGeneralSlot()
    {
        string target = IsDirectSlot && !Locks ? Direct : "Slot_" + Id;
        if (!IsDirectSlot || Locks)
        {
            if (_member.IsRaw)
            {
                _writer.Open($"private static Value Slot_{Id}{GeneralParameters}");
                EmitRawCall();
                _writer.Close();
            }
            else
            {
                EmitGeneral("Slot_" + Id, checksLeading: false);
            }

            _writer.Line();
        }

        _writer.Open($"private static Value General_{Id}{GeneralParameters}");
        EmitLeadingCheck();
        _writer.Line($"return {target}(thread, arguments, keywords);");
        _writer.Close();
    }

    /// <summary>Entries that parse the arguments from spans.</summary>
    private void EmitGeneral(string name, bool checksLeading)
    {
        if (!_takesKeywords)
        {
            _writer.Open($"private static Value {name}{GeneralParameters}");
            EmitArityCheck(_leading + _required, _takesRest ? int.MaxValue : _leading + _positional, checksLeading && LeadingFails("arguments[0]") is { } fails ? " || " + fails : "");
            EmitConversionsAndCall(i => $"arguments[{i + _leading}]", i => $"arguments.Length > {i + _leading}");
            _writer.Close();
            return;
        }

        bool mustBind = _member.Parameters.Any(p => p.Passing == Passing.KeywordOnly && !p.IsOptional);
        _writer.Open($"private static Value {name}{GeneralParameters}");
        if (checksLeading)
        {
            EmitLeadingCheck();
        }

        string slow = _takesRest ? "CallWithKeywordOnly" : "CallWithKeywords";
        if (!mustBind)
        {
            int minimum = _leading + _required;
            int maximum = _leading + _positional;
            string fits = _takesRest
                ? (minimum == 0 ? "keywords.IsEmpty" : $"keywords.IsEmpty && arguments.Length >= {minimum}")
                : $"keywords.IsEmpty && {Between("arguments.Length", minimum, maximum)}";
            _writer.Open($"if ({fits})");
            _writer.Line(_takesRest ? $"return Bound_{Id}(thread, arguments, default);" : $"return Bound_{Id}(thread, arguments);");
            _writer.Close();
            _writer.Line();
        }

        _writer.Line($"return Bind.{slow}(thread, Signatures.{Id}, arguments, keywords, &Bound_{Id});");
        _writer.Close();
        _writer.Line();
        string named = _takesRest ? ", ReadOnlySpan<Value> named" : "";
        _writer.Open($"private static Value Bound_{Id}(ThreadState thread, ReadOnlySpan<Value> arguments{named})");
        EmitConversionsAndCall(SourceOfBound, i => $"{LengthOfBound(i)} && !{SourceOfBound(i)}.IsUnbound");
        _writer.Close();
    }

    /// <summary>After binding, arguments holds one element a parameter; after a rest parameter, named holds the keyword-only ones.</summary>
    private string SourceOfBound(int index) =>
        index >= 0 && _takesRest && _member.Parameters[index].Passing == Passing.KeywordOnly
            ? $"named[{index - _positional - 1}]"
            : $"arguments[{index + _leading}]";

    private string LengthOfBound(int index) =>
        _takesRest && _member.Parameters[index].Passing == Passing.KeywordOnly
            ? $"named.Length > {index - _positional - 1}"
            : $"arguments.Length > {index + _leading}";

    /// <summary>The field of the nested class Signatures, or null when the member takes no keywords.</summary>
    public string? SignatureField
    {
        get
        {
            if (!_takesKeywords || _member.IsRaw)
            {
                return null;
            }

            var named = _member.Parameters.Where(p => p.Kind != ParameterKind.Arguments).ToArray();
            int positionalOnly = named.Count(p => p.Passing == Passing.Positional);
            int requiredKeywordOnly = named.Count(p => p.Passing == Passing.KeywordOnly && !p.IsOptional);
            string names = string.Join(", ", named.Select(p => p.Passing == Passing.Positional ? "\"\"" : $"\"{p.PythonName}\""));
            string rest = _takesRest ? ", takesRest: true" : "";
            string required = requiredKeywordOnly > 0
                ? $", requiredKeywordOnly: [{string.Join(", ", named.Select((p, i) => (p, i)).Where(x => x.p.Passing == Passing.KeywordOnly && !x.p.IsOptional).Select(x => x.i))}]"
                : "";
            return $"internal static readonly KeywordSignature {Id} = new(\"{DisplayName}\", {_leading}, {positionalOnly}, {_positional}, {_required}, [{names}]{rest}{required});";
        }
    }

    private void EmitLeadingCheck()
    {
        if (_leading == 0)
        {
            return;
        }

        string type = TypeExpression;
        if (_member.IsNew)
        {
            _writer.Open($"if (arguments.Length == keywords.Count || !Bind.CanMake(arguments[0], {type}))");
            _writer.Line($"return Bind.NewError(thread, {type}, arguments, keywords);");
        }
        else
        {
            string style = IsWrapper ? "Slot" : Style;
            _writer.Open($"if (arguments.Length == keywords.Count || {LeadingFails("arguments[0]")})");
            _writer.Line($"return Bind.SelfError(thread, CallStyle.{style}, {type}, \"{_member.PythonName}\", arguments.Length == keywords.Count ? Value.Unbound : arguments[0]);");
        }

        _writer.Close();
        _writer.Line();
    }

    /// <summary>The condition under which self does not fit, or null when nothing stands before the arguments.</summary>
    private string? LeadingFails(string source) => _member.Kind switch
    {
        MemberKind.Method => $"!Bind.Is({source}, {TypeExpression})",
        MemberKind.ClassMethod => $"{source}.Ref is not global::Pyl.VM.Types.TypeObject",
        _ => null,
    };

    /// <summary>No keywords, and a number of arguments (self included) within bounds.</summary>
    private void EmitArityCheck(int minimum, int maximum, string orElse)
    {
        string count = maximum == int.MaxValue
            ? (minimum == 0 ? "" : $" || arguments.Length < {minimum}")
            : minimum == maximum ? $" || arguments.Length != {minimum}" : " || !(" + Between("arguments.Length", minimum, maximum) + ")";
        string limit = maximum == int.MaxValue ? "-1" : (maximum - _leading).ToString(System.Globalization.CultureInfo.InvariantCulture);
        _writer.Open($"if (!keywords.IsEmpty{count}{orElse})");
        _writer.Line($"return Bind.CallError(thread, CallStyle.{Style}, {TypeExpression}, \"{Qualifier}\", \"{DisplayName}\", {minimum - _leading}, {limit}, arguments, keywords);");
        _writer.Close();
        _writer.Line();
    }

    private static string Between(string value, int minimum, int maximum) =>
        minimum == maximum ? $"{value} == {minimum}"
        : minimum == 0 ? $"{value} <= {maximum}"
        : $"(uint)({value} - {minimum}) <= {maximum - minimum}";

    private void EmitConversionsAndCall(Func<int, string> source, Func<int, string?> presence)
    {
        var arguments = new List<string>();
        if (_member.TakesThread)
        {
            arguments.Add("thread");
        }

        string self = source(-1);
        switch (_member.Leading)
        {
            case LeadingKind.Value:
                arguments.Add(self);
                break;
            case LeadingKind.Instance:
                arguments.Add($"Unsafe.As<{_member.LeadingType}>({self}.Ref)!");
                break;
            case LeadingKind.Class:
                arguments.Add($"Unsafe.As<global::Pyl.VM.Types.TypeObject>({self}.Ref)!");
                break;
        }

        for (int i = 0; i < _member.Parameters.Count; i++)
        {
            ParameterModel parameter = _member.Parameters[i];
            arguments.Add(parameter.Kind == ParameterKind.Arguments
                ? (i + _leading == 0 ? "arguments" : $"arguments.Slice({i + _leading})")
                : _conversions.Emit(parameter, source(i), parameter.IsOptional ? presence(i) : null, Display(i)));
        }

        EmitSection(self);
        EmitCall($"{_owner.FullName}.{_member.CSharpName}({string.Join(", ", arguments)})");
    }

    /// <summary>The section that the call runs in; nothing outside free threading.</summary>
    private void EmitSection(string self)
    {
        if (Locks && !_member.IsNew && (_member.Leading is LeadingKind.Value or LeadingKind.Instance))
        {
            _writer.Line($"using global::Pyl.VM.Sync.CriticalSection.Scope section = global::Pyl.VM.Sync.CriticalSection.Enter(thread, {self}.Ref!);");
        }
    }

    /// <summary>How CPython calls an argument in conversion errors.</summary>
    private string Display(int index)
    {
        ParameterModel parameter = _member.Parameters[index];
        if (parameter.Passing != Passing.Positional)
        {
            return $"argument '{parameter.PythonName}'";
        }

        return _member.Parameters.Count == 1 && !parameter.IsOptional ? "argument" : $"argument {index + 1}";
    }

    private void EmitRawCall()
    {
        string thread = _member.TakesThread ? "thread, " : "";
        string self = _member.Leading switch
        {
            LeadingKind.Value => "arguments[0], ",
            LeadingKind.Instance => $"Unsafe.As<{_member.LeadingType}>(arguments[0].Ref)!, ",
            LeadingKind.Class => "Unsafe.As<global::Pyl.VM.Types.TypeObject>(arguments[0].Ref)!, ",
            _ => "",
        };
        string rest = self.Length == 0 ? "arguments" : "arguments.Slice(1)";
        EmitSection("arguments[0]");
        EmitCall($"{_owner.FullName}.{_member.CSharpName}({thread}{self}{rest}, keywords)");
    }

    private void EmitCall(string call)
    {
        if (!_member.ReleasesGil)
        {
            ResultEmitter.Emit(_writer, call, _member.Result, _member.ResultMayFail, _slot?.ReturnsNone == true);
            return;
        }

        if (_member.Result != ResultKind.Void)
        {
            _writer.Line($"{ResultEmitter.TypeOf(_member.Result)} result;");
        }

        _writer.Line("thread.BeginBlocking();");
        _writer.Open("try");
        _writer.Line(_member.Result == ResultKind.Void ? call + ";" : $"result = {call};");
        _writer.Close();
        _writer.Open("finally");
        _writer.Line("thread.EndBlocking();");
        _writer.Close();
        _writer.Line();
        _writer.Line(_member.Result == ResultKind.Void ? "return Value.None;" : $"return {ResultEmitter.Wrap("result", _member.Result)};");
    }

    private static string FixedParameters(int count) =>
        "(ThreadState thread" + string.Concat(Enumerable.Range(0, count).Select(i => $", Value a{i}")) + ")";

    private static string FixedPointer(int count, string target) =>
        "(nint)(delegate*<ThreadState" + string.Concat(Enumerable.Repeat(", Value", count)) + $", Value>)&{target}";

    private string SpreadOptional() => SpreadArguments(_leading + _required)
        + string.Concat(Enumerable.Range(_leading + _required, _positional - _required).Select(i => $", arguments.Length > {i} ? arguments[{i}] : Value.Unbound"));

    private static string SpreadArguments(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $", arguments[{i}]"));
}
