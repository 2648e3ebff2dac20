namespace RadioNet.Protocols.Homebrew;

/// <summary>A repeater's id and timeslot as BrandMeister writes them: eight hexadecimal digits, ':', the slot's digit.</summary>
internal static class SlotText
{
    public const int Length = 10;

    public static bool TryRead(ReadOnlySpan<byte> source, out RepeaterId repeater, out Timeslot slot)
    {
        repeater = default;
        slot = Timeslot.None;
        if (source.Length < Length || source[8] != ':' || source[9] is not ((byte)'1' or (byte)'2')) return false;
        if (!HexText.TryReadUInt32(source[..8], out uint id)) return false;
        repeater = new(id);
        slot = (Timeslot)(source[9] - '0');
        return true;
    }

    public static void Write(Span<byte> destination, RepeaterId repeater, Timeslot slot)
    {
        HexText.WriteUInt32(destination[..8], repeater.Value);
        destination[8] = (byte)':';
        destination[9] = slot == Timeslot.Two ? (byte)'2' : (byte)'1';
    }
}
