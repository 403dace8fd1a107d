using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Expat;

/// <summary>An object whose methods start and end are handlers of elements: a parser that finds them calls these instead.</summary>
public interface IElementHandlers
{
    /// <summary>An element starts. Its name and attributes (null for none) are borrowed; nobody else uses the dict afterwards. A new reference or an error.</summary>
    Value Start(ThreadState thread, StrObject name, DictObject? attributes);

    /// <summary>An element ends. A new reference or an error.</summary>
    Value End(ThreadState thread, StrObject name);
}
