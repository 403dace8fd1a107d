using Microsoft.CodeAnalysis;
using Pyl.Generators.Builtins;
using Pyl.Tests;
using Shouldly;
using Xunit;

namespace Pyl.Generators.Tests;

/// <summary>Snapshots of generated bindings; each must compile.</summary>
public class BindingGeneratorTests
{
    private const string Usings = """
        using System.Numerics;
        using Pyl.VM.Binding;
        using Pyl.VM.Runtime;
        using Pyl.VM.Types;

        namespace Sample;

        """;

    private static readonly string[] s_standins = ["Runtime.cs", "BindingAttributes.cs", "Keywords.cs", "SpecialMethod.cs"];

    [Fact]
    public void Methods_with_required_arguments_have_fixed_entries() => VerifyType("""
        [PyMethod(Doc = "Append object to the end of the list.")]
        internal static void Append(ThreadState thread, ListObject self, Value @object) { }

        [PyMethod]
        internal static Value Insert(ThreadState thread, ListObject self, long index, Value @object) => default;

        [PyMethod]
        internal static void Clear(ListObject self) { }
        """);

    [Fact]
    public void Optional_arguments_are_absent_by_length() => VerifyType("""
        [PyMethod]
        internal static Value Pop(ThreadState thread, ListObject self, long index = -1) => default;

        [PyMethod]
        internal static Value Get(ThreadState thread, ListObject self, Value key, [Optional, NoneAsDefault] Value fallback, [Optional("sys.maxsize")] Value stop) => default;
        """);

    [Fact]
    public void Keywords_are_bound_out_of_line() => VerifyType("""
        [PyMethod]
        internal static Value Split(ThreadState thread, Value self, [Keyword] string? sep = null, int maxsplit = -1) => default;

        [PyMethod]
        internal static Value Sort(ThreadState thread, ListObject self, [KeywordOnly, Optional, NoneAsDefault] Value key, bool reverse = false) => default;

        [PyMethod]
        internal static Value Merge(ThreadState thread, ListObject self, Value first, [Keyword] double? weight = null, [KeywordOnly] ListObject? into = null) => default;

        [PyMethod]
        internal static Value Strict(ThreadState thread, ListObject self, [KeywordOnly("required")] Value needed) => default;
        """);

    [Fact]
    public void Conversions_name_the_argument_in_errors() => VerifyType("""
        [PyMethod]
        internal static bool? Convert(ThreadState thread, ListObject self, int a, double b, bool c, string d, BigInteger e, ReadOnlySpan<byte> f, ReadOnlySpan<double> g, StrObject h, ListObject? i) => true;

        [PyMethod]
        internal static string? One(ThreadState thread, ListObject self, StrObject name) => "";
        """);

    [Fact]
    public void Special_methods_fill_slots() => VerifyType("""
        [PyMethod("__len__")]
        internal static long Length(ListObject self) => 0;

        [PyMethod("__add__")]
        internal static Value Add(ThreadState thread, Value self, Value other) => default;

        [PyMethod("__getitem__", Coexist = true)]
        internal static Value GetItem(ThreadState thread, ListObject self, Value index) => default;

        [PyMethod("__setitem__")]
        internal static bool SetItem(ThreadState thread, ListObject self, Value index, Value item) => true;

        [PyMethod("__pow__")]
        internal static Value Power(ThreadState thread, Value self, Value other, Value modulus) => default;

        [PyMethod("__get__")]
        internal static Value Get(ThreadState thread, ListObject self, Value instance, [Optional] Value owner) => default;

        [PyMethod("__new__")]
        internal static Value New(ThreadState thread, TypeObject cls, [Optional] Value iterable) => default;

        [PyMethod("__init__")]
        internal static Value Init(ThreadState thread, ReadOnlySpan<Value> arguments, Keywords keywords) => default;

        [PyMethod("__call__")]
        internal static Value Call(ThreadState thread, ListObject self, ReadOnlySpan<Value> arguments, Keywords keywords) => default;

        [PyMethod("__reversed__")]
        internal static ListObject Reversed(ListObject self) => self;
        """);

    [Fact]
    public void Class_and_static_methods() => VerifyType("""
        [PyClassMethod]
        internal static Value FromKeys(ThreadState thread, TypeObject cls, Value iterable, [Optional] Value value) => default;

        [PyStaticMethod]
        internal static Value MakeTrans(ThreadState thread, Value x) => default;
        """);

    [Fact]
    public void Properties_and_constants() => VerifyType("""
        [PyGetter("__doc__", Doc = "The text.")]
        internal static Value GetDoc(ThreadState thread, ListObject self) => default;

        [PySetter("__doc__")]
        internal static bool SetDoc(ThreadState thread, ListObject self, Value value) => true;

        [PyGetter("size")]
        internal static long GetSize(ListObject self) => 0;

        [PyConstant("__hash__")]
        internal static Value Hash => Value.None;
        """);

    [Fact]
    public void Module()
    {
        GeneratorRun run = GeneratorRun.Of(
            new BindingGenerator(),
            Usings + """
            [PyModule("math", Doc = "Mathematics.")]
            internal static class MathModule
            {
                [PyConstant]
                internal const double Pi = 3.25;

                [PyFunction]
                internal static double Sqrt(double x) => x;

                [PyFunction]
                internal static BigInteger Gcd(ThreadState thread, ReadOnlySpan<Value> integers) => default;

                [PyFunction]
                internal static Value Print(ThreadState thread, ReadOnlySpan<Value> args, [KeywordOnly] string? sep = " ", [Optional, NoneAsDefault] Value file = default) => default;

                [PyFunction(ReleasesGil = true)]
                internal static double Sum(ReadOnlySpan<double> numbers, double start = 0.5) => 0;

                [PyFunction(ReleasesGil = true)]
                internal static void Sleep(double seconds) { }

                [PyModuleInit]
                internal static bool Init(ThreadState thread, ModuleObject module) => true;
            }

            [PyModule("math")]
            internal static class MoreMath
            {
                [PyFunction("max")]
                internal static Value Maximum(ThreadState thread, ReadOnlySpan<Value> args, Keywords keywords) => default;
            }
            """,
            s_standins);
        run.Diagnostics.ShouldBe("");
        run.Errors.ShouldBeEmpty();
        Snapshot.Verify(run.File("Sample.MathModuleBinding.g.cs") + run.File("Sample.MoreMathBinding.g.cs") + run.File("NativeRegistry.g.cs"));
    }

    [Fact]
    public void Type_expressions()
    {
        GeneratorRun run = GeneratorRun.Of(
            new BindingGenerator(),
            Usings + """
            [PyType("list", typeof(ListObject))]
            internal static class ByInstance;

            [PyType("int", typeof(ListObject), Field = nameof(BuiltinTypes.Int))]
            internal static class ByField;

            [PyType("deque", typeof(ListObject))]
            internal static class ByMember
            {
                internal static readonly TypeObject Type = null!;
            }

            [PyType("list", typeof(ListObject))]
            [PyType("int", typeof(ListObject), Field = "Int", Holder = typeof(BuiltinTypes))]
            internal static class OfTwoTypes;
            """,
            s_standins);
        run.Errors.ShouldBeEmpty();
        Snapshot.Verify(run.File("NativeRegistry.g.cs"));
    }

    [Fact]
    public void Unrelated_edits_generate_nothing_again()
    {
        string source = Usings + """
            [PyType("list", typeof(ListObject))]
            internal static class ListMethods
            {
                [PyMethod]
                internal static void Clear(ListObject self) { }
            }
            """;
        GeneratorRun.RerunReasons(new BindingGenerator(), source, "class Unrelated;", s_standins)
            .ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);
    }

    private static void VerifyType(string members, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        string source = $$"""
            {{Usings}}
            [PyType("list", typeof(ListObject), Doc = "Built-in mutable sequence.")]
            internal static class ListMethods
            {
            {{members}}
            }
            """;
        GeneratorRun run = GeneratorRun.Of(new BindingGenerator(), source, s_standins);
        run.Diagnostics.ShouldBe("");
        run.Errors.ShouldBeEmpty();
        Snapshot.Verify(run.File("Sample.ListMethodsBinding.g.cs"), test);
    }
}
