using RadioNet.Protocols;

namespace RadioNet.BaseStation.Hosting;

/// <summary>
/// The numbers that a carrier gives to the streams of one voice session. A session counts its SSRCs from 0; at the carrier they rise
/// together with those of other sessions and of the station's own calls. Belongs to the session's thread; allocates nothing.
/// </summary>
/// <param name="next">The carrier's next number.</param>
internal sealed class NodeStreams(Func<uint> next)
{
    private readonly Known[] _newest = new Known[2];
    private readonly Known[] _former = new Known[2];

    /// <summary>The number of a stream, the same for all its bursts; false when two later ones have begun at its timeslot.</summary>
    public bool TryNumber(Timeslot slot, uint ssrc, out uint number)
    {
        var index = slot == Timeslot.Two ? 1 : 0;
        ref var newest = ref _newest[index];
        if (newest.IsSet && newest.Ssrc == ssrc)
        {
            number = newest.Number;
            return true;
        }

        if (_former[index] is { IsSet: true } former && former.Ssrc == ssrc)
        {
            number = former.Number;
            return true;
        }

        if (newest.IsSet && (int)(ssrc - newest.Ssrc) < 0)
        {
            number = 0;
            return false;
        }

        _former[index] = newest;
        newest = new Known(true, ssrc, next());
        number = newest.Number;
        return true;
    }

    private readonly record struct Known(bool IsSet, uint Ssrc, uint Number);
}
