using Pyl.Generators.Common;

namespace Pyl.Generators.Builtins;

/// <summary>Writes the binding class of one [PyType] or [PyModule] class.</summary>
internal static class BindingEmitter
{
    public static string Emit(BindingClass model, IReadOnlyDictionary<string, SlotModel> slots)
    {
        CodeWriter writer = CodeWriter.StartFile();
        writer.Line("using System;");
        writer.Line("using System.Runtime.CompilerServices;");
        writer.Line("using Pyl.VM.Binding;");
        writer.Line("using Pyl.VM.Runtime;");
        writer.Line("using Pyl.VM.Types;");
        writer.Line();
        if (model.Namespace.Length != 0)
        {
            writer.Line($"namespace {model.Namespace};");
            writer.Line();
        }

        var members = model.Members.Select(m => new MemberEmitter(writer, model, m, SlotOf(model, m, slots))).ToArray();
        writer.Line($"/// <summary>Argument binding of {model.Name}.</summary>");
        writer.Open($"internal static unsafe class {model.BindingClassName}");
        if (model.IsModule)
        {
            EmitModuleInstall(writer, model, members);
        }
        else
        {
            EmitTypeInstall(writer, model, members, slots);
        }

        foreach (MemberEmitter member in members)
        {
            writer.Line();
            member.Emit();
        }

        foreach (PropertyModel property in model.Properties)
        {
            writer.Line();
            EmitProperty(writer, model, property);
        }

        string[] signatures = members.Select(m => m.SignatureField).OfType<string>().ToArray();
        if (signatures.Length != 0)
        {
            writer.Line();
            writer.Line("/// <summary>Made at the first call with keywords.</summary>");
            writer.Open("private static class Signatures");
            foreach (string signature in signatures)
            {
                writer.Line(signature);
            }

            writer.Close();
        }

        writer.Close();
        return writer.ToString();
    }

    /// <summary>The slot that a member fills; members of modules and class methods fill none.</summary>
    public static SlotModel? SlotOf(BindingClass model, MemberModel member, IReadOnlyDictionary<string, SlotModel> slots) =>
        !model.IsModule && (member.Kind == MemberKind.Method || member.IsNew) && slots.TryGetValue(member.PythonName, out SlotModel? slot) ? slot : null;

    private static void EmitTypeInstall(CodeWriter writer, BindingClass model, MemberEmitter[] members, IReadOnlyDictionary<string, SlotModel> slots)
    {
        writer.Open("internal static void Install(TypeObject type)");
        for (int i = 0; i < members.Length; i++)
        {
            if (SlotOf(model, model.Members[i], slots) is { } slot)
            {
                writer.Line($"type.SetNativeSlot(SpecialMethod.{slot.Member}, {members[i].SlotEntry});");
            }
        }

        // They run static constructors of the library's, which must not wait for those who define members.
        foreach (ConstantModel constant in model.Constants)
        {
            writer.Line($"type.DefineConstant(\"{constant.PythonName}\", {ResultEmitter.Wrap($"{model.FullName}.{constant.CSharpName}", constant.Kind)});");
        }

        bool hasMembers = model.Doc is not null || members.Length != 0 || model.Properties.Count != 0;
        if (hasMembers)
        {
            writer.Line("type.DefineLater(&DefineMembers);");
        }

        writer.Close();
        if (hasMembers)
        {
            writer.Line();
            EmitMembers(writer, model, members);
        }
    }

    private static void EmitMembers(CodeWriter writer, BindingClass model, MemberEmitter[] members)
    {
        writer.Open("private static void DefineMembers(TypeObject type)");
        if (model.Doc is not null)
        {
            // Before the members: a property of that name (the instances' __doc__) takes its place.
            writer.Line($"type.DefineConstant(\"__doc__\", Value.Str({ConversionEmitter.Literal(model.Doc)}));");
        }

        foreach (MemberEmitter member in members)
        {
            writer.Line($"type.Define({member.Registration});");
        }

        foreach (PropertyModel property in model.Properties)
        {
            string setter = property.Setter is null ? "null" : "&Set_" + property.PythonName;
            string doc = property.Doc is null ? "null" : ConversionEmitter.Literal(property.Doc);
            writer.Line($"type.DefineProperty(\"{property.PythonName}\", &Get_{property.PythonName}, {setter}, {doc});");
        }

        writer.Close();
    }

    private static void EmitModuleInstall(CodeWriter writer, BindingClass model, MemberEmitter[] members)
    {
        writer.Open("internal static bool Install(ThreadState thread, ModuleObject module)");
        if (model.Doc is not null)
        {
            writer.Line($"module.DefineConstant(\"__doc__\", Value.Str({ConversionEmitter.Literal(model.Doc)}));");
        }

        foreach (MemberEmitter member in members)
        {
            writer.Line($"module.DefineFunction({member.Registration});");
        }

        foreach (ConstantModel constant in model.Constants)
        {
            writer.Line($"module.DefineConstant(\"{constant.PythonName}\", {ResultEmitter.Wrap($"{model.FullName}.{constant.CSharpName}", constant.Kind)});");
        }

        string initialized = string.Join(" && ", model.Initializers.Select(i => $"{model.FullName}.{i}(thread, module)"));
        writer.Line($"return {(initialized.Length == 0 ? "true" : initialized)};");
        writer.Close();
    }

    private static void EmitProperty(CodeWriter writer, BindingClass model, PropertyModel property)
    {
        string thread = property.GetterTakesThread ? "thread, " : "";
        string self = property.Leading == LeadingKind.Value ? "self" : $"Unsafe.As<{property.LeadingType}>(self.Ref)!";
        writer.Open($"private static Value Get_{property.PythonName}(ThreadState thread, Value self)");
        ResultEmitter.Emit(writer, $"{model.FullName}.{property.Getter}({thread}{self})", property.Result, property.ResultMayFail, boolMeansNone: false);
        writer.Close();
        if (property.Setter is not null)
        {
            writer.Line();
            writer.Open($"private static bool Set_{property.PythonName}(ThreadState thread, Value self, Value value)");
            writer.Line($"return {model.FullName}.{property.Setter};");
            writer.Close();
        }
    }
}
