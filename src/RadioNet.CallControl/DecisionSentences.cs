namespace RadioNet.CallControl;

/// <summary>Decisions as sentences.</summary>
public static class DecisionSentences
{
    /// <summary>The decision as a sentence in English.</summary>
    public static string Sentence(this Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var why = decision.Reason == Reason.None ? "" : $" ({Reasons.Word(decision.Reason)})";
        var against = decision.Competing is null ? "" : $" {decision.Competing}";
        return decision.Rule switch
        {
            "floor.granted" => $"{decision.Subject} has the floor.",
            "floor.from-queue" => $"{decision.Subject} has the floor, from the queue.",
            "floor.emergency" => $"{decision.Subject} has the floor: an emergency takes it from{against}.",
            "floor.pre-empted" => $"{decision.Subject} has the floor: it may take it from{against}.",
            "floor.queued" => $"{decision.Subject} waits in the queue for{against}.",
            "floor.revoked" => $"{decision.Subject} lost the floor{why}.",
            "floor.denied" => $"{decision.Subject} was denied{why}: the floor belongs to{against}.",
            "site.waits" => $"Site {decision.Subject} is left out for now{why}{(against.Length > 0 ? ":" : "")}{against}.",
            "site.joins" => $"Site {decision.Subject} joins.",
            "registration.clone" => $"{decision.Subject} was denied{why}: the same radio talks at{against}.",
            "registration.not-found" => $"{decision.Subject} was denied{why}: radio{against} was not heard lately.",
            "data.routed" => $"Data of {decision.Subject} passes.",
            _ => $"{decision.Subject} was denied{why}.",
        };
    }
}
