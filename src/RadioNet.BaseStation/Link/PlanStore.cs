using System.Globalization;
using RadioNet.Api.Links;
using RadioNet.Plan;

namespace RadioNet.BaseStation.Link;

/// <summary>
/// The last plan that a base station had, on its disk: <c>station-plan.yaml</c> in its data folder, with the revision in its
/// first line. A write is there whole or not at all; what was saved survives <c>kill -9</c>.
/// </summary>
public sealed class PlanStore(string folder)
{
    private const string FirstLine = "# revision ";

    private readonly string _path = Path.Combine(folder, "station-plan.yaml");

    /// <summary>The plan; null when there is none, or none that reads: the node gives it again.</summary>
    public HeldPlan? Load()
    {
        if (PrivateFile.Read(_path) is not { } text || !text.StartsWith(FirstLine, StringComparison.Ordinal))
        {
            return null;
        }

        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && int.TryParse(text.AsSpan(FirstLine.Length, end - FirstLine.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? Read(revision, text[(end + 1)..], out _)
            : null;
    }

    /// <summary>Keeps a plan in place of the one before.</summary>
    public void Save(HeldPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Directory.CreateDirectory(folder);
        PrivateFile.Write(_path, string.Create(CultureInfo.InvariantCulture, $"{FirstLine}{plan.Revision}\n{plan.Text}"));
    }

    /// <summary>Reads a plan's text; null when it is none, with what is wrong with it.</summary>
    public static HeldPlan? Read(int revision, string text, out IReadOnlyList<string> errors)
    {
        var reading = PlanReader.Read(text);
        errors = [.. reading.Errors.Select(error => error.ToString())];
        return reading.Plan is { } plan && errors.Count == 0 ? new HeldPlan(revision, plan, text) : null;
    }
}
