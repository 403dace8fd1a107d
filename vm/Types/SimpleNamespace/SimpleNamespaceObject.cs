using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>types.SimpleNamespace: attributes and nothing else.</summary>
public sealed class SimpleNamespaceObject(ThreadState thread, TypeObject type) : PyObject(thread, type);
