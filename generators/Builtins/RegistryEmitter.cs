using Pyl.Generators.Common;

namespace Pyl.Generators.Builtins;

/// <summary>What the registries need to know of a class; small, so that edits of methods do not write them again.</summary>
internal sealed record RegistryEntry(string BindingName, bool IsModule, string PythonName, string TypeExpression, string? ComesWith);

/// <summary>Writes the assembly's NativeTypes and NativeModules, in the namespace of the assembly's name.</summary>
internal static class RegistryEmitter
{
    public static string Emit(string assembly, IEnumerable<RegistryEntry> entries)
    {
        RegistryEntry[] sorted = entries.OrderBy(e => e.BindingName, StringComparer.Ordinal).ToArray();
        CodeWriter writer = CodeWriter.StartFile();
        writer.Line("using System;");
        writer.Line("using Pyl.VM.Runtime;");
        writer.Line("using Pyl.VM.Types;");
        writer.Line();
        writer.Line($"namespace {assembly};");
        writer.Line();
        writer.Line("/// <summary>The builtin types of this assembly.</summary>");
        writer.Open("internal static class NativeTypes");
        writer.Line("/// <summary>Fills in the methods, slots and constants of every type.</summary>");
        writer.Open("internal static void InstallAll()");
        foreach (RegistryEntry entry in sorted.Where(e => !e.IsModule && e.ComesWith is null))
        {
            writer.Line($"{entry.BindingName}.Install({entry.TypeExpression});");
        }

        writer.Close();
        IGrouping<string, RegistryEntry>[] late = sorted.Where(e => e.ComesWith is not null).GroupBy(e => e.ComesWith!).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        EmitLateTypes(writer, late);
        writer.Close();
        writer.Line();
        EmitModules(writer, sorted.Where(e => e.IsModule).GroupBy(e => e.PythonName).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray(), new HashSet<string>(late.Select(g => g.Key)));
        return writer.ToString();
    }

    /// <summary>The dunders in the order of the enum, for which the runtime would otherwise need reflection.</summary>
    public static string EmitSlotNames(IEnumerable<SlotModel> slots)
    {
        string[] names = slots.Select(s => s.Name).ToArray();
        CodeWriter writer = CodeWriter.StartFile();
        writer.Line("namespace Pyl.VM.Runtime;");
        writer.Line();
        writer.Line("/// <summary>The names of the special methods; their indices are the values of <see cref=\"SpecialMethod\"/>.</summary>");
        writer.Open("internal static class SlotNames");
        writer.Line($"internal const int Count = {names.Length};");
        writer.Line();
        writer.Line("internal static readonly string[] All =");
        writer.Line("[");
        foreach (string name in names)
        {
            writer.Line($"    {ConversionEmitter.Literal(name)},");
        }

        writer.Line("];");
        writer.Close();
        return writer.ToString();
    }

    /// <summary>Types that come with a module cost nothing in programs that do not import it.</summary>
    private static void EmitLateTypes(CodeWriter writer, IGrouping<string, RegistryEntry>[] late)
    {
        if (late.Length == 0)
        {
            return;
        }

        writer.Line();
        writer.Line("private static readonly System.Collections.Generic.HashSet<string> s_installed = new();");
        writer.Line();
        writer.Line("/// <summary>Brings the types that come with a module to life, once.</summary>");
        writer.Open("internal static void InstallOf(string module)");
        writer.Open("lock (s_installed)");
        writer.Open("if (!s_installed.Add(module))");
        writer.Line("return;");
        writer.Close();
        writer.Line();
        writer.Open("switch (module)");
        foreach (IGrouping<string, RegistryEntry> module in late)
        {
            writer.Line($"case {ConversionEmitter.Literal(module.Key)}:");
            foreach (RegistryEntry entry in module)
            {
                writer.Line($"    {entry.BindingName}.Install({entry.TypeExpression});");
            }

            writer.Line($"    TypeBootstrap.Complete({string.Join(", ", module.Select(e => e.TypeExpression).Distinct())});");
            writer.Line("    break;");
        }

        writer.Close();
        writer.Close();
        writer.Close();
    }

    private static void EmitModules(CodeWriter writer, IGrouping<string, RegistryEntry>[] modules, HashSet<string> bringTypes)
    {
        writer.Line("/// <summary>The builtin modules of this assembly; several classes may contribute to one module.</summary>");
        writer.Open("internal static class NativeModules");
        writer.Line($"private static readonly string[] s_names = [{string.Join(", ", modules.Select(m => ConversionEmitter.Literal(m.Key)))}];");
        writer.Line();
        writer.Line("/// <summary>Names of the modules.</summary>");
        writer.Line("internal static ReadOnlySpan<string> Names => s_names;");
        writer.Line();
        writer.Line("/// <summary>Fills the namespace of a module; false when there is none of that name. Then <paramref name=\"ok\"/> is false when an exception is set.</summary>");
        writer.Open("internal static bool TryInstall(string name, ThreadState thread, ModuleObject module, out bool ok)");
        writer.Open("switch (name)");
        foreach (IGrouping<string, RegistryEntry> module in modules)
        {
            writer.Line($"case {ConversionEmitter.Literal(module.Key)}:");
            if (bringTypes.Contains(module.Key))
            {
                writer.Line($"    NativeTypes.InstallOf({ConversionEmitter.Literal(module.Key)});");
            }

            writer.Line($"    ok = {string.Join(" && ", module.Select(e => $"{e.BindingName}.Install(thread, module)"))};");
            writer.Line("    return true;");
        }

        writer.Line("default:");
        writer.Line("    ok = false;");
        writer.Line("    return false;");
        writer.Close();
        writer.Close();
        writer.Close();
    }
}
