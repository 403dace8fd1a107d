using System.Runtime.InteropServices;

namespace Pyl.Stdlib.Native.Compression;

/// <summary>
/// One stream of zlib, by the library that System.IO.Compression itself calls: its own streams know neither unused data nor
/// a limit to the output nor the ways of flushing.
/// </summary>
internal sealed unsafe partial class ZStream : IDisposable
{
    private const string Library = "libSystem.IO.Compression.Native";

    private readonly bool _compresses;
    private State* _state;

    private ZStream(bool compresses)
    {
        _compresses = compresses;
        _state = (State*)NativeMemory.AllocZeroed((nuint)sizeof(State));
    }

    ~ZStream() => Free();

    /// <summary>How many bytes the last run has read.</summary>
    public int Consumed { get; private set; }

    /// <summary>What zlib said last: 0, 1 for the end of the stream, or an error's number.</summary>
    public int Code { get; private set; }

    public string? Message => _state->Message == null ? null : Marshal.PtrToStringAnsi((nint)_state->Message);

    public static ZStream Compressor(int level, int method, int windowBits, int memoryLevel, int strategy)
    {
        var stream = new ZStream(true);
        stream.Code = DeflateInit(stream._state, level, method, windowBits, memoryLevel, strategy);
        return stream;
    }

    public static ZStream Decompressor(int windowBits)
    {
        var stream = new ZStream(false);
        stream.Code = InflateInit(stream._state, windowBits);
        return stream;
    }

    /// <summary>Feeds data and collects output: all there is, or at most <paramref name="most"/> bytes when that is positive.</summary>
    public byte[] Run(ReadOnlySpan<byte> data, int flush, int most)
    {
        var output = new MemoryStream();
        byte[] buffer = new byte[most > 0 ? Math.Min(most, 65536) : Math.Clamp(data.Length * 2, 4096, 1 << 20)];
        fixed (byte* start = data)
        {
            byte nothing = 0;
            _state->NextIn = start == null ? &nothing : start;
            _state->AvailableIn = (uint)data.Length;
            while (true)
            {
                int room = most > 0 ? (int)Math.Min(buffer.Length, most - output.Length) : buffer.Length;
                if (room == 0)
                {
                    break;
                }

                uint left;
                fixed (byte* target = buffer)
                {
                    _state->NextOut = target;
                    _state->AvailableOut = (uint)room;
                    Code = _compresses ? Deflate(_state, flush) : Inflate(_state, flush);
                    left = _state->AvailableOut;
                }

                output.Write(buffer, 0, room - (int)left);
                // -5 says that nothing more can be done without more data or room; there is always more room.
                if (left > 0 || Code is not (0 or -5))
                {
                    break;
                }
            }

            Consumed = data.Length - (int)_state->AvailableIn;
            _state->NextIn = null;
            _state->NextOut = null;
        }

        return output.ToArray();
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_state == null)
        {
            return;
        }

        _ = _compresses ? DeflateEnd(_state) : InflateEnd(_state);
        NativeMemory.Free(_state);
        _state = null;
    }

    [LibraryImport(Library, EntryPoint = "CompressionNative_DeflateInit2_")]
    private static partial int DeflateInit(State* state, int level, int method, int windowBits, int memoryLevel, int strategy);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Deflate")]
    private static partial int Deflate(State* state, int flush);

    [LibraryImport(Library, EntryPoint = "CompressionNative_DeflateEnd")]
    private static partial int DeflateEnd(State* state);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateInit2_")]
    private static partial int InflateInit(State* state, int windowBits);

    [LibraryImport(Library, EntryPoint = "CompressionNative_Inflate")]
    private static partial int Inflate(State* state, int flush);

    [LibraryImport(Library, EntryPoint = "CompressionNative_InflateEnd")]
    private static partial int InflateEnd(State* state);

    /// <summary>The library's view of a z_stream.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct State
    {
        public byte* NextIn;
        public byte* NextOut;
        public byte* Message;
        public void* Internal;
        public uint AvailableIn;
        public uint AvailableOut;
    }
}
