using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;

namespace Pyl.VM.Types;

/// <summary>importlib.machinery.ModuleSpec (CPython Lib/importlib/_bootstrap.py).</summary>
[PyType("ModuleSpec", typeof(ModuleSpecObject), Doc = "The specification for a module, used for loading.")]
internal static class ModuleSpecMethods
{
    internal static TypeObject Type => ModuleSpecObject.Class;

    [PyStaticMethod("__new__")]
    public static Value New(ThreadState thread, TypeObject cls, ReadOnlySpan<Value> arguments, Keywords keywords) => Value.Of(new ModuleSpecObject(cls));

    [PyMethod("__init__")]
    public static Value Init(
        ThreadState thread,
        ModuleSpecObject self,
        [Keyword("name")] Value name,
        Value loader,
        [KeywordOnly("origin"), Optional("None")] Value origin,
        [Optional("None")] Value loader_state,
        [Optional("None")] Value is_package)
    {
        Value locations = Value.None;
        if (!is_package.IsUnbound)
        {
            int package = Operators.IsTrue(thread, is_package);
            if (package < 0)
            {
                return Value.Error;
            }

            locations = package > 0 ? Value.Of(new ListObject(thread)) : Value.None;
        }

        self.Fill(thread, name, loader, OrNone(origin), OrNone(loader_state), locations);
        thread.Release(locations);
        return Value.None;
    }

    [PyMethod("__repr__")]
    public static Value Repr(ThreadState thread, ModuleSpecObject self)
    {
        var text = new StringBuilder(self.Type.ShortName).Append('(');
        string separator = "";
        foreach ((string label, Value value, bool always) in (ReadOnlySpan<(string, Value, bool)>)
            [("name", self.Name(thread), true), ("loader", self.Loader(thread), true), ("origin", self.Origin(thread), false), ("submodule_search_locations", self.Locations(thread), false)])
        {
            if (value.IsError)
            {
                return value;
            }

            if (!always && value.IsNone)
            {
                continue;
            }

            string? shown = Operators.ReprText(thread, value);
            thread.Release(value);
            if (shown is null)
            {
                return Value.Error;
            }

            text.Append(separator).Append(label).Append('=').Append(shown);
            separator = ", ";
        }

        return Value.Str(text.Append(')').ToString());
    }

    [PyMethod("__eq__")]
    public static Value Eq(ThreadState thread, ModuleSpecObject self, Value other)
    {
        if (other.Ref is not ModuleSpecObject that)
        {
            return Value.NotImplemented;
        }

        if (self.HasLocation != that.HasLocation)
        {
            return Value.False;
        }

        int equal = Comparison.Equal(
            thread,
            Value.Of(InstanceAttributes.Materialize(thread, self)),
            Value.Of(InstanceAttributes.Materialize(thread, that)));
        return equal < 0 ? Value.Error : Value.Bool(equal > 0);
    }

    [PyGetter("parent")]
    public static Value Parent(ThreadState thread, ModuleSpecObject self)
    {
        Value name = self.Name(thread);
        Value locations = self.Locations(thread);
        if (name.Ref is not StrObject text || !locations.IsNone)
        {
            return name;
        }

        string full = text.ToString();
        int dot = full.LastIndexOf('.');
        return Value.Str(dot < 0 ? "" : full[..dot]);
    }

    [PyGetter("has_location")]
    public static bool HasLocation(ModuleSpecObject self) => self.HasLocation;

    [PySetter("has_location")]
    public static bool SetHasLocation(ThreadState thread, ModuleSpecObject self, Value value)
    {
        int truth = value.IsUnbound ? 0 : Operators.IsTrue(thread, value);
        self.HasLocation = truth > 0;
        return truth >= 0;
    }

    [PyGetter("cached")]
    public static Value Cached(ThreadState thread, ModuleSpecObject self) => Value.None;

    private static Value OrNone(Value value) => value.IsUnbound ? Value.None : value;
}
