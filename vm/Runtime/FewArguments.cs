using System.Runtime.CompilerServices;

namespace Pyl.VM.Runtime;

/// <summary>Room on the C# stack for the arguments of an ordinary call, one put in front included.</summary>
[InlineArray(Length)]
internal struct FewArguments
{
    public const int Length = 5;

    private Value _first;
}
