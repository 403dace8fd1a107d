namespace Pyl.VM.Execution;

/// <summary>What the return of a frame means to its caller; anything but <see cref="None"/> takes the slow way out, see <see cref="SpecialReturns"/>.</summary>
internal enum ReturnAction : byte
{
    /// <summary>The result goes to the caller's result register, which is empty.</summary>
    None,

    /// <summary>An __init__: the result must be None, the caller gets <see cref="Frame.Constructed"/>.</summary>
    Constructed,

    /// <summary>A generator's body has ended.</summary>
    Generator,

    /// <summary>A special method called for an operand: the result register may hold a value, which is released.</summary>
    Replace,

    /// <summary>As <see cref="Replace"/>, for a binary operator: NotImplemented ends in TypeError.</summary>
    Binary,

    /// <summary>The result is thrown away (__setitem__, a property's setter).</summary>
    Discard,
}
