namespace RadioNet.Protocols.Dmr;

/// <summary>
/// The three vocoder frames of a voice burst (ETSI TS 102 361-1, clause 6.1): bits 0 to 71; 72 to 107 and 156 to 191, around
/// the burst's middle; 192 to 263.
/// </summary>
public static class VoiceBurst
{
    /// <summary>Frames of a burst: 60 ms of speech.</summary>
    public const int Frames = 3;

    /// <summary>Bits of a burst in which errors are counted.</summary>
    public const int ProtectedBits = Frames * VocoderFrame.ProtectedBits;

    /// <summary>Copies a frame (0 to 2) of 9 octets out of a 33-octet burst.</summary>
    public static void ReadFrame(ReadOnlySpan<byte> burst, int frame, Span<byte> destination)
    {
        if (frame != 1)
        {
            burst.Slice(frame == 0 ? 0 : 24, VocoderFrame.Octets).CopyTo(destination);
            return;
        }

        burst.Slice(9, 4).CopyTo(destination);
        destination[4] = (byte)((burst[13] & 0xF0) | (burst[19] & 0x0F));
        burst.Slice(20, 4).CopyTo(destination[5..]);
    }

    /// <summary>Copies a frame (0 to 2) of 9 octets into a 33-octet burst; everything else stays.</summary>
    public static void WriteFrame(Span<byte> burst, int frame, ReadOnlySpan<byte> source)
    {
        source = source[..VocoderFrame.Octets];
        if (frame != 1)
        {
            source.CopyTo(burst[(frame == 0 ? 0 : 24)..]);
            return;
        }

        source[..4].CopyTo(burst[9..]);
        burst[13] = (byte)((burst[13] & 0x0F) | (source[4] & 0xF0));
        burst[19] = (byte)((burst[19] & 0xF0) | (source[4] & 0x0F));
        source[5..].CopyTo(burst[20..]);
    }

    /// <summary>Decodes a burst's three frames.</summary>
    /// <param name="burst">The 33-octet burst.</param>
    /// <param name="infos">The 49 speech bits of each, bit 0 as the highest; 0 where a frame is beyond correction.</param>
    /// <param name="errors">Bit errors found, of 141.</param>
    /// <returns>Frames that could be decoded, 0 to 3.</returns>
    public static int Decode(ReadOnlySpan<byte> burst, Span<ulong> infos, out int errors)
    {
        Span<byte> frame = stackalloc byte[VocoderFrame.Octets];
        var decoded = 0;
        errors = 0;
        for (var index = 0; index < Frames; index++)
        {
            ReadFrame(burst, index, frame);
            decoded += VocoderFrame.TryDecode(frame, out infos[index], out var frameErrors) ? 1 : 0;
            errors += frameErrors;
        }

        return decoded;
    }

    /// <summary>Encodes three frames' speech bits into a 33-octet burst; its middle stays.</summary>
    public static void Encode(Span<byte> burst, ReadOnlySpan<ulong> infos)
    {
        Span<byte> frame = stackalloc byte[VocoderFrame.Octets];
        for (var index = 0; index < Frames; index++)
        {
            VocoderFrame.Encode(infos[index], frame);
            WriteFrame(burst, index, frame);
        }
    }
}
