using System.Text.RegularExpressions;

namespace Pyl.Stdlib.Native.Expressions;

/// <summary>Where a match lies, in the program's indices.</summary>
/// <param name="Start">The first index.</param>
/// <param name="End">The index behind it.</param>
/// <param name="Groups">.NET's match, which has the groups; null where the expression has none, which spares .NET to make it.</param>
internal readonly record struct Found(int Start, int End, Match? Groups);
