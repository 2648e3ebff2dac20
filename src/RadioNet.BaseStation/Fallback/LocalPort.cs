using RadioNet.Protocols;

namespace RadioNet.BaseStation.Fallback;

/// <summary>One carrier at <see cref="LocalRoutes"/>.</summary>
public sealed class LocalPort
{
    private readonly LocalSource[] _sources = [new(), new()];
    private readonly uint[] _playing = new uint[2];

    internal LocalPort(ILocalCarrier carrier) => Carrier = carrier;

    internal ILocalCarrier Carrier { get; }

    /// <summary>What a timeslot's radios send. For the carrier's voice thread.</summary>
    public LocalSource Source(Timeslot slot) => _sources[IndexOf(slot)];

    /// <summary>
    /// Whether a timeslot plays a spurt of the station's own: what a node sends for it waits until that is over, and is joined then.
    /// For any thread.
    /// </summary>
    public bool IsPlaying(Timeslot slot) => Volatile.Read(ref _playing[IndexOf(slot)]) != 0;

    /// <summary>A transmission is to be played.</summary>
    internal void Begin(Timeslot slot, uint stream) => Volatile.Write(ref _playing[IndexOf(slot)], stream);

    /// <summary>A transmission is played no longer; a later one may have begun.</summary>
    internal void Finish(Timeslot slot, uint stream)
    {
        ref var playing = ref _playing[IndexOf(slot)];
        if (playing == stream)
        {
            Volatile.Write(ref playing, 0);
        }
    }

    private static int IndexOf(Timeslot slot) => slot == Timeslot.Two ? 1 : 0;
}
