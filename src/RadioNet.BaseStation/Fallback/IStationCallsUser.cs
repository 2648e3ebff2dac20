using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;

namespace RadioNet.BaseStation.Fallback;

/// <summary>Who carries out what <see cref="StationCalls"/> says. Called from within it: an implementation does not call it back.</summary>
public interface IStationCallsUser
{
    /// <summary>The node is to be asked about a spurt.</summary>
    void AskNode(HeardSpurt spurt);

    /// <summary>The node is to be told that a radio was refused by the carrier's own access rule.</summary>
    void TellRefused(HeardSpurt spurt, Reason why);

    /// <summary>It was decided about a spurt, by whoever serves it.</summary>
    /// <param name="spurt">Which.</param>
    /// <param name="outcome">What.</param>
    /// <param name="why">Why, when denied or stopped.</param>
    /// <param name="position">The place in the queue, from 1; 0 when it does not wait.</param>
    void Decided(HeardSpurt spurt, FloorOutcome outcome, Reason why, int position);
}
