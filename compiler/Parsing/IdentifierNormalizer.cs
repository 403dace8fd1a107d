using System.Text;

namespace Pyl.Compiler.Parsing;

/// <summary>NFKC for identifiers.</summary>
internal static class IdentifierNormalizer
{
    public static string Normalize(string name) => name.Normalize(NormalizationForm.FormKC);
}
