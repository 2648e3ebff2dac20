using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.CallControl.Registration;
using RadioNet.Plan;
using RadioNet.Protocols;

namespace RadioNet.BaseStation.Hosting;

/// <summary>
/// Who may use a carrier, by the plan that the station holds and the rules that its node has too. Asked once a spurt, on the
/// carrier's thread; the plan is swapped whole from another.
/// </summary>
internal sealed class StationAccess(TimeProvider time)
{
    private volatile Held? _held;

    /// <summary>The plan that holds from now on, and the carrier's place in it; null when the plan has not this carrier.</summary>
    public void Set(PlanIndex plan, SlotPort? port) => _held = port is null ? null : new Held(plan, port);

    /// <summary>The access rule.</summary>
    public Reason Check(in AccessRequest request)
    {
        if (_held is not { } held)
        {
            return Reason.OutOfService;
        }

        return request.Kind == AccessKind.WakeUp
            ? !held.Plan.TrySubscriber(request.Source, out var subscriber) ? Reason.UnknownRadio
                : subscriber.Stunned ? Reason.Stunned
                : held.Port.Admits(request.Source) ? Reason.None : Reason.NotAllowed
            : Admission.Check(Heard(request, held.Port), held.Plan).Why;
    }

    private HeardStream Heard(in AccessRequest request, SlotPort port) => new()
    {
        Ingress = default,
        Repeater = port.Id,
        Slot = request.Slot,
        Simplex = !port.Carrier!.Duplex,
        TargetKind = request.TargetKind,
        Source = request.Source,
        Target = request.Target,
        Data = request.Kind != AccessKind.Voice,
        HeardAt = time.GetUtcNow(),
    };

    private sealed record Held(PlanIndex Plan, SlotPort Port);
}
