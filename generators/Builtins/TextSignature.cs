namespace Pyl.Generators.Builtins;

/// <summary>__text_signature__, in the form that Argument Clinic writes and inspect reads.</summary>
internal static class TextSignature
{
    /// <param name="member">The member.</param>
    /// <param name="isWrapper">True for a special method whose signature is that of its slot.</param>
    /// <returns>null for none: so it is when a default is unknown, since a signature would have to say what it is.</returns>
    public static string? Of(MemberModel member, bool isWrapper)
    {
        if (member.Signature is { } own)
        {
            return own.Length == 0 ? null : own;
        }

        if (isWrapper && SlotTexts.Find(member.PythonName) is { } texts)
        {
            return member.IsNew ? "($type, *args, **kwargs)"
                : texts.Parameters.Length == 0 ? "($self, /)"
                : texts.Parameters[0] == '*' ? $"($self, /, {texts.Parameters})"
                : $"($self, {texts.Parameters}, /)";
        }

        string leading = member.Kind switch
        {
            MemberKind.Function => "$module",
            MemberKind.Method => "$self",
            MemberKind.ClassMethod => "$type",
            _ => member.IsNew ? "$type" : "",
        };
        var parts = new List<string>();
        if (leading.Length != 0)
        {
            parts.Add(leading);
        }

        if (member.IsRaw)
        {
            if (!member.IsNew && leading.Length != 0)
            {
                parts.Add("/");
            }

            parts.Add("*args");
            parts.Add("**kwargs");
            return Join(parts);
        }

        bool slash = leading.Length == 0 && (member.Parameters.Count == 0 || member.Parameters[0].Passing != Passing.Positional);
        bool star = false;
        foreach (ParameterModel parameter in member.Parameters)
        {
            bool isArguments = parameter.Kind == ParameterKind.Arguments;
            if (!slash && (isArguments || parameter.Passing != Passing.Positional))
            {
                parts.Add("/");
                slash = true;
            }

            if (isArguments)
            {
                parts.Add("*" + parameter.PythonName);
                star = true;
                continue;
            }

            if (!star && parameter.Passing == Passing.KeywordOnly)
            {
                parts.Add("*");
                star = true;
            }

            if (parameter.IsOptional && parameter.DefaultText == ParameterReader.Unknown)
            {
                return null;
            }

            parts.Add(parameter.IsOptional ? $"{parameter.PythonName}={parameter.DefaultText}" : parameter.PythonName);
        }

        if (!slash)
        {
            parts.Add("/");
        }

        return Join(parts);
    }

    private static string Join(IEnumerable<string> parts) => "(" + string.Join(", ", parts) + ")";
}
