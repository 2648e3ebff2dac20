using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The data terminator link control, sent through the hang time of data (ETSI TS 102 361-3, table 7.1): bits 16
/// destination(24), 40 source(24), 64 group(1) response requested(1) full message(1) 0(1) resynchronise(1) N(S)(3).
/// </summary>
/// <param name="TargetKind">What the target names.</param>
/// <param name="Target">A 24-bit address.</param>
/// <param name="Source">The sender.</param>
/// <param name="ResponseRequested">Whether the sender wants a response.</param>
/// <param name="IsFullMessage">The first try of the whole message.</param>
/// <param name="Resynchronise">The receiver takes over the sequence number.</param>
/// <param name="SendSequence">N(S), 0 to 7.</param>
public readonly record struct TerminatorData(
    AddressKind TargetKind,
    uint Target,
    RadioId Source,
    bool ResponseRequested,
    bool IsFullMessage,
    bool Resynchronise,
    byte SendSequence)
{
    /// <summary>Reads the message.</summary>
    /// <returns>False when it is another message or another feature set's.</returns>
    public static bool TryRead(in LinkControl lc, out TerminatorData message)
    {
        Span<byte> octets = stackalloc byte[LinkControl.Octets];
        lc.Write(octets);
        message = new TerminatorData(
            (octets[8] & 0x80) != 0 ? AddressKind.Group : AddressKind.Unit,
            BitFields.Read(octets, 16, 24),
            new RadioId(BitFields.Read(octets, 40, 24)),
            (octets[8] & 0x40) != 0,
            (octets[8] & 0x20) != 0,
            (octets[8] & 0x08) != 0,
            (byte)(octets[8] & 0x07));
        return lc.Flco == Flco.TerminatorData && lc.FeatureSet == FeatureSetId.Standard && !lc.IsProtected;
    }

    /// <summary>Makes the message.</summary>
    public LinkControl ToLinkControl()
    {
        Span<byte> octets = stackalloc byte[LinkControl.Octets];
        octets[0] = (byte)Flco.TerminatorData;
        octets[1] = (byte)FeatureSetId.Standard;
        BitFields.Write(octets, 16, 24, Target);
        BitFields.Write(octets, 40, 24, Source.Value);
        octets[8] = (byte)((TargetKind == AddressKind.Group ? 0x80 : 0) | (ResponseRequested ? 0x40 : 0)
            | (IsFullMessage ? 0x20 : 0) | (Resynchronise ? 0x08 : 0) | (SendSequence & 0x07));
        return LinkControl.Read(octets);
    }
}
