using System.Runtime.CompilerServices;
using Pyl.VM.Execution;
using Pyl.VM.Parallelism;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Memory;

/// <summary>
/// Parts of dead objects that the thread keeps for new ones (DESIGN 3): tables of small dicts, frames of generators, small instances, lists, exceptions. Only parts that
/// nobody but the dead object could reach, and only while no other thread reads without locks. The host's collector is cheap for what
/// dies young, but making such a part means three or four allocations, each to be cleared.
/// </summary>
internal sealed class Spares
{
    /// <summary>Entries of the tables that are kept: the smallest kind...</summary>
    public const int TableCapacity = 5;

    /// <summary>... and the next.</summary>
    public const int GrownTableCapacity = 10;

    private const int MostTables = 32;

    /// <summary>Windows have a multiple of so many registers...</summary>
    private const int WindowStep = 4;

    /// <summary>... in so many sizes.</summary>
    private const int WindowSizes = 5;

    /// <summary>Frames kept of each size.</summary>
    private const int MostFrames = 16;

    /// <summary>Instances are kept with up to so many slots, less one...</summary>
    private const int InstanceSizes = 8;

    /// <summary>... so many of each.</summary>
    private const int MostInstances = 32;

    private const int MostExceptions = 8;

    /// <summary>Entries of tracebacks and frames of activations that an exception has left: as many as a program's calls are deep, mostly.</summary>
    private const int MostTracebacks = 32;

    private const int MostLists = 32;

    private const int MostDicts = 16;

    private const int MostGenerators = 16;

    /// <summary>Blocks of ints are kept with up to so many items, less one: what slices and sums of short lists have...</summary>
    private const int BlockSizes = 9;

    /// <summary>... so many of each.</summary>
    private const int MostBlocks = 8;

    private readonly InstanceObject[] _instances = new InstanceObject[InstanceSizes * MostInstances];
    private readonly int[] _instanceCounts = new int[InstanceSizes];
    private readonly ExceptionObject[] _exceptions = new ExceptionObject[MostExceptions];
    private readonly TracebackObject[] _tracebacks = new TracebackObject[MostTracebacks];
    private readonly FrameObject[] _frameObjects = new FrameObject[MostTracebacks];
    private readonly ListObject[] _lists = new ListObject[MostLists];
    private readonly DictObject[] _dicts = new DictObject[MostDicts];
    private readonly GeneratorObject[] _generators = new GeneratorObject[MostGenerators];
    private int _dictCount;
    private int _generatorCount;
    private readonly IntStorage[] _blocks = new IntStorage[BlockSizes * MostBlocks];
    private readonly int[] _blockCounts = new int[BlockSizes];
    private int _listCount;

    /// <summary>Iterators of loops.</summary>
    public readonly SpareIterators Iterators = new();

    public readonly SpareSetTables SetTables = new();

    private int _exceptionCount;
    private int _tracebackCount;
    private int _frameObjectCount;

    private readonly DictKeys[] _tables = new DictKeys[MostTables];
    private readonly Frame[] _frames = new Frame[WindowSizes * MostFrames];
    private readonly int[] _frameCounts = new int[WindowSizes];
    private readonly DictKeys[] _grownTables = new DictKeys[MostTables];
    private DictObject? _map;
    private int _tableCount;
    private int _grownTableCount;

    /// <summary>
    /// Keeps an object that has died, if it is of a kind that is kept and was never anybody's but the owner's. Not when free threads are
    /// several: readers without locks may still look at it, and with --refcount unsafe a dead object must be known as one.
    /// </summary>
    public void Give(ThreadState thread, PyObject reference)
    {
        // A generator that has ended counts as finalised.
        if (FreeThreading.AreSeveral || (reference.Status != ObjectFlags.Dead && (reference.Status != (ObjectFlags.Dead | ObjectFlags.Finalized) || reference is not GeneratorObject)) || reference.Shared != 0 || reference.OwnerId != thread.OwnerId)
        {
            return;
        }

        if (reference.GetType() == typeof(InstanceObject))
        {
            int slots = reference.Attributes is { } attributes ? attributes.Length : 0;
            if (slots < InstanceSizes && _instanceCounts[slots] < MostInstances)
            {
                // What is kept must not keep a class alive.
                reference.Type = BuiltinTypes.Object;
                _instances[(slots * MostInstances) + _instanceCounts[slots]++] = Unsafe.As<InstanceObject>(reference);
            }
        }
        else if (reference.GetType() == typeof(ListObject))
        {
            if (_listCount < MostLists && reference.Attributes is null)
            {
                reference.Type = BuiltinTypes.List;
                _lists[_listCount++] = Unsafe.As<ListObject>(reference);
            }
        }
        else if (reference.GetType() == typeof(DictObject))
        {
            if (_dictCount < MostDicts && reference.Attributes is null)
            {
                reference.Type = BuiltinTypes.Dict;
                _dicts[_dictCount++] = Unsafe.As<DictObject>(reference);
            }
        }
        else if (reference.GetType() == typeof(GeneratorObject))
        {
            if (_generatorCount < MostGenerators && Unsafe.As<GeneratorObject>(reference).Async is null)
            {
                _generators[_generatorCount++] = Unsafe.As<GeneratorObject>(reference);
            }
        }
        else if (reference.GetType() == typeof(ExceptionObject) && _exceptionCount < MostExceptions)
        {
            reference.Attributes = null;
            reference.Type = ExceptionTypes.BaseException;
            _exceptions[_exceptionCount++] = Unsafe.As<ExceptionObject>(reference);
        }
        else if (reference.GetType() == typeof(TracebackObject) && _tracebackCount < MostTracebacks && !Unsafe.As<TracebackObject>(reference).IsLinked)
        {
            Unsafe.As<TracebackObject>(reference).Forget();
            _tracebacks[_tracebackCount++] = Unsafe.As<TracebackObject>(reference);
        }
        else if (reference.GetType() == typeof(FrameObject) && _frameObjectCount < MostTracebacks)
        {
            Unsafe.As<FrameObject>(reference).Forget();
            _frameObjects[_frameObjectCount++] = Unsafe.As<FrameObject>(reference);
        }
    }

    /// <summary>An instance of object's layout with an array of so many empty slots (none for 0), or null.</summary>
    public InstanceObject? TakeInstance(int slots) =>
        slots < InstanceSizes && _instanceCounts[slots] > 0 ? Take(_instances, (slots * MostInstances) + --_instanceCounts[slots]) : null;

    /// <summary>An empty list, or null.</summary>
    public ListObject? TakeList() => _listCount > 0 ? Take(_lists, --_listCount) : null;

    /// <summary>An empty dict, or null.</summary>
    public DictObject? TakeDict() => _dictCount > 0 ? Take(_dicts, --_dictCount) : null;

    /// <summary>A generator or coroutine that has ended, or null.</summary>
    public GeneratorObject? TakeGenerator() => _generatorCount > 0 ? Take(_generators, --_generatorCount) : null;

    /// <summary>Keeps the block of a list that has died.</summary>
    public void Give(IntStorage block)
    {
        int size = block.Items.Length;
        if (!FreeThreading.AreSeveral && size < BlockSizes && _blockCounts[size] < MostBlocks)
        {
            _blocks[(size * MostBlocks) + _blockCounts[size]++] = block;
        }
    }

    /// <summary>A block for exactly so many ints, which are all to be written.</summary>
    public IntStorage TakeInts(int size) =>
        (uint)size < BlockSizes && _blockCounts[size] > 0 ? Take(_blocks, (size * MostBlocks) + --_blockCounts[size]) : new IntStorage(size);

    /// <summary>An empty exception, or null.</summary>
    public ExceptionObject? TakeException() => _exceptionCount > 0 ? Take(_exceptions, --_exceptionCount) : null;

    /// <summary>A traceback entry to be filled, or null.</summary>
    public TracebackObject? TakeTraceback() => _tracebackCount > 0 ? Take(_tracebacks, --_tracebackCount) : null;

    /// <summary>A frame's object to be filled, or null.</summary>
    public FrameObject? TakeFrameObject() => _frameObjectCount > 0 ? Take(_frameObjects, --_frameObjectCount) : null;

    /// <summary>Keeps the table of a dict that has died; its references have been released.</summary>
    public void Give(DictKeys table)
    {
        if (table.Entries.Length == TableCapacity && _tableCount < MostTables && !FreeThreading.AreSeveral)
        {
            table.Clear();
            _tables[_tableCount++] = table;
        }
        else if (table.Entries.Length == GrownTableCapacity && _grownTableCount < MostTables && !FreeThreading.AreSeveral)
        {
            table.Clear();
            _grownTables[_grownTableCount++] = table;
        }
    }

    /// <summary>A dict is kept: there is no place for another one.</summary>
    public bool HasMap => _map is not null;

    /// <summary>Keeps an empty dict that was made for a call and that nobody has seen; its reference moves in.</summary>
    public void GiveMap(DictObject map) => _map = map;

    /// <summary>Such a dict, or a new one.</summary>
    public DictObject TakeMap(ThreadState thread)
    {
        if (_map is not { } map || FreeThreading.AreSeveral)
        {
            return new DictObject(thread);
        }

        _map = null;
        return map;
    }

    /// <summary>An empty table of <see cref="GrownTableCapacity"/>, or null.</summary>
    public DictKeys? TakeGrownTable() =>
        _grownTableCount == 0 || FreeThreading.AreSeveral ? null : Take(_grownTables, --_grownTableCount);

    /// <summary>An empty table of <see cref="TableCapacity"/>, or null.</summary>
    public DictKeys? TakeTable()
    {
        if (_tableCount == 0 || FreeThreading.AreSeveral)
        {
            return null;
        }

        return Take(_tables, --_tableCount);
    }

    /// <summary>Keeps the frame of a generator that has ended; its references have been released.</summary>
    public void Give(Frame frame)
    {
        int size = frame.Window.Length / WindowStep;
        if (size >= WindowSizes || frame.Window.Length != size * WindowStep || _frameCounts[size] == MostFrames || frame.IsObserved || FreeThreading.AreSeveral)
        {
            return;
        }

        Array.Clear(frame.Window);
        frame.Reset(keepsCode: frame.Closure.Length == 0 && frame.Globals is { OwnerId: RefCount.Uncounted });
        _frames[(size * MostFrames) + _frameCounts[size]++] = frame;
    }

    /// <summary>A frame with a window of its own that has at least so many registers.</summary>
    public Frame TakeFrame(int registers)
    {
        int size = (registers + WindowStep - 1) / WindowStep;
        return size >= WindowSizes || _frameCounts[size] == 0 || FreeThreading.AreSeveral
            ? new Frame { Window = new Value[size * WindowStep] }
            : Take(_frames, (size * MostFrames) + --_frameCounts[size]);
    }

    /// <summary>Takes what lies there, and leaves nothing: a place that is free must not keep an object alive.</summary>
    private static T Take<T>(T[] kept, int index)
        where T : class
    {
        T taken = kept[index];
        kept[index] = null!;
        return taken;
    }
}
