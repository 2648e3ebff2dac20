using System.Collections.Concurrent;
using RadioNet.Protocols.M17;
using RadioNet.Voice.M17;

namespace RadioNet.Voice.Tests.M17;

/// <summary>Keeps what comes over a link to a reflector.</summary>
internal sealed class HearingEnd : IM17LinkListener
{
    public ConcurrentQueue<(ushort Stream, int Number, bool IsLast, M17LinkSetup Setup)> Heard { get; } = new();

    public ConcurrentQueue<(M17LinkState State, M17LinkFault Fault)> Changes { get; } = new();

    public bool Throws { get; set; }

    public TimeSpan DueAt => TimeSpan.MaxValue;

    public void Take(in M17StreamPacket packet, TimeSpan now)
    {
        if (Throws) throw new InvalidOperationException("On purpose.");
        Heard.Enqueue((packet.StreamId, packet.FrameNumber, packet.IsLast, packet.Setup));
    }

    public void Advance(TimeSpan now)
    {
    }

    public void Changed(M17LinkState state, M17LinkFault fault) => Changes.Enqueue((state, fault));
}
