using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Pyl.Bytecode;

/// <summary>Writes the payload of <see cref="CodeObjectSerializer"/>; <see cref="CodeReader"/> is its mirror image.</summary>
internal sealed class CodeWriter
{
    /// <summary>Nesting of code objects and tuples; the source's own limits stay below.</summary>
    public const int MaxDepth = 1000;

    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Dictionary<string, int> strings = new(StringComparer.Ordinal);
    private int depth;

    public ReadOnlySpan<byte> Write(CodeObject code)
    {
        WriteCode(code);
        return buffer.WrittenSpan;
    }

    private void WriteCode(CodeObject code)
    {
        Enter();
        String(code.Name);
        String(code.QualifiedName);
        String(code.FileName);
        Number(code.FirstLine);
        Number((int)code.Flags);
        Number(code.ArgumentCount);
        Number(code.PositionalOnlyCount);
        Number(code.KeywordOnlyCount);
        Number(code.RegisterCount);
        Strings(code.LocalNames);
        foreach (var kind in code.LocalKinds)
            Byte((byte)kind);
        Strings(code.FreeNames);
        Strings(code.Names);
        Number(code.Constants.Length);
        foreach (var constant in code.Constants)
            Constant(constant);
        Number(code.Instructions.Length);
        buffer.Write(MemoryMarshal.AsBytes(code.Instructions.AsSpan()));
        Number(code.ExceptionTable.Length);
        foreach (var entry in code.ExceptionTable)
        {
            Number(entry.Start);
            Number(entry.End);
            Number(entry.Target);
            Number(entry.Depth);
        }

        Positions(code.Positions);
        depth--;
    }

    /// <summary>Neighbours are near each other in the source, so differences are short.</summary>
    private void Positions(SourcePosition[] positions)
    {
        var (line, column) = (0, 0);
        foreach (var position in positions)
        {
            Signed(position.Line - line);
            Signed(position.Column - column);
            Signed(position.EndLine - position.Line);
            Signed(position.EndColumn - position.Column);
            (line, column) = (position.Line, position.Column);
        }
    }

    private void Constant(object? constant)
    {
        switch (constant)
        {
            case null:
                Tag(ConstantTag.None);
                break;
            case bool flag:
                Tag(flag ? ConstantTag.True : ConstantTag.False);
                break;
            case long number:
                Tag(ConstantTag.Long);
                BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), number);
                buffer.Advance(8);
                break;
            case BigInteger number:
                Tag(ConstantTag.BigInteger);
                Blob(number.ToByteArray());
                break;
            case double number:
                Tag(ConstantTag.Double);
                Double(number);
                break;
            case Complex number:
                Tag(ConstantTag.Complex);
                Double(number.Real);
                Double(number.Imaginary);
                break;
            case string text:
                Tag(ConstantTag.String);
                String(text);
                break;
            case byte[] bytes:
                Tag(ConstantTag.Bytes);
                Blob(bytes);
                break;
            case EllipsisConstant:
                Tag(ConstantTag.Ellipsis);
                break;
            case TupleConstant tuple:
                Tag(ConstantTag.Tuple);
                Items(tuple.Items);
                break;
            case FrozenSetConstant set:
                Tag(ConstantTag.FrozenSet);
                Items(set.Items);
                break;
            case CodeObject code:
                Tag(ConstantTag.Code);
                WriteCode(code);
                break;
            default:
                throw new InvalidCodeException($"a constant of the type {constant.GetType().Name}");
        }
    }

    private void Items(object?[] items)
    {
        Enter();
        Number(items.Length);
        foreach (var item in items)
            Constant(item);
        depth--;
    }

    private void Enter()
    {
        if (++depth > MaxDepth)
            throw new InvalidCodeException("nested too deeply");
    }

    private void Tag(ConstantTag tag) => Byte((byte)tag);

    private void Byte(byte value)
    {
        buffer.GetSpan(1)[0] = value;
        buffer.Advance(1);
    }

    private void Double(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(buffer.GetSpan(8), value);
        buffer.Advance(8);
    }

    private void Blob(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        buffer.Write(bytes);
    }

    private void Strings(string[] values)
    {
        Number(values.Length);
        foreach (var value in values)
            String(value);
    }

    /// <summary>Each text stands once, as UTF-16 because lone surrogates must survive; later it is a number from 1 on.</summary>
    private void String(string value)
    {
        if (strings.TryGetValue(value, out var known))
        {
            Number(known);
            return;
        }

        strings.Add(value, strings.Count + 1);
        Number(0);
        var isLatin1 = !value.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF');
        Number((value.Length << 1) | (isLatin1 ? 0 : 1));
        if (isLatin1)
        {
            foreach (var character in value)
                Byte((byte)character);
        }
        else
        {
            buffer.Write(MemoryMarshal.AsBytes(value.AsSpan()));
        }
    }

    private void Signed(int value) => Number((value << 1) ^ (value >> 31));

    /// <summary>Seven bits a byte, the lowest first; negative numbers take five bytes.</summary>
    private void Number(int value)
    {
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            Byte((byte)(rest | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }
}
