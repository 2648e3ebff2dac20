using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Air;

/// <summary>A call that a handset was unmuted for, from then to its end.</summary>
public sealed record HeardCall
{
    /// <summary>Who hears it.</summary>
    public required RadioId Listener { get; init; }

    /// <summary>The call's link control.</summary>
    public required LinkControl Call { get; init; }

    /// <summary>What unmuted it.</summary>
    public required HeardEntry Entry { get; init; }

    /// <summary>When the burst began that unmuted it.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>When the last burst of it began.</summary>
    public required TimeSpan LastBurst { get; init; }

    /// <summary>Headers, voice bursts and the terminator, as received.</summary>
    public required ImmutableArray<HeardCallBurst> Bursts { get; init; }

    /// <summary>Whether a terminator ended it; else the signal was lost, or another call began.</summary>
    public required bool HasTerminator { get; init; }

    /// <summary>Idle bursts in its midst: a gap of 60 ms each that people hear.</summary>
    public required int Gaps { get; init; }

    /// <summary>Voice bursts that are not the one which follows in the superframe, and bursts that could not be read.</summary>
    public required int OutOfStep { get; init; }

    /// <summary>The talker's name, when it was sent whole.</summary>
    public string? Alias { get; init; }

    /// <summary>The talker's position, when it was sent.</summary>
    public GpsInfo? Position { get; init; }

    /// <summary>The radio that talks.</summary>
    public RadioId Source => Call.Source;

    /// <summary>The address that it calls.</summary>
    public uint Target => Call.Target;

    /// <summary>Voice bursts A to F.</summary>
    public int VoiceBursts => Bursts.Count(burst => burst.Kind.IsVoiceBurst());

    /// <summary>The part of the voice's protected bits that were wrong; 0 without voice.</summary>
    public double BitErrorRate => VoiceBursts == 0 ? 0 : (double)Bursts.Sum(burst => burst.BitErrors) / (VoiceBursts * VoiceBurst.ProtectedBits);

    /// <summary>A digest of the vocoder frames as received; see <see cref="Transmission.VoiceDigest"/>.</summary>
    public ulong VoiceDigest => Bursts.Where(burst => burst.Kind.IsVoiceBurst())
        .Aggregate(BurstDigest.Start, (digest, burst) => BurstDigest.AddVoice(digest, burst.Burst.Octets));

    /// <summary>Whether it was heard from its header to its terminator without a gap.</summary>
    public bool IsWhole => Entry == HeardEntry.Header && HasTerminator && Gaps == 0 && OutOfStep == 0;
}
