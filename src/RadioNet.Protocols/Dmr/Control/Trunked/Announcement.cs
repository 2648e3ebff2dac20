namespace RadioNet.Protocols.Dmr.Control.Trunked;

/// <summary>
/// C_BCAST (ETSI TS 102 361-4, clause 7.1.1): an announcement of the site. Bits 16 type(5), 21 parameters(14), 35
/// registration(1), 36 backoff(4), 40 system identity code(16), 56 more parameters(24); what these mean goes by the type.
/// </summary>
/// <param name="Type">
/// 0 control channel added or withdrawn, 1 call timers, 2 vote now, 3 local time, 4 mass registration, 5 channel
/// frequency, 6 adjacent site, 7 general site parameters.
/// </param>
/// <param name="FirstParameters">14 bits.</param>
/// <param name="RegistrationRequired">As in C_ALOHA.</param>
/// <param name="Backoff">As in C_ALOHA.</param>
/// <param name="SystemIdentity">C_SYScode, 16 bits.</param>
/// <param name="SecondParameters">24 bits.</param>
public readonly record struct Announcement(
    byte Type, ushort FirstParameters, bool RegistrationRequired, byte Backoff, ushort SystemIdentity, uint SecondParameters)
{
    /// <summary>Reads the message.</summary>
    public static bool TryRead(in Csbk csbk, out Announcement message)
    {
        var block = csbk.Block;
        message = new Announcement(
            (byte)block.Get(16, 5),
            (ushort)block.Get(21, 14),
            block.Has(35),
            (byte)block.Get(36, 4),
            (ushort)block.Get(40, 16),
            block.Get(56, 24));
        return csbk.Is((byte)TrunkedOpcode.Announcement);
    }

    /// <summary>Makes the block; as the header of a multi block message when it is not the last.</summary>
    public Csbk ToCsbk(bool isLast = true) => new(Csbk.Create((byte)TrunkedOpcode.Announcement, FeatureSetId.Standard, 0, isLast).Block
        .With(16, 5, Type)
        .With(21, 14, FirstParameters)
        .With(35, RegistrationRequired)
        .With(36, 4, Backoff)
        .With(40, 16, SystemIdentity)
        .With(56, 24, SecondParameters));
}
