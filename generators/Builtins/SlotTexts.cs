namespace Pyl.Generators.Builtins;

/// <summary>__doc__ and the parameters of special methods, which are the same for all builtin types (CPython's slotdefs).</summary>
internal static class SlotTexts
{
    private static readonly Dictionary<string, string> s_operators = new()
    {
        ["add"] = "+",
        ["sub"] = "-",
        ["mul"] = "*",
        ["truediv"] = "/",
        ["floordiv"] = "//",
        ["mod"] = "%",
        ["matmul"] = "@",
        ["lshift"] = "<<",
        ["rshift"] = ">>",
        ["and"] = "&",
        ["or"] = "|",
        ["xor"] = "^",
        ["lt"] = "<",
        ["le"] = "<=",
        ["eq"] = "==",
        ["ne"] = "!=",
        ["gt"] = ">",
        ["ge"] = ">=",
    };

    private static readonly Dictionary<string, (string Parameters, string Doc)> s_texts = new()
    {
        ["repr"] = ("", "Return repr(self)."),
        ["str"] = ("", "Return str(self)."),
        ["hash"] = ("", "Return hash(self)."),
        ["bool"] = ("", "True if self else False"),
        ["len"] = ("", "Return len(self)."),
        ["iter"] = ("", "Implement iter(self)."),
        ["next"] = ("", "Implement next(self)."),
        ["neg"] = ("", "-self"),
        ["pos"] = ("", "+self"),
        ["invert"] = ("", "~self"),
        ["abs"] = ("", "abs(self)"),
        ["int"] = ("", "int(self)"),
        ["float"] = ("", "float(self)"),
        ["index"] = ("", "Return self converted to an integer, if self is suitable for use as an index into a list."),
        ["await"] = ("", "Return an iterator to be used in await expression."),
        ["aiter"] = ("", "Return an awaitable, that resolves in asynchronous iterator."),
        ["anext"] = ("", "Return a value or raise StopAsyncIteration."),
        ["del"] = ("", "Called when the instance is about to be destroyed."),
        ["getattribute"] = ("name", "Return getattr(self, name)."),
        ["getattr"] = ("name", "Implement getattr(self, name)."),
        ["setattr"] = ("name, value", "Implement setattr(self, name, value)."),
        ["delattr"] = ("name", "Implement delattr(self, name)."),
        ["get"] = ("instance, owner=None", "Return an attribute of instance, which is of type owner."),
        ["set"] = ("instance, value", "Set an attribute of instance to value."),
        ["delete"] = ("instance", "Delete an attribute of instance."),
        ["getitem"] = ("key", "Return self[key]."),
        ["setitem"] = ("key, value", "Set self[key] to value."),
        ["delitem"] = ("key", "Delete self[key]."),
        ["contains"] = ("key", "Return bool(key in self)."),
        ["pow"] = ("value, mod=None", "Return pow(self, value, mod)."),
        ["rpow"] = ("value, mod=None", "Return pow(value, self, mod)."),
        ["call"] = ("*args, **kwargs", "Call self as a function."),
        ["init"] = ("*args, **kwargs", "Initialize self.  See help(type(self)) for accurate signature."),
        ["new"] = ("*args, **kwargs", "Create and return a new object.  See help(type) for accurate signature."),
    };

    /// <summary>The parameters behind self, and the doc; null for a name without a slot of its own.</summary>
    public static (string Parameters, string Doc)? Find(string dunder)
    {
        string name = dunder.Trim('_');
        if (s_texts.TryGetValue(name, out (string Parameters, string Doc) text))
        {
            return text;
        }

        if (s_operators.TryGetValue(name, out string? sign))
        {
            return ("value", $"Return self{sign}value.");
        }

        if (name.Length > 1 && s_operators.TryGetValue(name.Substring(1), out sign))
        {
            return name[0] switch
            {
                'r' => ("value", $"Return value{sign}self."),
                'i' => ("value", $"{(name is "iadd" or "imul" ? "Implement" : "Return")} self{sign}=value."),
                _ => null,
            };
        }

        return null;
    }
}
