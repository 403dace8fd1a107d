namespace Pyl.Stdlib.Native;

/// <summary>A broken-down time, C's struct tm: the month counts from 1, the weekday from Monday as 0, the day of the year from 1.</summary>
internal readonly record struct CivilTime(long Year, int Month, int Day, int Hour, int Minute, int Second, int Weekday, int YearDay, int IsDst, string Zone, int Offset)
{
    private const long SecondsOfDay = 86400;

    /// <summary>The UTC of seconds since 1970.</summary>
    public static CivilTime FromSeconds(long seconds, int offset = 0, int isDst = 0, string zone = "UTC")
    {
        long local = seconds + offset;
        long days = Math.DivRem(local, SecondsOfDay, out long rest);
        if (rest < 0)
        {
            rest += SecondsOfDay;
            days--;
        }

        (long year, int month, int day) = FromDays(days);
        int weekday = (int)(((days + 3) % 7 + 7) % 7);
        int yearDay = (int)(days - DaysOf(year, 1, 1)) + 1;
        return new CivilTime(year, month, day, (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60), weekday, yearDay, isDst, zone, offset);
    }

    /// <summary>Seconds since 1970 of the fields read as UTC; months and smaller fields may be out of range.</summary>
    public long ToSeconds()
    {
        long months = (Year * 12) + Month - 1;
        long year = Math.DivRem(months, 12, out long month);
        if (month < 0)
        {
            month += 12;
            year--;
        }

        return ((DaysOf(year, (int)month + 1, 1) + Day - 1) * SecondsOfDay) + (Hour * 3600L) + (Minute * 60L) + Second;
    }

    /// <summary>Days from 1970-01-01 to a date of the proleptic Gregorian calendar.</summary>
    public static long DaysOf(long year, int month, int day)
    {
        // Years from March on, in eras of 400 years: the leap day is then the last of its year.
        long y = month <= 2 ? year - 1 : year;
        long era = (y >= 0 ? y : y - 399) / 400;
        long yearOfEra = y - (era * 400);
        long dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        long dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146097) + dayOfEra - 719468;
    }

    private static (long Year, int Month, int Day) FromDays(long days)
    {
        days += 719468;
        long era = (days >= 0 ? days : days - 146096) / 146097;
        long dayOfEra = days - (era * 146097);
        long yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36524) - (dayOfEra / 146096)) / 365;
        long dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        long shifted = ((5 * dayOfYear) + 2) / 153;
        int day = (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1);
        int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, day);
    }
}
