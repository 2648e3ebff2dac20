using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Voice.Tests.Routing;

/// <summary>One datagram that the router sent, read.</summary>
internal sealed record SentBurst(
    int Port, RepeaterId Repeater, Timeslot Slot, DmrdBurst Burst, byte Sequence, uint Stream, RadioId Source, uint Target, AddressKind TargetKind, byte[] Payload, byte[] Octets)
{
    public static SentBurst Read(int port, byte[] octets)
    {
        Assert.Equal(55, octets.Length);
        Assert.True(DmrdPacket.TryRead(octets, out DmrdPacket packet));
        return new SentBurst(port, packet.Repeater, packet.Slot, packet.Burst, packet.Sequence, packet.StreamId, packet.Source, packet.Target, packet.TargetKind, packet.Payload.ToArray(), octets);
    }
}
