namespace Pyl.VM.Types;

/// <summary>What writes members of a builtin type when they are asked for, after what was left to be written before (no list: its code for pointers would be made at every start).</summary>
/// <param name="members">See <see cref="TypeObject.DefineLater"/>.</param>
/// <param name="earlier">What comes first; null for nothing.</param>
internal sealed unsafe class PendingMembers(delegate*<TypeObject, void> members, PendingMembers? earlier)
{
    private readonly delegate*<TypeObject, void> _members = members;

    public void Define(TypeObject type)
    {
        earlier?.Define(type);
        _members(type);
    }
}
