using RadioNet.CallControl;
using RadioNet.Core.Records;

namespace RadioNet.Core.Calls;

/// <summary>Decisions for the record.</summary>
internal static class DecisionText
{
    /// <summary>The record of a decision.</summary>
    public static DecisionRecord Of(Decision decision) =>
        new(decision.At, decision.Rule, decision.Sentence(), decision.Competing, decision.PlanLine, decision.Revision);
}
