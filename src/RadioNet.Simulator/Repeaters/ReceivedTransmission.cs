using RadioNet.Protocols;
using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Repeaters;

/// <summary>What a timeslot's listener heard of one transmission.</summary>
public sealed record ReceivedTransmission
{
    /// <summary>The radio that talked.</summary>
    public required RadioId Source { get; init; }

    /// <summary>The address that it called.</summary>
    public required uint Target { get; init; }

    /// <summary>What <see cref="Target"/> names.</summary>
    public required AddressKind TargetKind { get; init; }

    /// <summary>The timeslot.</summary>
    public required Timeslot Slot { get; init; }

    /// <summary>The stream id.</summary>
    public required uint StreamId { get; init; }

    /// <summary>When its first burst came, <see cref="TimeProvider.GetTimestamp"/> ticks.</summary>
    public required long FirstHeard { get; init; }

    /// <summary>When its last burst came, in the same ticks.</summary>
    public long LastHeard { get; init; }

    /// <summary>Bursts heard, duplicates included.</summary>
    public int Bursts { get; init; }

    /// <summary>Voice bursts A to F among them.</summary>
    public int VoiceBursts { get; init; }

    /// <summary>Data and control bursts among them.</summary>
    public int DataBursts { get; init; }

    /// <summary>Bursts that the sequence numbers say are missing.</summary>
    public int Missing { get; init; }

    /// <summary>Bursts that came after a later one.</summary>
    public int Reordered { get; init; }

    /// <summary>Bursts that came twice.</summary>
    public int Duplicated { get; init; }

    /// <summary>Voice bursts that are not the one which follows in the superframe.</summary>
    public int OutOfStep { get; init; }

    /// <summary>Whether a voice LC header came first.</summary>
    public bool HadHeader { get; init; }

    /// <summary>Whether a terminator ended it.</summary>
    public bool HadTerminator { get; init; }

    /// <summary>Digest of all its bursts: see <see cref="Transmission.PayloadDigest"/>.</summary>
    public ulong PayloadDigest { get; init; }

    /// <summary>Digest of its vocoder frames: see <see cref="Transmission.VoiceDigest"/>.</summary>
    public ulong VoiceDigest { get; init; }

    /// <summary>Whether nothing of it is missing, doubled, or out of its place.</summary>
    public bool IsGapless => Missing == 0 && Reordered == 0 && Duplicated == 0 && OutOfStep == 0;

    /// <summary>Whether it is a whole voice transmission: header, one call's bursts in step, terminator.</summary>
    public bool IsWhole => HadHeader && HadTerminator && IsGapless;
}
