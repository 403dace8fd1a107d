using System.Runtime.InteropServices;
using Pyl.VM.Numerics;

namespace Pyl.Stdlib.Native;

/// <summary>The C library's functions that .NET lacks, so that the last digit is what CPython gives; own ones where there is no libm.</summary>
internal static partial class SystemMath
{
    private const string Library = "libm.so.6";

    private static readonly bool s_isThere = NativeLibrary.TryLoad(Library, out _);

    public static double Erf(double x) => s_isThere ? LibmErf(x) : SpecialFunctions.Erf(x);

    public static double Erfc(double x) => s_isThere ? LibmErfc(x) : SpecialFunctions.Erfc(x);

    public static double ExpM1(double x) => s_isThere ? LibmExpM1(x) : SpecialFunctions.ExpM1(x);

    public static double Log1P(double x) => s_isThere ? LibmLog1P(x) : SpecialFunctions.Log1P(x);

    [LibraryImport(Library, EntryPoint = "erf")]
    private static partial double LibmErf(double x);

    [LibraryImport(Library, EntryPoint = "erfc")]
    private static partial double LibmErfc(double x);

    [LibraryImport(Library, EntryPoint = "expm1")]
    private static partial double LibmExpM1(double x);

    [LibraryImport(Library, EntryPoint = "log1p")]
    private static partial double LibmLog1P(double x);
}
