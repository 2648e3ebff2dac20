using RadioNet.Protocols;
using RadioNet.Simulator.Air;

namespace RadioNet.HilRigs.Tests.Bench;

/// <summary>
/// A virtual loopback attenuator: what a modem transmits comes back on what it receives, one timeslot later. That is where the
/// air has a radio's burst of the same timeslot (ETSI TS 102 361-1, clause 4.2.2).
/// </summary>
internal sealed class LoopbackPath : IAirStation
{
    private readonly AirAntenna _antenna;
    private readonly Queue<AirBurst> _waiting = new();

    private LoopbackPath(AirAntenna antenna) => _antenna = antenna;

    public TimeSpan NextDue => _waiting.TryPeek(out var first) ? first.Start : TimeSpan.MaxValue;

    /// <summary>Puts an attenuator between a modem's transmitter and its receiver.</summary>
    public static void Attach(LiveAir air, uint receiveHertz, uint transmitHertz) => air.Do((virtualAir, _) =>
    {
        var antenna = virtualAir.Raise("attenuator", receiveHertz: transmitHertz, transmitHertz: receiveHertz, isFullDuplex: true);
        virtualAir.Connect(antenna, new LoopbackPath(antenna));
    });

    public void Advance(TimeSpan now)
    {
        while (_waiting.TryPeek(out var burst) && burst.Start <= now) _antenna.Transmit(_waiting.Dequeue());
    }

    public void OnBurst(in HeardBurst heard) =>
        _waiting.Enqueue(new AirBurst(heard.Burst.Start + AirBurst.SlotDuration, Timeslot.None, heard.Burst.Octets));
}
