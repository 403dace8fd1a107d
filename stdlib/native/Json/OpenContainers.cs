namespace Pyl.Stdlib.Native.Json;

/// <summary>The containers that are being written, outermost first. Few are so deep that looking through them takes longer than hashing.</summary>
internal sealed class OpenContainers
{
    private const int Few = 12;

    private readonly object?[] _outer = new object?[Few];
    private HashSet<object>? _inner;
    private int _count;

    /// <summary>Adds a container; false when it is open already.</summary>
    public bool TryOpen(object container)
    {
        for (int i = Math.Min(_count, Few) - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_outer[i], container))
            {
                return false;
            }
        }

        if (_count < Few)
        {
            _outer[_count++] = container;
            return true;
        }

        if (!(_inner ??= new(ReferenceEqualityComparer.Instance)).Add(container))
        {
            return false;
        }

        _count++;
        return true;
    }

    /// <summary>Takes the container that was opened last away.</summary>
    public void CloseLast(object container)
    {
        if (--_count < Few)
        {
            _outer[_count] = null;
        }
        else
        {
            _inner!.Remove(container);
        }
    }
}
