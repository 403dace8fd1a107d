using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pyl.Bytecode;

/// <summary>
/// Reads the payload of <see cref="CodeObjectSerializer"/>. Every length is checked against what is left, so that no input makes
/// it read beyond the end, allocate more than the input is worth or recurse without bound.
/// </summary>
internal ref struct CodeReader(ReadOnlySpan<byte> payload)
{
    private const int LongestName = 64;
    private readonly List<string> strings = [];
    private ReadOnlySpan<byte> rest = payload;
    private int depth;

    /// <summary>The code object.</summary>
    /// <exception cref="InvalidCodeException">The payload is damaged.</exception>
    public CodeObject Read()
    {
        var code = ReadCode();
        return rest.IsEmpty ? code : throw Damaged();
    }

    private static InvalidCodeException Damaged() => new("the compiled code is damaged");

    private CodeObject ReadCode()
    {
        Enter();
        var name = String();
        var qualifiedName = String();
        var fileName = String();
        var firstLine = Number();
        var flags = (CodeFlags)Number();
        var argumentCount = Number();
        var positionalOnlyCount = Number();
        var keywordOnlyCount = Number();
        var registerCount = Number();
        var localNames = Strings();
        var kinds = Take(localNames.Length);
        var localKinds = new LocalKind[kinds.Length];
        for (var i = 0; i < kinds.Length; i++)
            localKinds[i] = (LocalKind)kinds[i];
        var freeNames = Strings();
        var names = Strings();
        var constants = Items();
        var instructions = MemoryMarshal.Cast<byte, Instruction>(Take(Bytes(Number(), 8))).ToArray();
        var exceptionTable = new ExceptionEntry[Length(4)];
        for (var i = 0; i < exceptionTable.Length; i++)
            exceptionTable[i] = new ExceptionEntry(Number(), Number(), Number(), Number());
        var positions = Positions(instructions.Length);
        depth--;
        return new CodeObject
        {
            Name = name,
            QualifiedName = qualifiedName,
            FileName = fileName,
            FirstLine = firstLine,
            Flags = flags,
            ArgumentCount = argumentCount,
            PositionalOnlyCount = positionalOnlyCount,
            KeywordOnlyCount = keywordOnlyCount,
            RegisterCount = registerCount,
            LocalNames = localNames,
            LocalKinds = localKinds,
            FreeNames = freeNames,
            Names = names,
            Constants = constants,
            Instructions = instructions,
            ExceptionTable = exceptionTable,
            Positions = positions,
        };
    }

    private SourcePosition[] Positions(int count)
    {
        if (count > rest.Length / 4)
            throw Damaged();
        var positions = new SourcePosition[count];
        var (line, column) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            line += Signed();
            column += Signed();
            var endLine = line + Signed();
            positions[i] = new SourcePosition(line, column, endLine, column + Signed());
        }

        return positions;
    }

    // Apart, because the assembly of these types is loaded when the method that names them is first called.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Integer(ReadOnlySpan<byte> bytes) => new BigInteger(bytes);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object Pair(ReadOnlySpan<byte> bytes) =>
        new Complex(BinaryPrimitives.ReadDoubleLittleEndian(bytes), BinaryPrimitives.ReadDoubleLittleEndian(bytes[8..]));

    private object? Constant()
    {
        switch ((ConstantTag)Take(1)[0])
        {
            case ConstantTag.None:
                return null;
            case ConstantTag.False:
                return false;
            case ConstantTag.True:
                return true;
            case ConstantTag.Long:
                return BinaryPrimitives.ReadInt64LittleEndian(Take(8));
            case ConstantTag.BigInteger:
                return Integer(Take(Number()));
            case ConstantTag.Double:
                return BinaryPrimitives.ReadDoubleLittleEndian(Take(8));
            case ConstantTag.Complex:
                return Pair(Take(16));
            case ConstantTag.String:
                return String();
            case ConstantTag.Bytes:
                return Take(Number()).ToArray();
            case ConstantTag.Ellipsis:
                return EllipsisConstant.Instance;
            case ConstantTag.Tuple:
                Enter();
                var tuple = new TupleConstant(Items());
                depth--;
                return tuple;
            case ConstantTag.FrozenSet:
                Enter();
                var set = new FrozenSetConstant(Items());
                depth--;
                return set;
            case ConstantTag.Code:
                return ReadCode();
            default:
                throw Damaged();
        }
    }

    private object?[] Items()
    {
        var items = new object?[Length(1)];
        for (var i = 0; i < items.Length; i++)
            items[i] = Constant();
        return items;
    }

    private string[] Strings()
    {
        var values = new string[Length(1)];
        for (var i = 0; i < values.Length; i++)
            values[i] = String();
        return values;
    }

    /// <summary>Latin-1 by hand where it is short, as names are: the encoding loads types of vectors at the start.</summary>
    private static string Narrow(ReadOnlySpan<byte> text)
    {
        Span<char> chars = stackalloc char[LongestName];
        if (text.Length > chars.Length)
            return System.Text.Encoding.Latin1.GetString(text);
        for (var i = 0; i < text.Length; i++)
            chars[i] = (char)text[i];
        return new string(chars[..text.Length]);
    }

    private string String()
    {
        var index = Number();
        if (index != 0)
            return index > 0 && index <= strings.Count ? strings[index - 1] : throw Damaged();
        var header = Number();
        var length = (int)((uint)header >> 1);
        string value;
        if ((header & 1) == 0)
        {
            value = Narrow(Take(length));
        }
        else
        {
            value = new string(MemoryMarshal.Cast<byte, char>(Take(Bytes(length, 2))));
        }

        strings.Add(value);
        return value;
    }

    private void Enter()
    {
        if (++depth > CodeWriter.MaxDepth)
            throw new InvalidCodeException("nested too deeply");
    }

    /// <summary>A number of elements that take at least so many bytes each.</summary>
    private int Length(int minimumSize)
    {
        var count = Number();
        return count >= 0 && count <= rest.Length / minimumSize ? count : throw Damaged();
    }

    private readonly int Bytes(int count, int size) => count >= 0 && count <= rest.Length / size ? count * size : throw Damaged();

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > rest.Length)
            throw Damaged();
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private int Signed()
    {
        var value = (uint)Number();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    private int Number()
    {
        var result = 0u;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Take(1)[0];
            result |= (uint)(next & 0x7F) << shift;
            if ((next & 0x80) == 0)
                return (int)result;
        }

        throw Damaged();
    }
}
