namespace Pyl.VM.Types;

/// <summary>What a view or iterator of a dict gives.</summary>
internal enum DictPart : byte
{
    Keys,
    Values,
    Items,
}
