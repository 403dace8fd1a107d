using System.Globalization;
using System.Net;
using System.Text;

namespace Pyl.Cli.Reports;

/// <summary>A drawing for a page. Colours are the page's, by class, so that it follows the page's light or dark.</summary>
internal sealed class Svg(string id, int width, int height, string description)
{
    private readonly StringBuilder _text = new();

    /// <summary>A line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string type) =>
        Append($"<line class=\"{type}\" x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\"/>");

    /// <summary>Lines from point to point.</summary>
    public void Path(IReadOnlyList<(double X, double Y)> points, string type) =>
        Append($"<polyline class=\"{type}\" points=\"{string.Join(' ', points.Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.X:F1},{p.Y:F1}")))}\"/>");

    /// <summary>Words; <paramref name="anchor"/> is start, middle or end.</summary>
    public void Text(double x, double y, string words, string anchor, string type = "label") =>
        Append($"<text class=\"{type}\" x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{Escape(words)}</text>");

    /// <summary>A place in the data that the keyboard reaches, with what it says.</summary>
    public void Mark(string says, string type, Action<Svg> draw)
    {
        Append($"<g class=\"mark {type}\" tabindex=\"0\" role=\"img\" aria-label=\"{Escape(says)}\"><title>{Escape(says)}</title>");
        draw(this);
        _text.Append("</g>");
    }

    /// <summary>A rectangle.</summary>
    public void Bar(double x, double y, double length, double thickness, string type) =>
        Append($"<rect class=\"{type}\" x=\"{x:F1}\" y=\"{y:F1}\" width=\"{Math.Max(1, length):F1}\" height=\"{thickness:F1}\" rx=\"2\"/>");

    /// <summary>A point; modes differ by shape too, not by colour alone.</summary>
    public void Point(double x, double y, string mode)
    {
        switch (mode)
        {
            case "gil":
                Append($"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"6\"/>");
                break;
            case "subinterp":
                Append($"<rect x=\"{x - 5.5:F1}\" y=\"{y - 5.5:F1}\" width=\"11\" height=\"11\"/>");
                break;
            default:
                Append($"<polygon points=\"{x:F1},{y - 7:F1} {x + 7:F1},{y + 5:F1} {x - 7:F1},{y + 5:F1}\"/>");
                break;
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"<svg id=\"{id}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"{Escape(description)}\">{_text}</svg>");

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    private void Append(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture));
}
