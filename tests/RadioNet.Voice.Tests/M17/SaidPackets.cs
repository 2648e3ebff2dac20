using RadioNet.Protocols.M17;
using RadioNet.Voice.M17;

namespace RadioNet.Voice.Tests.M17;

/// <summary>Keeps an edge's packets.</summary>
internal sealed class SaidPackets : IM17PacketSink
{
    public List<byte[]> All { get; } = [];

    /// <summary>Their frame numbers, negative and one less of a last one.</summary>
    public List<int> Numbers => [.. All.Select(octets => M17StreamPacket.TryRead(octets, out var packet) ? packet.IsLast ? -packet.FrameNumber - 1 : packet.FrameNumber : int.MinValue)];

    /// <summary>Their frames of 20 ms, in order.</summary>
    public List<byte[]> Frames => [.. All.SelectMany(octets => new[] { octets[36..44], octets[44..52] })];

    public List<ushort> Streams => [.. All.Select(octets => M17StreamPacket.TryRead(octets, out var packet) ? packet.StreamId : (ushort)0).Distinct()];

    public void Take(ReadOnlySpan<byte> packet) => All.Add(packet.ToArray());
}
