namespace Pyl.VM.Types;

/// <summary>The namespace of a class made by a program. Refers to the class: as long as somebody holds a view of the namespace, the class lives and keeps its contents.</summary>
internal sealed class ClassNamespace(TypeObject owner) : DictObject
{
    public TypeObject Owner { get; } = owner;
}
