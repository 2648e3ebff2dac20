using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Modems;

/// <summary>Something about a modem that a person should know. One of a kind is raised a minute at most, and each that was raised ends.</summary>
/// <param name="Kind">What.</param>
/// <param name="Count">How often it happened since the last alarm of its kind, this time included.</param>
/// <param name="Text">A sentence that says what to do.</param>
public sealed record ModemAlarm(ModemAlarmKind Kind, long Count, LocalizedText Text)
{
    /// <summary>Whether it says that the matter is over.</summary>
    public bool IsOver { get; init; }
}
