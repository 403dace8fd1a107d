using System.Buffers.Binary;
using System.Text;

namespace Pyl.Stdlib.Native;

/// <summary>
/// The machine's time zone. Offsets are .NET's; the abbreviations (CET, CEST), which .NET does not have, are read from the
/// system's zone file.
/// </summary>
internal static class LocalZone
{
    private const string ZoneFolder = "/usr/share/zoneinfo";

    private static readonly Dictionary<string, Dictionary<(int Offset, bool IsDst), string>> s_names = [];

    private static PosixZone? s_posix = PosixZone.TryParse(Environment.GetEnvironmentVariable("TZ"));

    /// <summary>The broken-down local time of seconds since 1970.</summary>
    public static CivilTime At(long seconds)
    {
        if (s_posix is { } posix)
        {
            (int posixOffset, bool posixDst, string name) = posix.At(seconds);
            return CivilTime.FromSeconds(seconds, posixOffset, posixDst ? 1 : 0, name);
        }

        TimeZoneInfo zone = TimeZoneInfo.Local;
        DateTime utc = DateTime.UnixEpoch.AddSeconds(Math.Clamp(seconds, -62_135_596_800 + 86400, 253_402_300_799 - 86400));
        int offset = (int)zone.GetUtcOffset(utc).TotalSeconds;
        bool isDst = zone.IsDaylightSavingTime(utc);
        return CivilTime.FromSeconds(seconds, offset, isDst ? 1 : 0, NameOf(zone, offset, isDst));
    }

    /// <summary>Seconds since 1970 of a local time; its IsDst says which of two it is, -1 that the zone decides.</summary>
    public static long ToSeconds(CivilTime local)
    {
        long wanted = local.ToSeconds();
        long guess = wanted - At(wanted).Offset;
        guess = wanted - At(guess).Offset;
        CivilTime found = At(guess);
        if (local.IsDst >= 0 && (local.IsDst > 0) != (found.IsDst > 0))
        {
            int shift = DaylightShift();
            guess += local.IsDst > 0 ? -shift : shift;
        }

        return guess;
    }

    /// <summary>time.timezone, time.altzone (seconds west of UTC), time.daylight, time.tzname: of this year's January and July.</summary>
    public static (int TimeZone, int AltZone, bool HasDaylight, string Standard, string Daylight) Describe()
    {
        int year = DateTime.UtcNow.Year;
        CivilTime january = At(CivilTime.DaysOf(year, 1, 1) * 86400);
        CivilTime july = At(CivilTime.DaysOf(year, 7, 1) * 86400);
        (CivilTime standard, CivilTime daylight) = january.Offset <= july.Offset ? (january, july) : (july, january);
        return (-standard.Offset, -daylight.Offset, standard.Offset != daylight.Offset, standard.Zone, daylight.Zone);
    }

    /// <summary>Looks at TZ again.</summary>
    public static void Reset()
    {
        TimeZoneInfo.ClearCachedData();
        s_posix = PosixZone.TryParse(Environment.GetEnvironmentVariable("TZ"));
    }

    private static int DaylightShift()
    {
        (int timeZone, int altZone, bool has, _, _) = Describe();
        return has ? timeZone - altZone : 3600;
    }

    private static string NameOf(TimeZoneInfo zone, int offset, bool isDst)
    {
        if (zone.Id is "UTC" or "Etc/UTC")
        {
            return "UTC";
        }

        lock (s_names)
        {
            if (!s_names.TryGetValue(zone.Id, out Dictionary<(int, bool), string>? names))
            {
                s_names[zone.Id] = names = ReadNames(zone.Id);
            }

            if (names.TryGetValue((offset, isDst), out string? name))
            {
                return name;
            }
        }

        int minutes = Math.Abs(offset) / 60;
        return $"{(offset < 0 ? '-' : '+')}{minutes / 60:00}{(minutes % 60 == 0 ? "" : $"{minutes % 60:00}")}";
    }

    /// <summary>The abbreviations in a zone file (RFC 8536), by offset and daylight saving; later ones win.</summary>
    private static Dictionary<(int, bool), string> ReadNames(string id)
    {
        var names = new Dictionary<(int, bool), string>();
        byte[] file;
        try
        {
            string path = Path.Combine(ZoneFolder, id);
            file = File.ReadAllBytes(File.Exists(path) ? path : "/etc/localtime");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return names;
        }

        if (file.Length < 44 || !file.AsSpan(0, 4).SequenceEqual("TZif"u8))
        {
            return names;
        }

        int Count(int field) => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20 + (4 * field)));
        int times = Count(3);
        int types = Count(4);
        int characters = Count(5);
        int at = 44 + (times * 5);
        int text = at + (types * 6);
        for (int i = 0; i < types && text + characters <= file.Length; i++, at += 6)
        {
            int offset = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            ReadOnlySpan<byte> name = file.AsSpan(text + file[at + 5], characters - file[at + 5]);
            name = name[..Math.Max(0, name.IndexOf((byte)0))];
            names[(offset, file[at + 4] != 0)] = Encoding.ASCII.GetString(name);
        }

        return names;
    }
}
