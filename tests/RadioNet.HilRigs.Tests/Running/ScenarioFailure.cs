using RadioNet.Plan.Model;

namespace RadioNet.HilRigs.Tests.Running;

/// <summary>A scenario found that the modem, or our side, does not do what it is to do.</summary>
internal sealed class ScenarioFailure(LocalizedText text) : Exception(text.En)
{
    public LocalizedText Text => text;
}
