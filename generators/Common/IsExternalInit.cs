namespace System.Runtime.CompilerServices;

/// <summary>Lets records be declared for netstandard2.0, which lacks the type that the compiler asks for.</summary>
internal static class IsExternalInit;
