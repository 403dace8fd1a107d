using System.Globalization;
using System.Numerics;

namespace Pyl.VM.Text.Tests;

/// <summary>How arguments and answers are written in the case tables (see <c>cases/generate.py</c>).</summary>
internal static class CaseText
{
    public static StrData Str(string field)
    {
        var points = new List<int>();
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] != '\\')
            {
                points.Add(field[i]);
                continue;
            }
            var digits = field[i + 1] == 'u' ? 4 : 8;
            points.Add(int.Parse(field.AsSpan(i + 2, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            i += digits + 1;
        }
        return StrData.FromCodePoints(points.ToArray());
    }

    public static string Show(StrData text)
    {
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and <= '~' and not '\\')
                result.Append((char)c);
            else
                result.Append(c < 0x10000 ? $"\\u{c:x4}" : $"\\U{c:x8}");
        }
        return result.ToString();
    }

    public static byte[] Bytes(string field) => Array.ConvertAll(Str(field).ToCodePoints(), c => (byte)c);

    public static string Show(ReadOnlySpan<byte> bytes) => Show(System.Text.Encoding.Latin1.GetString(bytes));

    public static double Double(string field) =>
        BitConverter.Int64BitsToDouble(long.Parse(field, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    public static string Show(double value) =>
        double.IsNaN(value) ? "nan" : BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);

    public static string Show(Complex value) => Show(value.Real) + " " + Show(value.Imaginary);

    public static string Show(bool value) => value ? "True" : "False";

    public static Complex Complex(string field)
    {
        var parts = field.Split(' ');
        return new Complex(Double(parts[0]), Double(parts[1]));
    }

    public static BigInteger Integer(string field) => BigInteger.Parse(field, CultureInfo.InvariantCulture);

    public static string[] List(string field) => field.Length == 0 ? [] : field.Split(';');

    public static string Show(AlgorithmError error) => $"!{error.Kind}: {Show(CodePoints.FromUtf16(error.Message))}";

    public static string Result(AlgorithmError? error, Func<string> show) => error is null ? show() : Show(error);
}
