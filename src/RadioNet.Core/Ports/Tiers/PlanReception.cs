using RadioNet.Api;
using RadioNet.Core.Services;
using LocalizedText = RadioNet.Plan.Model.LocalizedText;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>What a child answers to what its parent says of the plan.</summary>
/// <param name="intake">Takes the plan.</param>
/// <param name="keep">Keeps and obeys what came; why it could not, null when it could.</param>
/// <param name="held">What is held.</param>
internal sealed class PlanReception(PlanIntake intake, Func<ReceivedPlan, LocalizedText?> keep, Func<PlanHeld?> held)
{
    /// <summary>The answer; null when a message has none.</summary>
    public FromChild? Answer(ToChild message) => message.SaidCase switch
    {
        ToChild.SaidOneofCase.PlanOffer => Answer(intake.Begin(message.PlanOffer)),
        ToChild.SaidOneofCase.PlanPart => Answer(intake.Take(message.PlanPart)),
        _ => null,
    };

    private FromChild? Answer((PlanAsk? Ask, LocalizedText? Problem) begun) => Answer((begun.Ask, null, begun.Problem));

    private FromChild? Answer((PlanAsk? Ask, ReceivedPlan? Plan, LocalizedText? Problem) taken)
    {
        if (taken.Ask is { } ask)
        {
            return new FromChild { PlanAsk = ask };
        }

        if (taken.Plan is null && taken.Problem is null)
        {
            return null;
        }

        var problem = taken.Problem ?? keep(taken.Plan!);
        var said = held() ?? new PlanHeld();
        said.Problem = problem is null ? null : PlanMessages.Of(problem);
        return new FromChild { PlanHeld = said };
    }
}
