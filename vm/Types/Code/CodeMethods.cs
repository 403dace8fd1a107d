using System.Runtime.InteropServices;
using Pyl.Bytecode;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>code (reference, "Code objects"). One position and eight bytes of co_code an instruction; offsets as <see cref="ExecutableCode.OffsetOf"/> counts them.</summary>
[PyType("code", typeof(ExecutableCode), Field = nameof(BuiltinTypes.Code))]
internal static class CodeMethods
{
    [PyMethod("__repr__")]
    public static string Repr(ThreadState thread, ExecutableCode self) =>
        $"<code object {self.Code.Name} at {ObjectMethods.Address(Value.Of(self))}, file \"{self.Code.FileName}\", line {self.Code.FirstLine}>";

    [PyMethod("__eq__")]
    public static Value Equal(ThreadState thread, ExecutableCode self, Value other) =>
        other.Ref is ExecutableCode code ? Value.Bool(Same(self.Code, code.Code)) : Value.NotImplemented;

    [PyMethod("__hash__")]
    public static long Hash(ThreadState thread, ExecutableCode self)
    {
        long hash = HashCode.Combine(StrObject.Of(self.Code.Name).Hash, self.Code.FirstLine, self.Code.Instructions.Length, self.Code.ArgumentCount);
        return hash == -1 ? -2 : hash;
    }

    [PyMethod("co_lines")]
    public static Value Lines(ThreadState thread, ExecutableCode self)
    {
        var lines = new ListObject(thread);
        SourcePosition[] positions = self.Code.Positions;
        int line = BeginningOf(self.Code);
        int start = 0;
        for (int i = 0; i <= positions.Length; i++)
        {
            if (i == positions.Length || positions[i].Line != line)
            {
                lines.Add(Value.Of(TupleObject.Steal(thread, [Value.Int(start), Value.Int(ExecutableCode.OffsetOf(i)), line < 0 ? Value.None : Value.Int(line)])));
                start = ExecutableCode.OffsetOf(i);
                line = i == positions.Length ? line : positions[i].Line;
            }
        }

        return IteratorOf(thread, lines);
    }

    [PyMethod("co_positions")]
    public static Value Positions(ThreadState thread, ExecutableCode self)
    {
        var list = new ListObject(thread);
        int first = BeginningOf(self.Code);
        list.Add(Of(new SourcePosition(first, 0, first, 0)));
        foreach (SourcePosition position in self.Code.Positions)
        {
            list.Add(Of(position));
        }

        return IteratorOf(thread, list);

        Value Of(SourcePosition position) =>
            Value.Of(TupleObject.Steal(thread, [OrNone(position.Line), OrNone(position.EndLine), OrNone(position.Column), OrNone(position.EndColumn)]));
    }

    [PyMethod("replace")]
    public static Value Replace(ThreadState thread, ExecutableCode self, ReadOnlySpan<Value> arguments, Keywords keywords)
    {
        if (arguments.Length != keywords.Count)
        {
            return thread.TypeError($"replace() takes 0 positional arguments but {arguments.Length - keywords.Count} were given");
        }

        CodeObject code = self.Code;
        string name = code.Name;
        string qualifiedName = code.QualifiedName;
        string fileName = code.FileName;
        long firstLine = code.FirstLine;
        long flags = (long)code.Flags;
        string[] localNames = code.LocalNames;
        for (int i = 0; i < keywords.Count; i++)
        {
            bool read = keywords[i].ToString() switch
            {
                "co_name" => Text(thread, arguments[i], "co_name", ref name),
                "co_qualname" => Text(thread, arguments[i], "co_qualname", ref qualifiedName),
                "co_filename" => Text(thread, arguments[i], "co_filename", ref fileName),
                "co_firstlineno" => Operators.TryIndex(thread, arguments[i], out firstLine),
                "co_varnames" => Variables(thread, code, arguments[i], ref localNames),
                "co_flags" => Operators.TryIndex(thread, arguments[i], out flags),
                _ => Unchanged(thread, self, keywords[i], arguments[i]),
            };
            if (!read)
            {
                return Value.Error;
            }
        }

        return Value.Of(new ExecutableCode(new CodeObject
        {
            Name = name,
            QualifiedName = qualifiedName,
            FileName = fileName,
            FirstLine = (int)firstLine,
            Flags = (CodeFlags)flags,
            ArgumentCount = code.ArgumentCount,
            PositionalOnlyCount = code.PositionalOnlyCount,
            KeywordOnlyCount = code.KeywordOnlyCount,
            LocalNames = localNames,
            LocalKinds = code.LocalKinds,
            FreeNames = code.FreeNames,
            RegisterCount = code.RegisterCount,
            Instructions = code.Instructions,
            Constants = code.Constants,
            Names = code.Names,
            ExceptionTable = code.ExceptionTable,
            Positions = code.Positions,
        }));
    }

    [PyGetter("co_name")]
    public static string Name(ThreadState thread, ExecutableCode self) => self.Code.Name;

    [PyGetter("co_qualname")]
    public static string QualName(ThreadState thread, ExecutableCode self) => self.Code.QualifiedName;

    [PyGetter("co_filename")]
    public static string FileName(ThreadState thread, ExecutableCode self) => self.Code.FileName;

    [PyGetter("co_firstlineno")]
    public static long FirstLine(ThreadState thread, ExecutableCode self) => self.Code.FirstLine;

    [PyGetter("co_flags")]
    public static long Flags(ThreadState thread, ExecutableCode self) => (long)self.Code.Flags;

    [PyGetter("co_argcount")]
    public static long ArgumentCount(ThreadState thread, ExecutableCode self) => self.Code.ArgumentCount;

    [PyGetter("co_posonlyargcount")]
    public static long PositionalOnlyCount(ThreadState thread, ExecutableCode self) => self.Code.PositionalOnlyCount;

    [PyGetter("co_kwonlyargcount")]
    public static long KeywordOnlyCount(ThreadState thread, ExecutableCode self) => self.Code.KeywordOnlyCount;

    [PyGetter("co_nlocals")]
    public static long LocalCount(ThreadState thread, ExecutableCode self) => VariableNames(self.Code).Count;

    [PyGetter("co_stacksize")]
    public static long StackSize(ThreadState thread, ExecutableCode self) => self.Code.RegisterCount - self.Code.LocalCount;

    [PyGetter("co_varnames")]
    public static Value Variables(ThreadState thread, ExecutableCode self) => Tuple(VariableNames(self.Code));

    [PyGetter("co_cellvars")]
    public static Value CellVariables(ThreadState thread, ExecutableCode self)
    {
        var names = new List<string>();
        for (int i = 0; i < self.Code.LocalNames.Length; i++)
        {
            if ((self.Code.LocalKinds[i] & LocalKind.Cell) != 0)
            {
                names.Add(self.Code.LocalNames[i]);
            }
        }

        return Tuple(names);
    }

    [PyGetter("co_freevars")]
    public static Value FreeVariables(ThreadState thread, ExecutableCode self) => Tuple(self.Code.FreeNames);

    [PyGetter("co_names")]
    public static Value Names(ThreadState thread, ExecutableCode self) => Tuple(self.Code.Names);

    [PyGetter("co_consts")]
    public static Value Constants(ThreadState thread, ExecutableCode self) =>
        Value.Of(TupleObject.Of(thread, self.Constants.Length == 0 && (self.Code.Flags & CodeFlags.Optimized) != 0 ? [Value.None] : self.Constants));

    [PyGetter("co_code")]
    public static byte[] Bytes(ThreadState thread, ExecutableCode self) => MemoryMarshal.AsBytes(self.Code.Instructions.AsSpan()).ToArray();

    [PyGetter("co_linetable")]
    public static byte[] LineTable(ThreadState thread, ExecutableCode self) => MemoryMarshal.AsBytes(self.Code.Positions.AsSpan()).ToArray();

    [PyGetter("co_exceptiontable")]
    public static byte[] ExceptionTable(ThreadState thread, ExecutableCode self) => MemoryMarshal.AsBytes(self.Code.ExceptionTable.AsSpan()).ToArray();

    /// <summary>The line on which a call is told: that of the definition; a module begins at line 0.</summary>
    private static int BeginningOf(CodeObject code) => code.Name == "<module>" ? 0 : code.FirstLine;

    private static Value IteratorOf(ThreadState thread, ListObject list)
    {
        Value iterator = Items.Iterator(thread, Value.Of(list));
        thread.Release(Value.Of(list));
        return iterator;
    }

    private static Value OrNone(int number) => number < 0 ? Value.None : Value.Int(number);

    private static Value Tuple(IEnumerable<string> names) =>
        Value.Of(new TupleObject(BuiltinTypes.Tuple, names.Select(static n => Value.Of(StrObject.Intern(n))).ToArray()));

    private static bool IsVariable(CodeObject code, int local) =>
        local < code.ParameterCount || ((code.LocalKinds[local] & LocalKind.Cell) == 0 && !code.LocalNames[local].StartsWith('.'));

    /// <summary>Parameters, and the locals that are not cells.</summary>
    private static List<string> VariableNames(CodeObject code)
    {
        var names = new List<string>();
        for (int i = 0; i < code.LocalNames.Length; i++)
        {
            if (IsVariable(code, i))
            {
                names.Add(code.LocalNames[i]);
            }
        }

        return names;
    }

    private static bool Same(CodeObject one, CodeObject other) =>
        ReferenceEquals(one, other)
        || (one.Name == other.Name
            && one.Flags == other.Flags
            && one.FirstLine == other.FirstLine
            && one.ArgumentCount == other.ArgumentCount
            && one.Instructions.AsSpan().SequenceEqual(other.Instructions.AsSpan())
            && one.Names.AsSpan().SequenceEqual(other.Names.AsSpan())
            && one.LocalNames.AsSpan().SequenceEqual(other.LocalNames.AsSpan())
            && one.Positions.AsSpan().SequenceEqual(other.Positions.AsSpan())
            && SameConstants(one.Constants, other.Constants));

    private static bool SameConstants(object?[] one, object?[] other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        for (int i = 0; i < one.Length; i++)
        {
            // 0.0 and -0.0 are equal numbers and other constants.
            bool same = (one[i], other[i]) switch
            {
                (CodeObject code, CodeObject otherCode) => Same(code, otherCode),
                (TupleConstant tuple, TupleConstant otherTuple) => SameConstants(tuple.Items, otherTuple.Items),
                (FrozenSetConstant set, FrozenSetConstant otherSet) => SameConstants(set.Items, otherSet.Items),
                (byte[] bytes, byte[] otherBytes) => bytes.AsSpan().SequenceEqual(otherBytes),
                (double number, double otherNumber) => BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits(otherNumber),
                _ => Equals(one[i], other[i]),
            };
            if (!same)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Text(ThreadState thread, Value value, string name, ref string text)
    {
        if (value.Ref is not StrObject str)
        {
            thread.TypeError($"replace() argument '{name}' must be str, not {value.Type.Name}");
            return false;
        }

        text = str.ToString();
        return true;
    }

    /// <summary>Renames the locals that co_varnames shows; their number cannot change.</summary>
    private static bool Variables(ThreadState thread, CodeObject code, Value value, ref string[] localNames)
    {
        if (value.Ref is not TupleObject names || names.Length != VariableNames(code).Count)
        {
            thread.ValueError("code: varnames has the wrong length");
            return false;
        }

        string[] renamed = [.. code.LocalNames];
        int next = 0;
        for (int i = 0; i < renamed.Length; i++)
        {
            if (!IsVariable(code, i))
            {
                continue;
            }

            if (names.Span[next].Ref is not StrObject name)
            {
                thread.TypeError($"name tuples must contain only strings, not '{names.Span[next].Type.Name}'");
                return false;
            }

            renamed[i] = name.ToString();
            next++;
        }

        localNames = renamed;
        return true;
    }

    /// <summary>Other parts can only be given as they are: what they mean is CPython's bytecode.</summary>
    private static bool Unchanged(ThreadState thread, ExecutableCode self, StrObject name, Value value)
    {
        Value present = Attributes.TryGet(thread, Value.Of(self), name.Intern());
        if (present.IsUnbound)
        {
            thread.TypeError($"replace() got an unexpected keyword argument '{name}'");
            return false;
        }

        int equal = present.IsError ? -1 : Comparison.Equal(thread, present, value);
        if (!present.IsError)
        {
            thread.Release(present);
        }

        if (equal == 0)
        {
            thread.Raise(ExceptionTypes.NotImplementedError, $"code.replace() cannot change {name}");
        }

        return equal > 0;
    }
}
