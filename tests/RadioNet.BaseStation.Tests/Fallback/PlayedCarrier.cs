using RadioNet.BaseStation.Fallback;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Tests.Fallback;

/// <summary>A carrier that notes what it is to play.</summary>
internal sealed class PlayedCarrier : ILocalCarrier
{
    private uint _lastStream;

    public List<Played> All { get; } = [];

    public uint NextStream() => ++_lastStream;

    public void Play(in LinkBurst head, uint stream, uint timestamp, ReadOnlySpan<byte> burst)
    {
        LinkControl? lc = head.Burst switch
        {
            DmrdBurst.VoiceHeader when FullLinkControl.TryReadHeader(burst, out var header) => header,
            DmrdBurst.Terminator when FullLinkControl.TryReadTerminator(burst, out var terminator) => terminator,
            _ => null,
        };
        All.Add(new Played(head.Slot, stream, timestamp, head.Burst, head.Source.Value, burst[0], lc));
    }

    /// <summary>What a timeslot played, burst by burst.</summary>
    public DmrdBurst[] At(Timeslot slot) => [.. All.Where(p => p.Slot == slot).Select(p => p.Burst)];

    /// <param name="Slot">The timeslot.</param>
    /// <param name="Stream">The transmission.</param>
    /// <param name="Timestamp">The place in it.</param>
    /// <param name="Burst">What it is.</param>
    /// <param name="Source">The radio that sends.</param>
    /// <param name="Mark">The burst's first octet.</param>
    /// <param name="LinkControl">Of a header or terminator.</param>
    internal sealed record Played(Timeslot Slot, uint Stream, uint Timestamp, DmrdBurst Burst, uint Source, byte Mark, LinkControl? LinkControl);
}
