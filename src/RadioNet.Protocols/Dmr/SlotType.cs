using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The slot type of a data or control burst (ETSI TS 102 361-1, clauses 6.2 and 9.1.3): 20 bits, burst bits 98 to 107 and
/// 156 to 165, under Golay(20,8): corrects 3 bit errors, sees 4; from 5 on it may give another slot type.
/// </summary>
/// <param name="ColorCode">The carrier's colour code, 4 bits.</param>
/// <param name="DataType">What the burst carries, 4 bits.</param>
public readonly record struct SlotType(ColorCode ColorCode, DataType DataType)
{
    /// <summary>The most bit errors that are always corrected.</summary>
    public const int Correctable = 3;

    /// <summary>Reads the slot type of a 33-octet burst.</summary>
    /// <returns>False when no slot type is within <see cref="Correctable"/> bits.</returns>
    public static bool TryRead(ReadOnlySpan<byte> burst, out SlotType slotType, out int corrected)
    {
        var bits = (BitFields.Read(burst, 98, 10) << 10) | BitFields.Read(burst, 156, 10);
        return TryDecode(bits, out slotType, out corrected);
    }

    /// <summary>Reads the slot type of a 33-octet burst.</summary>
    public static bool TryRead(ReadOnlySpan<byte> burst, out SlotType slotType) => TryRead(burst, out slotType, out _);

    /// <summary>Decodes the 20 bits of a slot type, the first transmitted as the highest.</summary>
    public static bool TryDecode(uint bits, out SlotType slotType, out int corrected)
    {
        if (!Golay.G208.TryDecode(bits, out var data, out corrected))
        {
            slotType = default;
            return false;
        }

        slotType = new SlotType(new ColorCode((byte)(data >> 4)), (DataType)(data & 0xF));
        return true;
    }

    /// <summary>The 20 bits of this slot type, the first transmitted as the highest.</summary>
    public uint Encode() => Golay.G208.Encode((uint)((ColorCode.Value & 0xF) << 4 | ((byte)DataType & 0xF)));

    /// <summary>Writes this slot type into a 33-octet burst; everything else stays.</summary>
    public void Write(Span<byte> burst)
    {
        var bits = Encode();
        BitFields.Write(burst, 98, 10, bits >> 10);
        BitFields.Write(burst, 156, 10, bits & 0x3FF);
    }
}
