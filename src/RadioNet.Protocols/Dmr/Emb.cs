using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The EMB field of a burst with embedded signalling (ETSI TS 102 361-1, clauses 6.1 and 9.1.2): 16 bits, burst bits 108 to
/// 115 and 148 to 155, under QR(16,7,6): corrects 2 bit errors, sees 3; from 4 on it may give another field.
/// </summary>
/// <param name="ColorCode">The carrier's colour code, 4 bits.</param>
/// <param name="PowerControl">The pre-emption and power control indicator, 1 bit.</param>
/// <param name="Lcss">Which fragment the embedded signalling is, 2 bits.</param>
public readonly record struct Emb(ColorCode ColorCode, bool PowerControl, Lcss Lcss)
{
    /// <summary>The most bit errors that are always corrected.</summary>
    public const int Correctable = 2;

    /// <summary>Reads the EMB field of a 33-octet burst.</summary>
    /// <returns>False when no field is within <see cref="Correctable"/> bits.</returns>
    public static bool TryRead(ReadOnlySpan<byte> burst, out Emb emb, out int corrected) =>
        TryDecode((BitFields.Read(burst, 108, 8) << 8) | BitFields.Read(burst, 148, 8), out emb, out corrected);

    /// <summary>Reads the EMB field of a 33-octet burst.</summary>
    public static bool TryRead(ReadOnlySpan<byte> burst, out Emb emb) => TryRead(burst, out emb, out _);

    /// <summary>Decodes the 16 bits of an EMB field, the first transmitted as the highest.</summary>
    public static bool TryDecode(uint bits, out Emb emb, out int corrected)
    {
        if (!Golay.Qr167.TryDecode(bits, out var data, out corrected))
        {
            emb = default;
            return false;
        }

        emb = new Emb(new ColorCode((byte)(data >> 3)), (data & 0b100) != 0, (Lcss)(data & 0b11));
        return true;
    }

    /// <summary>The 16 bits of this field, the first transmitted as the highest.</summary>
    public uint Encode() =>
        Golay.Qr167.Encode((uint)((ColorCode.Value & 0xF) << 3 | (PowerControl ? 0b100 : 0) | ((byte)Lcss & 0b11)));

    /// <summary>Writes this field into a 33-octet burst; everything else stays.</summary>
    public void Write(Span<byte> burst)
    {
        var bits = Encode();
        BitFields.Write(burst, 108, 8, bits >> 8);
        BitFields.Write(burst, 148, 8, bits & 0xFF);
    }
}
