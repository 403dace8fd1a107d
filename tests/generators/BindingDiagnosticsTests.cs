using Pyl.Generators.Builtins;
using Shouldly;
using Xunit;

namespace Pyl.Generators.Tests;

/// <summary>Each thing that the binding generator refuses, with the message.</summary>
public class BindingDiagnosticsTests
{
    private static readonly string[] s_standins = ["Runtime.cs", "BindingAttributes.cs", "Keywords.cs", "SpecialMethod.cs"];

    [Theory]
    [InlineData("[PyMethod] internal static void F(ListObject self, object x) { }", "PYL101 Parameter 'x' of 'F' has type 'object', which arguments cannot be converted to")]
    [InlineData("[PyMethod] internal static void F(ListObject self, Value? x) { }", "PYL101 Parameter 'x' of 'F' has type 'Pyl.VM.Runtime.Value?', which arguments cannot be converted to")]
    [InlineData("[PyMethod] internal static void F(ListObject self) { } [PyMethod(\"f\")] internal static void G(ListObject self) { }", "PYL102 'Sample' already has a member 'f'")]
    [InlineData("[PyMethod] private static void F(ListObject self) { }", "PYL103 'F' must be static and internal or public")]
    [InlineData("[PyMethod] internal static void F() { }", "PYL104 'F' must take self, a ListObject or Value, before its arguments")]
    [InlineData("[PyClassMethod] internal static void F(ListObject self) { }", "PYL104 'F' must take the TypeObject before its arguments")]
    [InlineData("[PyMethod] internal static Value F(ListObject self) => default;", "PYL105 'F' must take the ThreadState first: it returns a reference or can fail")]
    [InlineData("[PyMethod] internal static long? F(ListObject self) => 0;", "PYL105 'F' must take the ThreadState first: it returns a reference or can fail")]
    [InlineData("[PyMethod] internal static object F(ListObject self) => 0;", "PYL106 'F' returns 'object', which cannot be converted to a Value")]
    [InlineData("[PyMethod] internal static void F(ListObject self, Value x = default) { }", "PYL107 Parameter 'x' of 'F' cannot say that it is absent: the default of Value is the int 0; mark it [Optional], which passes Value.Unbound")]
    [InlineData("[PyMethod(\"__len__\")] internal static long F(ListObject self, Value x) => 0;", "PYL109 '__len__' must take self and exactly 0 required positional parameters, because its slot has arity 1")]
    [InlineData("[PyMethod] internal static void F(ListObject self, [Optional] Value x, Value y) { }", "PYL110 Parameter 'y' of 'F' is required but follows an optional one")]
    [InlineData("[PyMethod] internal static void F(ListObject self, ReadOnlySpan<Value> x, Value y) { }", "PYL110 Parameter 'y' of 'F' follows the remaining arguments, so it must be [KeywordOnly]")]
    [InlineData("[PyMethod] internal static void F(ListObject self, [Optional] Value x, ReadOnlySpan<Value> y) { }", "PYL110 Parameter 'y' of 'F' takes the remaining arguments, so only required positional parameters may stand before it")]
    [InlineData("[PyGetter(\"x\")] internal static void F(ListObject self) { }", "PYL111 'F' must be declared 'static Value F(ThreadState thread, ListObject self)'")]
    [InlineData("[PySetter(\"x\")] internal static void F(ListObject self) { }", "PYL111 'F' must be declared 'static bool F(ThreadState thread, ListObject self, Value value)'")]
    [InlineData("[PySetter(\"x\")] internal static bool F(ThreadState thread, ListObject self, Value value) => true;", "PYL116 'F' sets 'x', which has no getter in this class")]
    [InlineData("[PyMethod] internal static void F(IntObject self) { }", "PYL112 'self' of 'F' is 'IntObject', whose instances are mostly immediate; take Value")]
    [InlineData("[PyMethod] internal static void F(ListObject self, IntObject x) { }", "PYL112 'x' of 'F' is 'IntObject', whose instances are mostly immediate; take Value, long or BigInteger")]
    [InlineData("[PyConstant] internal static object X = 0;", "PYL113 'X' must be a static field or property of type Value, PyObject, long, double, bool or string")]
    [InlineData("[PyModuleInit] internal static bool F(ThreadState thread, ModuleObject module) => true;", "PYL115 'F': [PyModuleInit] belongs into a [PyModule] class")]
    [InlineData("[PyFunction] internal static void F() { }", "PYL115 'F': methods of a type are marked [PyMethod], [PyClassMethod] or [PyStaticMethod]")]
    public void In_types(string member, string expected) => Run("[PyType(\"list\", typeof(ListObject))]", member).ShouldBe(expected);

    [Theory]
    [InlineData("[PyFunction(ReleasesGil = true)] internal static double F(Value x) => 0;", "PYL108 'F' releases the lock, so 'x' must be a number, a string or a span of numbers")]
    [InlineData("[PyFunction(ReleasesGil = true)] internal static double F(ThreadState thread) => 0;", "PYL108 'F' releases the lock, so 'thread' must be a number, a string or a span of numbers")]
    [InlineData("[PyFunction(ReleasesGil = true)] internal static Value F(double x) => default;", "PYL108 'F' releases the lock, so 'the result' must be a number, a string or a span of numbers")]
    [InlineData("[PyModuleInit] internal static void F(ThreadState thread) { }", "PYL114 'F' must be declared 'static bool F(ThreadState thread, ModuleObject module)'")]
    [InlineData("[PyMethod] internal static void F(ListObject self) { }", "PYL115 'F': functions of a module are marked [PyFunction]")]
    public void In_modules(string member, string expected) => Run("[PyModule(\"sample\")]", member).ShouldBe(expected);

    [Fact]
    public void Type_without_field() =>
        Run("[PyType(\"str\", typeof(StrObject))]", "").ShouldBe("PYL117 Neither BuiltinTypes nor ExceptionTypes has a field 'Str' for 'Sample'; name one with Field = nameof(BuiltinTypes.X), or give the class a static member Type");

    private static string Run(string attribute, string member) => GeneratorRun.Of(
        new BindingGenerator(),
        $$"""
        using Pyl.VM.Binding;
        using Pyl.VM.Runtime;
        using Pyl.VM.Types;

        {{attribute}}
        internal static class Sample
        {
            {{member}}
        }
        """,
        s_standins).Diagnostics;
}
