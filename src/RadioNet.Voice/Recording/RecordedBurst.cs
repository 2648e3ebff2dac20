using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Voice.Routing;

namespace RadioNet.Voice.Recording;

/// <summary>A burst on its way from the router to who records it, or a stream's end there; a value, so that handing it over allocates nothing.</summary>
public struct RecordedBurst
{
    private Octets _payload;

    /// <summary>The stream.</summary>
    public StreamId Stream { get; internal set; }

    /// <summary>Whether nothing more of the stream comes; the rest then says which it was.</summary>
    public bool IsEnd { get; internal set; }

    /// <summary>When it came, <see cref="TimeProvider.GetTimestamp"/> ticks.</summary>
    public long Arrived { get; internal set; }

    /// <summary>The call's number.</summary>
    public ulong Call { get; internal set; }

    /// <summary>The spurt's number.</summary>
    public ulong Spurt { get; internal set; }

    /// <summary>The port that it came in at.</summary>
    public PortId Port { get; internal set; }

    /// <summary>The radio that talks.</summary>
    public RadioId Source { get; internal set; }

    /// <summary>The talkgroup that it calls.</summary>
    public uint Talkgroup { get; internal set; }

    /// <summary>The timeslot that it came in on.</summary>
    public Timeslot Slot { get; internal set; }

    /// <summary>What the burst is.</summary>
    public DmrdBurst Burst { get; internal set; }

    /// <summary>The sender's number of the burst.</summary>
    public byte Sequence { get; internal set; }

    /// <summary>Errored bits of 141.</summary>
    public byte BitErrors { get; internal set; }

    /// <summary>Signal strength in dBm; 0 unknown.</summary>
    public short Rssi { get; internal set; }

    /// <summary>Bursts, of any stream, that found no room before this one.</summary>
    public uint LostBefore { get; internal set; }

    /// <summary>The burst, 33 octets.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Payload => _payload;

    /// <summary>How many bursts the sequence numbers say were lost since the one before; a number that stands still, or begins anew, says nothing.</summary>
    public readonly int MissingAfter(byte previous)
    {
        int ahead = (byte)(Sequence - previous);
        return ahead is > 1 and <= SequenceWatch.LargestGap ? ahead - 1 : 0;
    }

    [UnscopedRef]
    internal Span<byte> Room => _payload;

    [InlineArray(DmrdPacket.BurstLength)]
    private struct Octets
    {
        private byte _first;
    }
}
