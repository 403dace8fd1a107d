using Pyl.VM.Types;

namespace Pyl.VM.Binding;

/// <summary>The parameters of a native that takes keywords, as <see cref="KeywordBinder"/> wants them.</summary>
public sealed class KeywordSignature
{
    /// <param name="function">The name in error texts.</param>
    /// <param name="leading">1 when self or a class stands before the arguments.</param>
    /// <param name="positionalOnly">Number of positional-only parameters.</param>
    /// <param name="positional">Number of parameters that can be passed by position.</param>
    /// <param name="required">How many of these are required.</param>
    /// <param name="names">Names of all parameters but *args, in order; "" for positional-only ones.</param>
    /// <param name="takesRest">True when *args takes what is beyond the positional parameters.</param>
    /// <param name="requiredKeywordOnly">Indices of the keyword-only parameters that are required.</param>
    public KeywordSignature(
        string function,
        int leading,
        int positionalOnly,
        int positional,
        int required,
        string[] names,
        bool takesRest = false,
        int[]? requiredKeywordOnly = null)
    {
        Function = function;
        Leading = leading;
        PositionalOnly = positionalOnly;
        Positional = positional;
        Required = required;
        TakesRest = takesRest;
        RequiredKeywordOnly = requiredKeywordOnly ?? [];
        Names = new StrObject[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            Names[i] = StrObject.Intern(names[i]);
        }
    }

    internal string Function { get; }

    internal int Leading { get; }

    internal int PositionalOnly { get; }

    internal int Positional { get; }

    internal int Required { get; }

    internal bool TakesRest { get; }

    internal int[] RequiredKeywordOnly { get; }

    internal StrObject[] Names { get; }

    /// <summary>The constructors of int and str have an entry of their own in CPython (tp_vectorcall), which complains in other words.</summary>
    internal bool IsCountedByVectorcall => Leading == 1 && Function is ("int" or "str");

    /// <summary>The index of the parameter that can be passed by this keyword, or -1.</summary>
    internal int IndexOf(StrObject keyword)
    {
        for (int i = PositionalOnly; i < Names.Length; i++)
        {
            if (ReferenceEquals(Names[i], keyword))
            {
                return i;
            }
        }

        for (int i = PositionalOnly; i < Names.Length; i++)
        {
            if (Names[i].TextEquals(keyword))
            {
                return i;
            }
        }

        return -1;
    }
}
