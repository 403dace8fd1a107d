using System.Runtime.CompilerServices;

// The standard library's native modules are part of the runtime in all but their folder.
[assembly: InternalsVisibleTo("Pyl.Stdlib")]
[assembly: InternalsVisibleTo("Pyl.VM.Tests")]
[assembly: InternalsVisibleTo("Pyl.VM.Text.Tests")]
