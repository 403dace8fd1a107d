using System.Globalization;
using System.Text;

namespace Pyl.Stdlib.Native;

/// <summary>strftime in the C locale, with the flags and widths of the GNU C library.</summary>
internal static class TimeFormatting
{
    public static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    public static string Format(string format, in CivilTime time)
    {
        var result = new StringBuilder(format.Length * 2);
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                result.Append(format[i]);
                continue;
            }

            int start = i++;
            char padding = '\0';
            bool upper = false;
            bool swap = false;
            for (; i < format.Length && format[i] is '-' or '_' or '0' or '^' or '#'; i++)
            {
                switch (format[i])
                {
                    case '^':
                        upper = true;
                        break;
                    case '#':
                        swap = true;
                        break;
                    default:
                        padding = format[i];
                        break;
                }
            }

            int width = 0;
            for (; i < format.Length && char.IsAsciiDigit(format[i]) && width < 10_000; i++)
            {
                width = (width * 10) + (format[i] - '0');
            }

            if (i < format.Length && format[i] is 'E' or 'O')
            {
                i++;
            }

            if (i >= format.Length || Directive(format[i], time, padding, width) is not { } text)
            {
                result.Append(format, start, Math.Min(i + 1, format.Length) - start);
                continue;
            }

            if (upper || (swap && format[i] is not ('p' or 'Z')))
            {
                text = text.ToUpperInvariant();
            }
            else if (swap)
            {
                text = text.ToLowerInvariant();
            }

            result.Append(text.PadLeft(width, padding == '0' ? '0' : ' '));
        }

        return result.ToString();
    }

    /// <summary>The week of the year when weeks start at a weekday (Monday is 0); days before the first such day are week 0.</summary>
    private static int Week(in CivilTime time, int first) => (time.YearDay - 1 + 7 - ((time.Weekday - first + 7) % 7)) / 7;

    /// <summary>Year and week of ISO 8601.</summary>
    private static (long Year, int Week) IsoWeek(in CivilTime time)
    {
        // The week belongs to the year that its Thursday is in.
        long thursday = CivilTime.DaysOf(time.Year, 1, 1) + time.YearDay - 1 + 3 - time.Weekday;
        CivilTime middle = CivilTime.FromSeconds(thursday * 86400);
        return (middle.Year, ((middle.YearDay - 1) / 7) + 1);
    }

    private static string? Directive(char code, in CivilTime time, char padding, int width)
    {
        int hour12 = time.Hour % 12 == 0 ? 12 : time.Hour % 12;
        switch (code)
        {
            case 'a':
                return Weekdays[time.Weekday][..3];
            case 'A':
                return Weekdays[time.Weekday];
            case 'b' or 'h':
                return Months[time.Month - 1][..3];
            case 'B':
                return Months[time.Month - 1];
            case 'c':
                return Format("%a %b %e %H:%M:%S %Y", time);
            case 'C':
                return Number((long)Math.Floor(time.Year / 100.0), 2, '0', padding, width);
            case 'd':
                return Number(time.Day, 2, '0', padding, width);
            case 'D' or 'x':
                return Format("%m/%d/%y", time);
            case 'e':
                return Number(time.Day, 2, ' ', padding, width);
            case 'F':
                return Format("%Y-%m-%d", time);
            case 'g':
                return Number(((IsoWeek(time).Year % 100) + 100) % 100, 2, '0', padding, width);
            case 'G':
                return Number(IsoWeek(time).Year, 1, '0', padding, width);
            case 'H':
                return Number(time.Hour, 2, '0', padding, width);
            case 'I':
                return Number(hour12, 2, '0', padding, width);
            case 'j':
                return Number(time.YearDay, 3, '0', padding, width);
            case 'k':
                return Number(time.Hour, 2, ' ', padding, width);
            case 'l':
                return Number(hour12, 2, ' ', padding, width);
            case 'm':
                return Number(time.Month, 2, '0', padding, width);
            case 'M':
                return Number(time.Minute, 2, '0', padding, width);
            case 'n':
                return "\n";
            case 'p':
                return time.Hour < 12 ? "AM" : "PM";
            case 'P':
                return time.Hour < 12 ? "am" : "pm";
            case 'r':
                return Format("%I:%M:%S %p", time);
            case 'R':
                return Format("%H:%M", time);
            case 's':
                return LocalZone.ToSeconds(time).ToString(CultureInfo.InvariantCulture);
            case 'S':
                return Number(time.Second, 2, '0', padding, width);
            case 't':
                return "\t";
            case 'T' or 'X':
                return Format("%H:%M:%S", time);
            case 'u':
                return Number(time.Weekday + 1, 1, '0', padding, width);
            case 'U':
                return Number(Week(time, 6), 2, '0', padding, width);
            case 'V':
                return Number(IsoWeek(time).Week, 2, '0', padding, width);
            case 'w':
                return Number((time.Weekday + 1) % 7, 1, '0', padding, width);
            case 'W':
                return Number(Week(time, 0), 2, '0', padding, width);
            case 'y':
                return Number(((time.Year % 100) + 100) % 100, 2, '0', padding, width);
            case 'Y':
                return Number(time.Year, 1, '0', padding, width);
            case 'z':
                int minutes = Math.Abs(time.Offset) / 60;
                return string.Create(CultureInfo.InvariantCulture, $"{(time.Offset < 0 ? '-' : '+')}{minutes / 60:00}{minutes % 60:00}");
            case 'Z':
                return time.Zone;
            case '%':
                return "%";
            default:
                return null;
        }
    }

    private static string Number(long value, int digits, char fill, char padding, int width)
    {
        char pad = padding switch { '\0' => fill, '_' => ' ', '0' => '0', _ => '\0' };
        string text = Math.Abs(value).ToString(CultureInfo.InvariantCulture);
        if (pad != '\0')
        {
            text = text.PadLeft(Math.Max(digits, padding == '\0' && fill == '0' ? Math.Max(digits, width) : digits), pad);
        }

        return value < 0 ? "-" + text : text;
    }
}
