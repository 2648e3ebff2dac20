namespace RadioNet.Protocols.Dmr;

/// <summary>
/// Tells and rewrites the colour code of a burst in place (ETSI TS 102 361-1, clauses 9.1.2 and 9.1.3). A field that is
/// rewritten loses its bit errors; everything else of the burst stays.
/// </summary>
public static class BurstColorCode
{
    /// <summary>The colour code of a 33-octet burst.</summary>
    /// <returns>False for voice burst A, and when the field has too many errors.</returns>
    public static bool TryRead(ReadOnlySpan<byte> burst, BurstKind kind, out ColorCode colorCode)
    {
        colorCode = default;
        switch (kind)
        {
            case BurstKind.Data when SlotType.TryRead(burst, out var slotType):
                colorCode = slotType.ColorCode;
                return true;
            case BurstKind.VoiceEmbedded when Emb.TryRead(burst, out var emb):
                colorCode = emb.ColorCode;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Gives a 33-octet burst another colour code; the rest of the field that holds it is kept.</summary>
    /// <returns>False, and the burst untouched, for voice burst A and when the field has too many errors.</returns>
    public static bool TryRewrite(Span<byte> burst, BurstKind kind, ColorCode colorCode)
    {
        switch (kind)
        {
            case BurstKind.Data when SlotType.TryRead(burst, out var slotType):
                if (slotType.ColorCode != colorCode)
                    (slotType with { ColorCode = colorCode }).Write(burst);
                return true;
            case BurstKind.VoiceEmbedded when Emb.TryRead(burst, out var emb):
                if (emb.ColorCode != colorCode)
                    (emb with { ColorCode = colorCode }).Write(burst);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes the slot type of a data or control burst whose data type is known from elsewhere, errors or not.</summary>
    public static void Rewrite(Span<byte> burst, DataType dataType, ColorCode colorCode) =>
        new SlotType(colorCode, dataType).Write(burst);

    /// <summary>Writes the EMB field of voice burst B to F whose LCSS is known from elsewhere, errors or not.</summary>
    public static void Rewrite(Span<byte> burst, Lcss lcss, ColorCode colorCode) =>
        new Emb(colorCode, PowerControl: false, lcss).Write(burst);
}
