namespace Pyl.VM.Embedding;

/// <summary>A Python exception that a script has not caught.</summary>
/// <param name="type">The name of its class.</param>
/// <param name="message">str() of it.</param>
/// <param name="traceback">The whole report, as Python prints it.</param>
public sealed class PylException(string type, string message, string traceback) : Exception(message.Length == 0 ? type : $"{type}: {message}")
{
    /// <summary>The name of its class, such as "ValueError".</summary>
    public string TypeName { get; } = type;

    /// <summary>str() of it.</summary>
    public string PythonMessage { get; } = message;

    /// <summary>The whole report, as Python prints it.</summary>
    public string Traceback { get; } = traceback;
}
