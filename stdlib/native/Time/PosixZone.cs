namespace Pyl.Stdlib.Native;

/// <summary>A zone that TZ spells out, as CET-1CEST,M3.5.0,M10.5.0/3 (POSIX 1003.1, 8.3): .NET knows zones by name only.</summary>
internal sealed class PosixZone
{
    private readonly string _standard;
    private readonly int _offset;
    private readonly string? _daylight;
    private readonly int _daylightOffset;
    private readonly Rule _start;
    private readonly Rule _end;

    private PosixZone(string standard, int offset, string? daylight, int daylightOffset, Rule start, Rule end)
    {
        _standard = standard;
        _offset = offset;
        _daylight = daylight;
        _daylightOffset = daylightOffset;
        _start = start;
        _end = end;
    }

    private enum RuleKind
    {
        WeekOfMonth,
        JulianWithoutLeapDay,
        DayOfYear,
    }

    /// <summary>The zone of the text, null when it is none of this form.</summary>
    public static PosixZone? TryParse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text[0] == ':' || text.Contains('/', StringComparison.Ordinal) && !text.Contains(',', StringComparison.Ordinal))
        {
            return null;
        }

        int at = 0;
        if (ReadName(text, ref at) is not { } standard || !ReadTime(text, ref at, out int west))
        {
            return null;
        }

        if (at == text.Length)
        {
            return new PosixZone(standard, -west, null, -west, default, default);
        }

        if (ReadName(text, ref at) is not { } daylight)
        {
            return null;
        }

        int daylightOffset = -west + 3600;
        if (at < text.Length && text[at] != ',')
        {
            if (!ReadTime(text, ref at, out int daylightWest))
            {
                return null;
            }

            daylightOffset = -daylightWest;
        }

        // The rules of the United States when there are none.
        var start = new Rule(RuleKind.WeekOfMonth, 3, 2, 0, 7200);
        var end = new Rule(RuleKind.WeekOfMonth, 11, 1, 0, 7200);
        if (at < text.Length && (!ReadRule(text, ref at, out start) || !ReadRule(text, ref at, out end) || at != text.Length))
        {
            return null;
        }

        return new PosixZone(standard, -west, daylight, daylightOffset, start, end);
    }

    /// <summary>Offset, daylight saving and name at seconds since 1970.</summary>
    public (int Offset, bool IsDst, string Name) At(long seconds)
    {
        if (_daylight is null)
        {
            return (_offset, false, _standard);
        }

        long year = CivilTime.FromSeconds(seconds, _offset).Year;
        long start = _start.SecondsIn(year) - _offset;
        long end = _end.SecondsIn(year) - _daylightOffset;
        bool isDst = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
        return isDst ? (_daylightOffset, true, _daylight) : (_offset, false, _standard);
    }

    private static string? ReadName(string text, ref int at)
    {
        int start = at;
        if (at < text.Length && text[at] == '<')
        {
            int close = text.IndexOf('>', at);
            if (close < 0)
            {
                return null;
            }

            at = close + 1;
            return text[(start + 1)..close];
        }

        while (at < text.Length && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        return at - start >= 3 ? text[start..at] : null;
    }

    /// <summary>[+-]hh[:mm[:ss]] in seconds.</summary>
    private static bool ReadTime(string text, ref int at, out int seconds)
    {
        seconds = 0;
        int sign = 1;
        if (at < text.Length && text[at] is '+' or '-')
        {
            sign = text[at++] == '-' ? -1 : 1;
        }

        for (int unit = 3600; unit >= 1; unit /= 60)
        {
            if (!ReadNumber(text, ref at, out int value))
            {
                return false;
            }

            seconds += value * unit;
            if (at >= text.Length || text[at] != ':')
            {
                break;
            }

            at++;
        }

        seconds *= sign;
        return true;
    }

    private static bool ReadNumber(string text, ref int at, out int value)
    {
        value = 0;
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start < 4)
        {
            value = (value * 10) + text[at++] - '0';
        }

        return at > start;
    }

    /// <summary>,Mm.w.d or ,Jn or ,n, with /time.</summary>
    private static bool ReadRule(string text, ref int at, out Rule rule)
    {
        rule = default;
        if (at >= text.Length || text[at++] != ',' || at >= text.Length)
        {
            return false;
        }

        RuleKind kind = text[at] == 'M' ? RuleKind.WeekOfMonth : text[at] == 'J' ? RuleKind.JulianWithoutLeapDay : RuleKind.DayOfYear;
        at += kind == RuleKind.DayOfYear ? 0 : 1;
        if (!ReadNumber(text, ref at, out int first))
        {
            return false;
        }

        int week = 0;
        int day = 0;
        if (kind == RuleKind.WeekOfMonth
            && !(at < text.Length && text[at++] == '.' && ReadNumber(text, ref at, out week) && at < text.Length && text[at++] == '.' && ReadNumber(text, ref at, out day)))
        {
            return false;
        }

        int time = 7200;
        if (at < text.Length && text[at] == '/')
        {
            at++;
            if (!ReadTime(text, ref at, out time))
            {
                return false;
            }
        }

        rule = new Rule(kind, first, week, day, time);
        return kind != RuleKind.WeekOfMonth || (first is >= 1 and <= 12 && week is >= 1 and <= 5 && day <= 6);
    }

    /// <summary>When a change takes place, in local time.</summary>
    private readonly record struct Rule(RuleKind Kind, int Number, int Week, int Weekday, int Time)
    {
        public long SecondsIn(long year)
        {
            long days = CivilTime.DaysOf(year, 1, 1);
            bool leap = CivilTime.DaysOf(year + 1, 1, 1) - days == 366;
            switch (Kind)
            {
                case RuleKind.DayOfYear:
                    days += Number;
                    break;
                case RuleKind.JulianWithoutLeapDay:
                    days += Number - 1 + (leap && Number >= 60 ? 1 : 0);
                    break;
                default:
                    days = CivilTime.DaysOf(year, Number, 1);
                    long next = Number == 12 ? CivilTime.DaysOf(year + 1, 1, 1) : CivilTime.DaysOf(year, Number + 1, 1);
                    // 1970-01-01 was a Thursday; weekdays count from Sunday here.
                    long weekday = (((days + 4) % 7) + 7) % 7;
                    days += ((Weekday - weekday + 7) % 7) + (7 * (Week - 1));
                    days -= days >= next ? 7 : 0;
                    break;
            }

            return (days * 86400) + Time;
        }
    }
}
