namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// C_ALOHA (ETSI TS 102 361-4, clause 7.1.1): invites radios to random access. Bits 17 TSCCAS(1), 18 site timeslot
/// synchronisation(1), 19 version(3), 22 offset timing(1), 23 active connection(1), 24 mask(5), 29 service function(2), 31
/// NRand_Wait(4), 35 registration(1), 36 backoff(4), 40 system identity code(16), 56 radio(24).
/// </summary>
/// <param name="SupportsActiveSlots">TSCCAS is supported.</param>
/// <param name="IsSlotSynchronised">The site's timeslots run in step with others'.</param>
/// <param name="Version">0 to 7; 4 is V1.11.1.</param>
/// <param name="OffsetTiming">Offset timing; else aligned.</param>
/// <param name="IsNetworked">The site has an active connection to its network.</param>
/// <param name="Mask">0 everybody, 1 to 23 so many address bits must match, 24 only the radio named.</param>
/// <param name="ServiceFunction">0 all services, 1 and 2 some, 3 registration only.</param>
/// <param name="RandomWait">NRand_Wait, a code of 4 bits.</param>
/// <param name="RegistrationRequired">Radios must register.</param>
/// <param name="Backoff">The backoff's code, of which <see cref="BackoffFrames"/> tells the frames.</param>
/// <param name="SystemIdentity">C_SYScode, 16 bits.</param>
/// <param name="Radio">The radio that the mask goes by; 0 names none.</param>
public readonly record struct Aloha(
    bool SupportsActiveSlots,
    bool IsSlotSynchronised,
    byte Version,
    bool OffsetTiming,
    bool IsNetworked,
    byte Mask,
    byte ServiceFunction,
    byte RandomWait,
    bool RegistrationRequired,
    byte Backoff,
    ushort SystemIdentity,
    RadioId Radio)
{
    /// <summary>TDMA frames of the backoff; 0 for the reserved code 0.</summary>
    public int BackoffFrames => FramesOfBackoff[Backoff & 0xF];

    private static ReadOnlySpan<byte> FramesOfBackoff => [0, 1, 2, 3, 4, 5, 8, 11, 15, 20, 26, 33, 41, 50, 70, 100];

    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out Aloha message)
    {
        var block = csbk.Block;
        message = new Aloha(
            block.Has(17),
            block.Has(18),
            (byte)block.Get(19, 3),
            block.Has(22),
            block.Has(23),
            (byte)block.Get(24, 5),
            (byte)block.Get(29, 2),
            (byte)block.Get(31, 4),
            block.Has(35),
            (byte)block.Get(36, 4),
            (ushort)block.Get(40, 16),
            new RadioId(block.Get(56, 24)));
        return csbk.Is((byte)TrunkedOpcode.Aloha);
    }

    /// <summary>Makes the block.</summary>
    public Csbk ToCsbk() => new(Csbk.Create((byte)TrunkedOpcode.Aloha, FeatureSetId.Standard, 0).Block
        .With(17, SupportsActiveSlots)
        .With(18, IsSlotSynchronised)
        .With(19, 3, Version)
        .With(22, OffsetTiming)
        .With(23, IsNetworked)
        .With(24, 5, Mask)
        .With(29, 2, ServiceFunction)
        .With(31, 4, RandomWait)
        .With(35, RegistrationRequired)
        .With(36, 4, Backoff)
        .With(40, 16, SystemIdentity)
        .With(56, 24, Radio.Value));
}
