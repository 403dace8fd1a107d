using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>An instance of a class that derives from object alone.</summary>
public sealed class InstanceObject(ThreadState thread, TypeObject type) : PyObject(thread, type);
