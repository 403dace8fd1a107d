using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.VM.Builtins;

/// <summary>The namespace of the module builtins: functions from the generated bindings, types, exceptions, constants.</summary>
internal static class BuiltinsModule
{
    private static readonly TypeObject[] s_types =
    [
        BuiltinTypes.Object, BuiltinTypes.Type, BuiltinTypes.Int, BuiltinTypes.Bool, BuiltinTypes.Float, BuiltinTypes.Complex,
        BuiltinTypes.Str, BuiltinTypes.Bytes, BuiltinTypes.ByteArray, BuiltinTypes.MemoryView, BuiltinTypes.List,
        BuiltinTypes.Tuple, BuiltinTypes.Dict, BuiltinTypes.Set, BuiltinTypes.FrozenSet, BuiltinTypes.Range, BuiltinTypes.Slice,
        BuiltinTypes.Property, BuiltinTypes.StaticMethod, BuiltinTypes.ClassMethod, BuiltinTypes.Super, BuiltinTypes.Enumerate,
        BuiltinTypes.Zip, BuiltinTypes.Map, BuiltinTypes.Filter, BuiltinTypes.Reversed,
    ];

    public static void Fill(ThreadState thread, DictObject ns)
    {
        var module = new ModuleObject(BuiltinTypes.Module, "builtins") { Namespace = ns };
        NativeModules.TryInstall("builtins", thread, module, out _);
        foreach (TypeObject type in s_types)
        {
            ns.SetName(StrObject.Intern(type.Name), Value.Of(type));
        }

        foreach (TypeObject type in ExceptionTypes.All)
        {
            ns.SetName(StrObject.Intern(type.Name), Value.Of(type));
        }

        ns.SetName(StrObject.Intern("EnvironmentError"), Value.Of(ExceptionTypes.OSError));
        ns.SetName(StrObject.Intern("IOError"), Value.Of(ExceptionTypes.OSError));
        ns.SetName(Names.Doc, Value.Str("Built-in functions, types, exceptions, and other objects.\n\nThis module provides direct access to all 'built-in'\nidentifiers of Python; for example, builtins.len is\nthe full name for the built-in function len().\n\nThis module is not normally accessed explicitly by most\napplications, but can be useful in modules that provide\nobjects with the same name as a builtin and need to."));
        ns.SetName(StrObject.Intern("None"), Value.None);
        ns.SetName(StrObject.Intern("True"), Value.True);
        ns.SetName(StrObject.Intern("False"), Value.False);
        ns.SetName(StrObject.Intern("NotImplemented"), Value.NotImplemented);
        ns.SetName(StrObject.Intern("Ellipsis"), Value.Of(Singletons.Ellipsis));
        ns.SetName(StrObject.Intern("__debug__"), Value.Bool(thread.Interpreter.OptimizeLevel == 0));
    }
}
