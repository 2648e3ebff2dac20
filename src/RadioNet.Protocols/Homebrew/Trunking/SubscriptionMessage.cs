namespace RadioNet.Protocols.Homebrew.Trunking;

/// <summary>
/// Talkgroups that a site wants, or no longer wants, and the network's confirmation in the same form: 5:1 count 1 to 64,
/// 6: 3 octets each. Read in place.
/// </summary>
public readonly ref struct SubscriptionMessage
{
    /// <summary>Talkgroups of one message at most.</summary>
    public const int MostTalkgroups = 64;

    private const int EntryLength = 3;
    private readonly ReadOnlySpan<byte> _entries;

    private SubscriptionMessage(TrunkingOpcode opcode, bool fromNetwork, ReadOnlySpan<byte> entries)
    {
        Opcode = opcode;
        FromNetwork = fromNetwork;
        _entries = entries;
    }

    /// <summary><see cref="TrunkingOpcode.GroupSubscription"/> or <see cref="TrunkingOpcode.GroupUnsubscription"/>.</summary>
    public TrunkingOpcode Opcode { get; }

    /// <summary>Whether the network says it.</summary>
    public bool FromNetwork { get; }

    /// <summary>How many talkgroups, 1 to 64.</summary>
    public int Count => _entries.Length / EntryLength;

    /// <summary>One of the talkgroups.</summary>
    public TalkgroupId this[int index] => new(Wire.ReadUInt24(_entries.Slice(index * EntryLength, EntryLength), 0));

    /// <summary>Reads a message; false when it is another, or its count and length disagree.</summary>
    public static bool TryRead(in TrunkingMessage source, out SubscriptionMessage message)
    {
        message = default;
        if (source.Opcode is not (TrunkingOpcode.GroupSubscription or TrunkingOpcode.GroupUnsubscription)) return false;
        var body = source.Body;
        if (body.IsEmpty || body[0] is 0 or > MostTalkgroups || body.Length != 1 + (body[0] * EntryLength)) return false;
        message = new(source.Opcode, source.FromNetwork, body[1..]);
        return true;
    }

    /// <summary>Writes a message and returns its length; 1 to 64 talkgroups.</summary>
    public static int Write(Span<byte> destination, TrunkingOpcode opcode, bool fromNetwork, ReadOnlySpan<TalkgroupId> talkgroups)
    {
        ArgumentOutOfRangeException.ThrowIfZero(talkgroups.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(talkgroups.Length, MostTalkgroups);
        var body = TrunkingMessage.WriteHeader(destination, opcode, fromNetwork);
        body[0] = (byte)talkgroups.Length;
        for (int i = 0; i < talkgroups.Length; i++) Wire.WriteUInt24(body, 1 + (i * EntryLength), talkgroups[i].Value);
        return TrunkingMessage.ShortestLength + 1 + (talkgroups.Length * EntryLength);
    }
}
