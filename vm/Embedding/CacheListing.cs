using Pyl.Bytecode;
using Pyl.VM.Execution.Handlers;
using Pyl.VM.Types;

namespace Pyl.VM.Embedding;

/// <summary>What the inline caches of a program hold, in words, for people who want to see them (`pyl dis --caches`).</summary>
internal sealed class CacheListing
{
    private readonly Dictionary<CodeObject, ExecutableCode> _executables = new(ReferenceEqualityComparer.Instance);

    public CacheListing(ExecutableCode root)
    {
        var work = new Stack<ExecutableCode>([root]);
        while (work.TryPop(out ExecutableCode? code))
        {
            _executables[code.Code] = code;
            foreach (var constant in code.Constants)
            {
                if (constant.Ref is ExecutableCode nested)
                {
                    work.Push(nested);
                }
            }
        }
    }

    /// <summary>The cache of an instruction; null where it is empty or the code is another program's.</summary>
    public string? Describe(CodeObject code, int instruction) =>
        _executables.GetValueOrDefault(code)?.Caches[instruction] switch
        {
            null => null,
            object once when ReferenceEquals(once, SiteCache.BoundOnce) => null,
            GlobalCache => "global at a known place",
            AttributeCache cache => $"{(cache.IsMember ? "slot" : "attribute")} {cache.Index}{Polymorphic(cache)}",
            MethodCache cache => $"method {Name(cache.Function)}{Polymorphic(cache)}",
            ClassValueCache cache => $"class value of type {cache.Held.Value.Type.Name}{Polymorphic(cache)}",
            PropertyCache cache => $"property {Name(cache.Function)}{Polymorphic(cache)}",
            TypeMemberCache cache => $"{(cache.TakesClass ? "class method" : "class member")} of type {cache.Held.Value.Type.Name}{Polymorphic(cache)}",
            ModuleCache cache => $"global of module {cache.Module.Name}{Polymorphic(cache)}",
            DescriptorCache cache => $"native descriptor{Polymorphic(cache)}",
            GetterCache cache => $"descriptor, {Name(cache.Function)}{Polymorphic(cache)}",
            KeywordCallCache => "keywords matched",
            { } other => other.GetType().Name,
        };

    private static string Polymorphic(SiteCache first)
    {
        int classes = 0;
        for (SiteCache? entry = first; entry is not null; entry = entry.Next)
        {
            classes++;
        }

        return classes == 1 ? "" : $", {classes} classes";
    }

    private static string Name(VM.Runtime.PyObject function) => (function as FunctionObject)?.Code.Code.QualifiedName ?? (function as NativeFunction)?.Name ?? function.Type.Name;
}
