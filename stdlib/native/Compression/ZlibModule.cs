using System.Collections.Concurrent;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Compression;

/// <summary>
/// The module _zlib: streams by number, for the module zlib, which is written in Pyl. What computes runs without the lock,
/// and so takes and returns numbers and bytes only.
/// </summary>
[PyModule("_zlib")]
internal static class ZlibModule
{
    private static readonly ConcurrentDictionary<long, ZStream> s_streams = new();
    private static long s_last;

    [PyFunction("compressor", Doc = "A new compressing stream's number.")]
    public static long Compressor(int level, int method, int wbits, int memlevel, int strategy) => Keep(ZStream.Compressor(level, method, wbits, memlevel, strategy));

    [PyFunction("decompressor", Doc = "A new decompressing stream's number.")]
    public static long Decompressor(int wbits) => Keep(ZStream.Decompressor(wbits));

    [PyFunction("run", ReleasesGil = true, Doc = "Feed data; the output, at most so many bytes when the last argument is positive.")]
    public static byte[] Run(long stream, ReadOnlySpan<byte> data, int flush, int most)
    {
        ZStream found = s_streams[stream];
        lock (found)
        {
            return found.Run(data, flush, most);
        }
    }

    [PyFunction("status", Doc = "(code, message or None, bytes read) of the last run.")]
    public static Value Status(ThreadState thread, long stream)
    {
        ZStream found = s_streams[stream];
        return Value.Of(TupleObject.Of(thread, [Value.Int(found.Code), found.Message is { } text ? Value.Str(text) : Value.None, Value.Int(found.Consumed)]));
    }

    [PyFunction("close", Doc = "Forget a stream.")]
    public static void Close(long stream)
    {
        if (s_streams.TryRemove(stream, out ZStream? found))
        {
            found.Dispose();
        }
    }

    [PyFunction("crc32", ReleasesGil = true, Doc = "CRC-32 of data behind a given checksum.")]
    public static long Crc32(ReadOnlySpan<byte> data, long value) => BinasciiModule.Crc32Of(data, unchecked((uint)value));

    [PyFunction("adler32", ReleasesGil = true, Doc = "Adler-32 of data behind a given checksum.")]
    public static long Adler32(ReadOnlySpan<byte> data, long value)
    {
        const uint prime = 65521;
        uint a = unchecked((uint)value) & 0xFFFF;
        uint b = unchecked((uint)value) >> 16;
        while (!data.IsEmpty)
        {
            // As many as 32-bit sums take without overflow.
            int count = Math.Min(data.Length, 5552);
            for (int i = 0; i < count; i++)
            {
                a += data[i];
                b += a;
            }

            a %= prime;
            b %= prime;
            data = data[count..];
        }

        return (long)b << 16 | a;
    }

    private static long Keep(ZStream stream)
    {
        long number = Interlocked.Increment(ref s_last);
        s_streams[number] = stream;
        return number;
    }
}
