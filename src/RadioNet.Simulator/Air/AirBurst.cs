using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Simulator.Air;

/// <summary>One burst as a transmitter sends it (ETSI TS 102 361-1, clauses 4.2 and 6.1): 264 bits in 27.5 ms.</summary>
public readonly struct AirBurst
{
    private readonly BurstBits _bits;

    /// <summary>Makes a burst.</summary>
    /// <param name="start">When its first symbol is on the air.</param>
    /// <param name="slot">The timeslot that its transmitter means; none in direct mode.</param>
    /// <param name="octets">Its 264 bits, 33 octets.</param>
    /// <param name="cach">The 24 bits of the CACH before it, the first transmitted as the highest; null where there is none.</param>
    public AirBurst(TimeSpan start, Timeslot slot, ReadOnlySpan<byte> octets, uint? cach = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(octets.Length, BurstLayout.BurstOctets);
        Start = start;
        Slot = slot;
        CachBits = cach;
        octets.CopyTo(_bits);
    }

    /// <summary>How long the 264 bits take.</summary>
    public static TimeSpan Duration { get; } = TimeSpan.FromMicroseconds(27_500);

    /// <summary>A timeslot: the burst and the 2.5 ms of CACH or guard time before it.</summary>
    public static TimeSpan SlotDuration { get; } = TimeSpan.FromMilliseconds(30);

    /// <summary>When its first symbol is on the air.</summary>
    public TimeSpan Start { get; }

    /// <summary>When its last symbol has left.</summary>
    public TimeSpan End => Start + Duration;

    /// <summary>The timeslot that its transmitter means; none in direct mode. A receiver goes by time and CACH, not by this.</summary>
    public Timeslot Slot { get; }

    /// <summary>The 24 bits of the CACH before it, the first transmitted as the highest; null where there is none.</summary>
    public uint? CachBits { get; }

    /// <summary>Its 264 bits, 33 octets.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Octets => _bits;

    /// <summary>The same with every symbol's sign turned: what the wrong polarity makes of it. Voice sync becomes data sync and back.</summary>
    public AirBurst Inverted()
    {
        const byte signs = 0b1010_1010;
        Span<byte> octets = stackalloc byte[BurstLayout.BurstOctets];
        Octets.CopyTo(octets);
        foreach (ref byte octet in octets) octet ^= signs;
        return new(Start, Slot, octets, CachBits);
    }

    [InlineArray(BurstLayout.BurstOctets)]
    private struct BurstBits
    {
        private byte _first;
    }
}
