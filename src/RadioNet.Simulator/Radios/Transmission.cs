using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Radios;

/// <summary>What a radio sends from press to release: its bursts in order, one every 60 ms.</summary>
/// <param name="Source">The radio.</param>
/// <param name="Target">The address that it calls.</param>
/// <param name="TargetKind">What <paramref name="Target"/> names.</param>
/// <param name="Bursts">The bursts.</param>
public sealed record Transmission(RadioId Source, uint Target, AddressKind TargetKind, ImmutableArray<TransmissionBurst> Bursts)
{
    /// <summary>The time from one burst of a timeslot to its next (ETSI TS 102 361-1, clause 4.2.2).</summary>
    public static TimeSpan BurstSpacing => TimeSpan.FromMilliseconds(60);

    /// <summary>How long it takes on the air.</summary>
    public TimeSpan Duration => Bursts.Length * BurstSpacing;

    /// <summary>How many of its bursts are voice bursts A to F.</summary>
    public int VoiceBursts => Bursts.Count(burst => burst.Kind.IsVoiceBurst());

    /// <summary>A digest of all 264 bits of every burst, to compare with what a listener heard.</summary>
    public ulong PayloadDigest => Bursts.Aggregate(BurstDigest.Start, (digest, burst) => BurstDigest.AddBurst(digest, burst.Payload.Span));

    /// <summary>A digest of the vocoder frames alone, which no change of colour code or link control touches.</summary>
    public ulong VoiceDigest => Bursts.Where(burst => burst.Kind.IsVoiceBurst())
        .Aggregate(BurstDigest.Start, (digest, burst) => BurstDigest.AddVoice(digest, burst.Payload.Span));

    /// <summary>The same without its LC headers: a listener joins late, or the headers were lost on the air.</summary>
    public Transmission WithoutHeader() => this with { Bursts = [.. Bursts.Where(burst => burst.Kind != DmrdBurst.VoiceHeader)] };

    /// <summary>The same without its terminator: the radio drove out of reach.</summary>
    public Transmission WithoutTerminator() => this with { Bursts = [.. Bursts.Where(burst => burst.Kind != DmrdBurst.Terminator)] };

    /// <summary>The first bursts only.</summary>
    public Transmission First(int bursts) => this with { Bursts = [.. Bursts.Take(bursts)] };

    /// <summary>The rest, after so many bursts.</summary>
    public Transmission From(int bursts) => this with { Bursts = [.. Bursts.Skip(bursts)] };
}
