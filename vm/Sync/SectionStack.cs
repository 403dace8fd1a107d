using Pyl.VM.Runtime;

namespace Pyl.VM.Sync;

/// <summary>The sections a thread is in, see <see cref="CriticalSection"/>.</summary>
internal sealed class SectionStack(ThreadState thread)
{
    private Section[] _sections = new Section[8];
    private int _count;

    public void Push(PyObject first, PyObject? second)
    {
        if (_count == _sections.Length)
        {
            Array.Resize(ref _sections, _count * 2);
        }

        ref Section section = ref _sections[_count];
        section.First = first;
        section.Second = second;
        if (second is null && ObjectLock.TryTake(first))
        {
            section.HoldsFirst = true;
            section.HoldsSecond = false;
            _count++;
            return;
        }

        section.HoldsFirst = section.HoldsSecond = false;
        _count++;
        ResumeTop();
    }

    public void Pop()
    {
        ref Section section = ref _sections[--_count];
        PyObject first = section.First!;
        PyObject? second = section.Second;
        section.First = section.Second = null;
        if (section.HoldsSecond)
        {
            section.HoldsSecond = false;
            ObjectLock.Release(second!);
        }

        if (section.HoldsFirst)
        {
            section.HoldsFirst = false;
            ObjectLock.Release(first);
        }

        if (_count > 0)
        {
            ResumeTop();
        }
    }

    public void SuspendAll()
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            ref Section section = ref _sections[i];
            if (section.HoldsFirst)
            {
                section.HoldsFirst = false;
                ObjectLock.Release(section.First!);
            }

            if (section.HoldsSecond)
            {
                section.HoldsSecond = false;
                ObjectLock.Release(section.Second!);
            }
        }
    }

    /// <summary>Takes the innermost section's locks where the thread does not hold them, for this section or for an outer one.</summary>
    public void ResumeTop()
    {
        if (_count == 0)
        {
            return;
        }

        while (true)
        {
            ref Section section = ref _sections[_count - 1];
            PyObject? missing = TakeFree(ref section);
            if (missing is null)
            {
                return;
            }

            // Somebody else has it: wait with nothing in hand, then try for the rest again.
            thread.Statistics.Contentions++;
            SuspendAll();
            ObjectLock.Take(missing);
            if (ReferenceEquals(missing, section.First))
            {
                section.HoldsFirst = true;
            }
            else
            {
                section.HoldsSecond = true;
            }
        }
    }

    private PyObject? TakeFree(ref Section section)
    {
        if (!Holds(section.First!))
        {
            if (!ObjectLock.TryTake(section.First!))
            {
                return section.First;
            }

            section.HoldsFirst = true;
        }

        if (section.Second is { } second && !Holds(second))
        {
            if (!ObjectLock.TryTake(second))
            {
                return second;
            }

            section.HoldsSecond = true;
        }

        return null;
    }

    /// <summary>True when the thread has the object's lock.</summary>
    public bool Holds(PyObject target)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            ref Section section = ref _sections[i];
            if ((section.HoldsFirst && ReferenceEquals(section.First, target)) || (section.HoldsSecond && ReferenceEquals(section.Second, target)))
            {
                return true;
            }
        }

        return false;
    }

    private struct Section
    {
        public PyObject? First;
        public PyObject? Second;
        public bool HoldsFirst;
        public bool HoldsSecond;
    }
}
