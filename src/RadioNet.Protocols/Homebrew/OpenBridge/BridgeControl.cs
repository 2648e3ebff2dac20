namespace RadioNet.Protocols.Homebrew.OpenBridge;

/// <summary>
/// What bridges say to each other beside bursts, each with 20 octets of HMAC-SHA1 at its end: BCKA (a sign of life every
/// 10 s), BCVE (4:1 version, every 60 s; signed is the version octet alone), BCSQ (4:3 talkgroup, 7:4 stream: send no more
/// of it), BCST (send nothing more).
/// </summary>
/// <param name="Kind">Which of the four.</param>
/// <param name="Version">The version spoken; 0 but for <see cref="HomebrewKind.BridgeVersion"/>.</param>
/// <param name="Talkgroup">The quenched stream's talkgroup; 0 but for <see cref="HomebrewKind.BridgeSourceQuench"/>.</param>
/// <param name="StreamId">The quenched stream; 0 but for <see cref="HomebrewKind.BridgeSourceQuench"/>.</param>
public readonly record struct BridgeControl(HomebrewKind Kind, byte Version, TalkgroupId Talkgroup, uint StreamId)
{
    /// <summary>Octets of BCKA and BCST.</summary>
    public const int SignalLength = 4 + BridgeSignature.Length;

    /// <summary>Octets of BCVE.</summary>
    public const int VersionLength = 5 + BridgeSignature.Length;

    /// <summary>Octets of BCSQ.</summary>
    public const int SourceQuenchLength = 11 + BridgeSignature.Length;

    /// <summary>A sign of life.</summary>
    public static BridgeControl KeepAlive => new(HomebrewKind.BridgeKeepAlive, 0, default, 0);

    /// <summary>Send nothing more.</summary>
    public static BridgeControl Stun => new(HomebrewKind.BridgeStun, 0, default, 0);

    /// <summary>The version spoken.</summary>
    public static BridgeControl Speaks(byte version) => new(HomebrewKind.BridgeVersion, version, default, 0);

    /// <summary>Send no more of this stream.</summary>
    public static BridgeControl Quench(TalkgroupId talkgroup, uint streamId) =>
        new(HomebrewKind.BridgeSourceQuench, 0, talkgroup, streamId);

    /// <summary>Reads a datagram; false when it is no bridge control or the shared secret did not sign it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, ReadOnlySpan<byte> secret, out BridgeControl message)
    {
        message = HomebrewMessage.Classify(source) switch
        {
            HomebrewKind.BridgeKeepAlive => KeepAlive,
            HomebrewKind.BridgeStun => Stun,
            HomebrewKind.BridgeVersion => Speaks(source[4]),
            HomebrewKind.BridgeSourceQuench => Quench(new(Wire.ReadUInt24(source, 4)), Wire.ReadUInt32(source, 7)),
            _ => default,
        };
        if (message.Kind != HomebrewKind.Unknown && BridgeSignature.Verify(SignedPart(message.Kind, source), source[^BridgeSignature.Length..], secret)) return true;
        message = default;
        return false;
    }

    /// <summary>Writes the signed message and returns its length.</summary>
    public int Write(Span<byte> destination, ReadOnlySpan<byte> secret)
    {
        int length = WriteBody(destination) + BridgeSignature.Length;
        var message = destination[..length];
        BridgeSignature.Compute(SignedPart(Kind, message), secret, message[^BridgeSignature.Length..]);
        return length;
    }

    private static ReadOnlySpan<byte> SignedPart(HomebrewKind kind, ReadOnlySpan<byte> message)
    {
        var body = message[..^BridgeSignature.Length];
        return kind == HomebrewKind.BridgeVersion ? body[4..] : body;
    }

    private int WriteBody(Span<byte> destination)
    {
        switch (Kind)
        {
            case HomebrewKind.BridgeKeepAlive:
                "BCKA"u8.CopyTo(destination);
                return 4;
            case HomebrewKind.BridgeStun:
                "BCST"u8.CopyTo(destination);
                return 4;
            case HomebrewKind.BridgeVersion:
                "BCVE"u8.CopyTo(destination);
                destination[4] = Version;
                return 5;
            case HomebrewKind.BridgeSourceQuench:
                "BCSQ"u8.CopyTo(destination);
                Wire.WriteUInt24(destination, 4, Talkgroup.Value);
                Wire.WriteUInt32(destination, 7, StreamId);
                return 11;
            default:
                throw new InvalidOperationException($"{Kind} is no bridge control.");
        }
    }
}
