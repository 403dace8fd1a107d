namespace Pyl.Bytecode;

/// <summary>Serialised code that is damaged, foreign or of another version.</summary>
/// <param name="message">What is wrong, in a form that a person can be shown.</param>
public sealed class InvalidCodeException(string message) : Exception(message);
