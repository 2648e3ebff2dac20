using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.CallControl.Registration;

namespace RadioNet.BaseStation.Fallback;

/// <summary>How a spurt ended.</summary>
/// <param name="Why">Why.</param>
/// <param name="LastHeard">When its last burst came, by the station's wall clock.</param>
/// <param name="Figures">What the carrier counted.</param>
public sealed record SpurtOver(Reason Why, DateTimeOffset LastHeard, StreamFigures Figures)
{
    // Of the 264 bits of a burst those that its vocoder frames protect.
    private const int ProtectedBits = 141;

    /// <summary>The end that a repeater told with <see cref="RepeaterEventKind.SpurtEnded"/>.</summary>
    public static SpurtOver Of(in RepeaterEvent ended, DateTimeOffset lastHeard)
    {
        var heard = ended.Reception;
        return new(ReasonOf(ended.Why), lastHeard, new StreamFigures(
            (uint)heard.Bursts, (uint)heard.Lost, 0, (uint)heard.BitErrors, (uint)(heard.BitsCounted / ProtectedBits), heard.RssiMean ?? 0));
    }

    private static Reason ReasonOf(SpurtEnd end) => end switch
    {
        SpurtEnd.SignalLost or SpurtEnd.Silent => Reason.Inactive,
        SpurtEnd.Replaced => Reason.Replaced,
        SpurtEnd.TimeOut => Reason.TimeLimit,
        SpurtEnd.ModemGone or SpurtEnd.Configured => Reason.PortLost,
        _ => Reason.Ended,
    };
}
