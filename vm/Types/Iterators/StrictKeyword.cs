using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>The one keyword of zip and map.</summary>
internal static class StrictKeyword
{
    private static readonly StrObject s_strict = StrObject.Intern("strict");

    /// <summary>Reads strict= and leaves the positional arguments; false when an exception is set.</summary>
    public static bool TryTake(ThreadState thread, string function, ref ReadOnlySpan<Value> arguments, Keywords keywords, out bool strict)
    {
        strict = false;
        ReadOnlySpan<Value> named = arguments[^keywords.Count..];
        arguments = arguments[..^keywords.Count];
        if (keywords.Count > 1)
        {
            thread.TypeError($"{function}() takes at most 1 keyword argument ({keywords.Count} given)");
            return false;
        }

        for (int i = 0; i < keywords.Count; i++)
        {
            if (!keywords[i].TextEquals(s_strict))
            {
                thread.TypeError($"{function}() got an unexpected keyword argument '{keywords[i]}'");
                return false;
            }

            int truth = Operators.IsTrue(thread, named[i]);
            if (truth < 0)
            {
                return false;
            }

            strict = truth > 0;
        }

        return true;
    }
}
