using System.Runtime.CompilerServices;
using Pyl.VM.Text;

namespace Pyl.VM.Types;

/// <summary>
/// A %-template that has been read once: its literal pieces and conversions. Templates without stars and code points
/// above 0xFFFF have one, if all of their conversions have keys or none has; a program formats with the same few of them again and again.
/// </summary>
internal sealed class PercentPlan
{
    private const int TableSize = 256;

    /// <summary>The template seen last at each place of the table, with its plan once it was seen twice.</summary>
    private static readonly Entry?[] s_table = new Entry?[TableSize];

    private PercentPlan(string[] literals, PercentSpec[] specs, StrObject[]? keys, Conversion[] conversions)
    {
        Literals = literals;
        Specs = specs;
        Keys = keys;
        Conversions = conversions;
    }

    /// <summary>What a conversion needs, when that is little.</summary>
    internal enum Conversion : byte
    {
        /// <summary>Anything else.</summary>
        General,

        /// <summary>%s alone.</summary>
        Text,

        /// <summary>%d alone.</summary>
        Integer,

        /// <summary>%f with a precision at most.</summary>
        Fixed,
    }

    /// <summary>The text before each conversion and behind the last one.</summary>
    public string[] Literals { get; }

    public PercentSpec[] Specs { get; }

    public Conversion[] Conversions { get; }

    /// <summary>The key of each conversion, interned; null when they have none.</summary>
    public StrObject[]? Keys { get; }

    /// <summary>The plan of a template, or null: it has none or comes for the first time.</summary>
    public static PercentPlan? Of(StrObject template)
    {
        ref Entry? place = ref s_table[RuntimeHelpers.GetHashCode(template) & (TableSize - 1)];
        Entry? entry = Volatile.Read(ref place);
        if (entry is not null && ReferenceEquals(entry.Template, template))
        {
            return entry.IsRead ? entry.Plan : Read(template, ref place);
        }

        // One object, published whole, and immutable: threads that race lose nothing but work.
        Volatile.Write(ref place, new Entry(template, null, isRead: false));
        return null;
    }

    private static PercentPlan? Read(StrObject template, ref Entry? place)
    {
        PercentPlan? plan = template.IsWide ? null : Read(template.Narrow);
        Volatile.Write(ref place, new Entry(template, plan, isRead: true));
        return plan;
    }

    private static PercentPlan? Read(string template)
    {
        var reader = new PercentTemplate(template);
        var literals = new List<string>();
        var specs = new List<PercentSpec>();
        while (true)
        {
            literals.Add(reader.ReadLiteral().Narrow!);
            if (reader.AtEnd)
            {
                PercentSpec[] found = specs.ToArray();
                bool isKeyed = found.Length != 0 && found[0].Key is not null;
                if (Array.Exists(found, spec => spec.Key is null == isKeyed))
                {
                    return null;
                }

                StrObject[]? keys = isKeyed ? Array.ConvertAll(found, static spec => StrObject.Of(spec.Key!.Value).Intern()) : null;
                return new PercentPlan([.. literals], found, keys, Array.ConvertAll(found, Classify));
            }

            if (reader.TryReadSpec(out PercentSpec spec) is not null || spec.Width == PercentSpec.Star || spec.Precision == PercentSpec.Star)
            {
                return null;
            }

            specs.Add(spec);
        }
    }

    private static Conversion Classify(PercentSpec spec)
    {
        if (spec.Width != -1 || spec.LeftAlign || spec.Plus || spec.Blank || spec.Alternate || spec.Zero)
        {
            return Conversion.General;
        }

        return spec.Type switch
        {
            's' when spec.Precision == -1 => Conversion.Text,
            'd' or 'i' or 'u' when spec.Precision == -1 => Conversion.Integer,
            'f' or 'F' => Conversion.Fixed,
            _ => Conversion.General,
        };
    }

    private sealed class Entry(StrObject template, PercentPlan? plan, bool isRead)
    {
        public readonly StrObject Template = template;
        public readonly PercentPlan? Plan = plan;
        public readonly bool IsRead = isRead;
    }
}
