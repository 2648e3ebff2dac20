namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// RPTINTR (BrandMeister only), 17 octets: 0:7 tag, 7:8 repeater id in hexadecimal, 15:1 ':', 16:1 timeslot '1' or '2'.
/// The repeater asks to stop the call that it is being sent there; no answer.
/// </summary>
public readonly record struct CallInterrupt(RepeaterId Repeater, Timeslot Slot)
{
    /// <summary>Octets of the message.</summary>
    public const int Length = 17;

    /// <summary>Reads a datagram; false when it is no call interrupt.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out CallInterrupt interrupt)
    {
        interrupt = default;
        if (!HasForm(source) || !SlotText.TryRead(source[7..], out var repeater, out var slot)) return false;
        interrupt = new(repeater, slot);
        return true;
    }

    /// <summary>Writes the message; returns 17.</summary>
    public int Write(Span<byte> destination)
    {
        "RPTINTR"u8.CopyTo(destination);
        SlotText.Write(destination[7..], Repeater, Slot);
        return Length;
    }

    internal static bool HasForm(ReadOnlySpan<byte> source) => source.Length == Length && source.StartsWith("RPTINTR"u8);
}
