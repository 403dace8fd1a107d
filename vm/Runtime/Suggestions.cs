namespace Pyl.VM.Runtime;

/// <summary>"Did you mean": the closest name by edit distance with CPython's costs and limits (Python/suggestions.c).</summary>
internal static class Suggestions
{
    private const int MoveCost = 2;
    private const int CaseCost = 1;
    private const int MaxCandidates = 750;
    private const int MaxLength = 40;

    /// <summary>The candidate that is close enough to the name, or null.</summary>
    public static string? Closest(string name, ReadOnlySpan<string> candidates)
    {
        if (candidates.Length > MaxCandidates || name.Length > MaxLength)
        {
            return null;
        }

        string? best = null;
        int bestDistance = int.MaxValue;
        foreach (string candidate in candidates)
        {
            if (candidate == name || candidate.Length > MaxLength)
            {
                continue;
            }

            int limit = Math.Min((name.Length + candidate.Length + 3) * MoveCost / 6, bestDistance - 1);
            int distance = Distance(name, candidate, limit);
            if (distance <= limit)
            {
                best = candidate;
                bestDistance = distance;
            }
        }

        return best;
    }

    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) * MoveCost > limit)
        {
            return limit + 1;
        }

        Span<int> row = stackalloc int[b.Length + 1];
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = j * MoveCost;
        }

        for (int i = 0; i < a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = (i + 1) * MoveCost;
            for (int j = 0; j < b.Length; j++)
            {
                int above = row[j + 1];
                int replace = diagonal + SubstitutionCost(a[i], b[j]);
                row[j + 1] = Math.Min(replace, Math.Min(above, row[j]) + MoveCost);
                diagonal = above;
            }
        }

        return row[^1];
    }

    private static int SubstitutionCost(char a, char b) =>
        a == b ? 0 : char.ToLowerInvariant(a) == char.ToLowerInvariant(b) ? CaseCost : MoveCost;
}
