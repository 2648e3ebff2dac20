using System.Globalization;
using RadioNet.Api;

namespace RadioNet.Command.Verbs;

/// <summary>A revision as people name it: its number, and with local edits on top <c>R17+core-low.1</c>.</summary>
internal static class RevisionLabel
{
    public static string Of(Revision revision) => Of(revision.Number, revision.Overlay);

    public static string Of(int number, string overlay) =>
        overlay.Length == 0 ? number.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"R{number}+{overlay}");
}
