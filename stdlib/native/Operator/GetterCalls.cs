using System.Text;
using Pyl.VM.Binding;
using Pyl.VM.Runtime;
using Pyl.VM.Types;

namespace Pyl.Stdlib.Native.Operator;

/// <summary>What attrgetter, itemgetter and methodcaller have in common.</summary>
internal static class GetterCalls
{
    /// <summary>The one argument of a call; false with TypeError set otherwise.</summary>
    public static bool TryOne(ThreadState thread, string name, ReadOnlySpan<Value> arguments, Keywords keywords, out Value target)
    {
        target = Value.Unbound;
        if (!keywords.IsEmpty)
        {
            thread.TypeError($"{name}() takes no keyword arguments");
            return false;
        }

        if (arguments.Length != 1)
        {
            thread.TypeError($"{name} expected 1 argument, got {arguments.Length}");
            return false;
        }

        target = arguments[0];
        return true;
    }

    /// <summary>operator.name(positional, key=value): the last items belong to the names.</summary>
    public static Value Repr(ThreadState thread, PyObject self, ReadOnlySpan<Value> items, ReadOnlySpan<StrObject> names)
    {
        TypeObject type = self.Type;
        if (!ReprGuard.Enter(thread, self))
        {
            return Value.Str($"{type.Name}(...)");
        }

        StringBuilder text = new StringBuilder(type.Name).Append('(');
        bool succeeded = true;
        int positional = items.Length - names.Length;
        for (int i = 0; i < items.Length && succeeded; i++)
        {
            text.Append(i > 0 ? ", " : "");
            if (i >= positional)
            {
                text.Append(names[i - positional]).Append('=');
            }

            succeeded = ReprText.TryAppend(thread, text, items[i]);
        }

        ReprGuard.Leave(thread);
        return succeeded ? Value.Str(text.Append(')').ToString()) : Value.Error;
    }
}
