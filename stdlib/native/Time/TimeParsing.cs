using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Pyl.VM.Text;

namespace Pyl.Stdlib.Native;

/// <summary>What strptime has read.</summary>
/// <param name="Time">The broken-down time; Offset and Zone as far as they were given.</param>
/// <param name="Microseconds">Of %f.</param>
/// <param name="HasOffset">Whether %z (or %Z for a known zone) gave an offset.</param>
/// <param name="OffsetFraction">Microseconds of the offset.</param>
internal readonly record struct ParsedTime(CivilTime Time, int Microseconds, bool HasOffset, int OffsetFraction);

/// <summary>strptime in the C locale, by regular expressions as CPython's _strptime does it.</summary>
internal static class TimeParsing
{
    private const int CacheLimit = 50;

    private static readonly ConcurrentDictionary<string, Regex> s_cache = new();

    /// <summary>Reads a text by a format; null when that went well, else the ValueError's text.</summary>
    public static string? TryParse(string text, string format, out ParsedTime result)
    {
        result = default;
        if (!s_cache.TryGetValue(format, out Regex? regex))
        {
            var pattern = new StringBuilder("\\A");
            if (Translate(format, format, pattern) is { } fault)
            {
                return fault;
            }

            if (s_cache.Count >= CacheLimit)
            {
                s_cache.Clear();
            }

            s_cache[format] = regex = new Regex(pattern.ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }

        Match match = regex.Match(text);
        if (!match.Success)
        {
            return $"time data {Literals.ReprText(text)} does not match format {Literals.ReprText(format)}";
        }

        return match.Length != text.Length ? "unconverted data remains: " + text[match.Length..] : Build(match, out result);
    }

    private static string? Translate(string format, string whole, StringBuilder pattern)
    {
        for (int i = 0; i < format.Length; i++)
        {
            char c = format[i];
            if (char.IsWhiteSpace(c))
            {
                while (i + 1 < format.Length && char.IsWhiteSpace(format[i + 1]))
                {
                    i++;
                }

                pattern.Append("\\s+");
                continue;
            }

            if (c != '%')
            {
                pattern.Append(Regex.Escape(c.ToString()));
                continue;
            }

            if (++i >= format.Length)
            {
                return $"stray % in format '{whole}'";
            }

            string? composite = format[i] switch
            {
                'c' => "%a %b %d %H:%M:%S %Y",
                'x' or 'D' => "%m/%d/%y",
                'X' or 'T' => "%H:%M:%S",
                'F' => "%Y-%m-%d",
                'R' => "%H:%M",
                'r' => "%I:%M:%S %p",
                _ => null,
            };
            if (composite is not null)
            {
                Translate(composite, whole, pattern);
                continue;
            }

            if (PatternOf(format[i]) is not { } piece)
            {
                return $"'{format[i]}' is a bad directive in format '{whole}'";
            }

            pattern.Append(piece);
        }

        return null;
    }

    private static string? PatternOf(char code) => code switch
    {
        'a' => Names("a", [.. TimeFormatting.Weekdays.Select(static name => name[..3])]),
        'A' => Names("A", TimeFormatting.Weekdays),
        'b' or 'h' => Names("b", [.. TimeFormatting.Months.Select(static name => name[..3])]),
        'B' => Names("B", TimeFormatting.Months),
        'd' => "(?<d>3[0-1]|[1-2][0-9]|0[1-9]|[1-9]| [1-9])",
        'f' => "(?<f>[0-9]{1,6})",
        'G' => "(?<G>[0-9][0-9][0-9][0-9])",
        'H' => "(?<H>2[0-3]|[0-1][0-9]|[0-9])",
        'I' => "(?<I>1[0-2]|0[1-9]|[1-9]| [1-9])",
        'j' => "(?<j>36[0-6]|3[0-5][0-9]|[1-2][0-9][0-9]|0[1-9][0-9]|00[1-9]|[1-9][0-9]|0[1-9]|[1-9])",
        'm' => "(?<m>1[0-2]|0[1-9]|[1-9])",
        'M' => "(?<M>[0-5][0-9]|[0-9])",
        'p' => "(?<p>am|pm)",
        'S' => "(?<S>6[0-1]|[0-5][0-9]|[0-9])",
        'U' => "(?<U>5[0-3]|[0-4][0-9]|[0-9])",
        'W' => "(?<W>5[0-3]|[0-4][0-9]|[0-9])",
        'u' => "(?<u>[1-7])",
        'V' => "(?<V>5[0-3]|0[1-9]|[1-4][0-9]|[0-9])",
        'w' => "(?<w>[0-6])",
        'y' => "(?<y>[0-9][0-9])",
        'Y' => "(?<Y>[0-9][0-9][0-9][0-9])",
        'z' => "(?<z>[+-][0-9][0-9]:?[0-5][0-9](:?[0-5][0-9](\\.[0-9]{1,6})?)?|(?-i:Z))",
        'Z' => Names("Z", ZoneNames()),
        'n' or 't' => "\\s+",
        '%' => "%",
        _ => null,
    };

    private static string[] ZoneNames()
    {
        (_, _, _, string standard, string daylight) = LocalZone.Describe();
        return [.. new[] { "utc", "gmt", standard.ToLowerInvariant(), daylight.ToLowerInvariant() }.Distinct().Where(static name => name.Length > 0)];
    }

    /// <summary>Any of the names, the longest first.</summary>
    private static string Names(string group, string[] names) =>
        $"(?<{group}>{string.Join('|', names.OrderByDescending(static name => name.Length).Select(Regex.Escape))})";

    private static string? Build(Match match, out ParsedTime result)
    {
        result = default;
        int Number(string group, int absent) =>
            match.Groups[group].Success ? int.Parse(match.Groups[group].Value.AsSpan().Trim(), CultureInfo.InvariantCulture) : absent;
        int Position(string group, string[] names, int length) =>
            match.Groups[group].Success
                ? Array.FindIndex(names, name => string.Equals(length == 0 ? name : name[..length], match.Groups[group].Value, StringComparison.OrdinalIgnoreCase))
                : -1;

        int? year = match.Groups["Y"].Success ? Number("Y", 0) : null;
        if (match.Groups["y"].Success)
        {
            int two = Number("y", 0);
            year = two + (two <= 68 ? 2000 : 1900);
        }

        int month = Number("m", 1);
        month = Math.Max(month, Math.Max(Position("b", TimeFormatting.Months, 3), Position("B", TimeFormatting.Months, 0)) + 1);
        int day = Number("d", 1);
        int hour = Number("H", 0);
        if (match.Groups["I"].Success)
        {
            bool afternoon = match.Groups["p"].Success && match.Groups["p"].Value[0] is 'p' or 'P';
            hour = (Number("I", 0) % 12) + (afternoon ? 12 : 0);
        }

        int weekday = Math.Max(Position("a", TimeFormatting.Weekdays, 3), Position("A", TimeFormatting.Weekdays, 0));
        weekday = match.Groups["w"].Success ? (Number("w", 0) + 6) % 7 : match.Groups["u"].Success ? Number("u", 1) - 1 : weekday;
        int julian = Number("j", -1);
        if (CheckIso(match, year, weekday, julian) is { } fault)
        {
            return fault;
        }

        bool leapYearAssumed = false;
        if (year is null && month == 2 && day == 29)
        {
            year = 1904;
            leapYearAssumed = true;
        }

        int known = year ?? 1900;
        if (julian < 0 && weekday >= 0)
        {
            if (match.Groups["U"].Success || match.Groups["W"].Success)
            {
                bool mondayFirst = match.Groups["W"].Success;
                julian = JulianOfWeek(known, mondayFirst ? Number("W", 0) : Number("U", 0), weekday, mondayFirst);
            }
            else if (match.Groups["G"].Success)
            {
                known = Number("G", 1900);
                julian = JulianOfIsoWeek(ref known, Number("V", 1), weekday + 1);
            }

            if (julian is < 1 and > int.MinValue && (match.Groups["U"].Success || match.Groups["W"].Success))
            {
                known--;
                julian += DateTime.IsLeapYear(Math.Max(known, 1)) ? 366 : 365;
            }
        }

        if (julian < 0)
        {
            int days = DateTime.DaysInMonth(Math.Clamp(known, 1, 9999), month);
            if (day > days)
            {
                return $"day {day} must be in range 1..{days} for month {month} in year {known}";
            }

            julian = (int)(CivilTime.DaysOf(known, month, day) - CivilTime.DaysOf(known, 1, 1)) + 1;
        }
        else
        {
            CivilTime date = CivilTime.FromSeconds((CivilTime.DaysOf(known, 1, 1) + julian - 1) * 86400);
            (known, month, day) = ((int)date.Year, date.Month, date.Day);
        }

        if (weekday < 0)
        {
            weekday = (int)((((CivilTime.DaysOf(known, month, day) + 3) % 7) + 7) % 7);
        }

        (bool hasOffset, int offset, int fraction) = ReadOffset(match);
        int isDst = -1;
        string zone = "";
        if (match.Groups["Z"].Success)
        {
            zone = match.Groups["Z"].Value;
            isDst = DstOfZone(zone.ToLowerInvariant());
        }

        int microseconds = match.Groups["f"].Success ? int.Parse(match.Groups["f"].Value.PadRight(6, '0'), CultureInfo.InvariantCulture) : 0;
        result = new ParsedTime(
            new CivilTime(leapYearAssumed ? 1900 : known, month, day, hour, Number("M", 0), Number("S", 0), weekday, julian, isDst, zone, offset), microseconds, hasOffset, fraction);
        return null;
    }

    private static string? CheckIso(Match match, int? year, int weekday, int julian)
    {
        bool isoYear = match.Groups["G"].Success;
        bool isoWeek = match.Groups["V"].Success;
        if (isoYear && julian >= 0)
        {
            return "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.";
        }

        if (isoYear && (!isoWeek || weekday < 0))
        {
            return "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').";
        }

        if (isoWeek && !isoYear)
        {
            return year is null || weekday < 0
                ? "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u')."
                : "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.";
        }

        return null;
    }

    private static int JulianOfWeek(int year, int week, int weekday, bool mondayFirst)
    {
        int first = (int)((((CivilTime.DaysOf(year, 1, 1) + 3) % 7) + 7) % 7);
        if (!mondayFirst)
        {
            first = (first + 1) % 7;
            weekday = (weekday + 1) % 7;
        }

        int zeroLength = (7 - first) % 7;
        return week == 0 ? 1 + weekday - first : 1 + zeroLength + (7 * (week - 1)) + weekday;
    }

    private static int JulianOfIsoWeek(ref int year, int week, int weekday)
    {
        int fourth = (int)((((CivilTime.DaysOf(year, 1, 4) + 3) % 7) + 7) % 7) + 1;
        int ordinal = (week * 7) + weekday - (fourth + 3);
        if (ordinal < 1)
        {
            long days = CivilTime.DaysOf(year, 1, 1);
            year--;
            ordinal += (int)(days - CivilTime.DaysOf(year, 1, 1));
        }

        return ordinal;
    }

    private static (bool HasOffset, int Seconds, int Microseconds) ReadOffset(Match match)
    {
        if (!match.Groups["z"].Success)
        {
            return (false, 0, 0);
        }

        string text = match.Groups["z"].Value;
        if (text is "Z")
        {
            return (true, 0, 0);
        }

        string digits = text[1..].Replace(":", "", StringComparison.Ordinal);
        int point = digits.IndexOf('.');
        int fraction = point < 0 ? 0 : int.Parse(digits[(point + 1)..].PadRight(6, '0'), CultureInfo.InvariantCulture);
        digits = point < 0 ? digits : digits[..point];
        int seconds = (int.Parse(digits.AsSpan(0, 2), CultureInfo.InvariantCulture) * 3600) + (int.Parse(digits.AsSpan(2, 2), CultureInfo.InvariantCulture) * 60)
            + (digits.Length > 4 ? int.Parse(digits.AsSpan(4, 2), CultureInfo.InvariantCulture) : 0);
        return text[0] == '-' ? (true, -seconds, -fraction) : (true, seconds, fraction);
    }

    private static int DstOfZone(string zone)
    {
        (_, _, bool hasDaylight, string standard, string daylight) = LocalZone.Describe();
        if (zone is "utc" or "gmt" || zone == standard.ToLowerInvariant())
        {
            return 0;
        }

        return hasDaylight && zone == daylight.ToLowerInvariant() ? 1 : -1;
    }
}
