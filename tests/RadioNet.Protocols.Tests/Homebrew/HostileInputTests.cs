using CsCheck;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Homebrew.OpenBridge;
using RadioNet.Protocols.Homebrew.Trunking;

namespace RadioNet.Protocols.Tests.Homebrew;

public sealed class HostileInputTests
{
    private static readonly string[] _tags =
    [
        "RPTL", "RPTACK", "RPTK", "RPTC", "RPTO", "RPTPING", "RPTCL", "RPTSBKN", "RPTG", "RPTINTR", "RPTRSSI", "MSTPONG", "MSTNAK", "MSTCL",
        "DMRD", "DMRA", "DMRG", "DMRC", "DMRP", "DMRB", "DMRT", "DMRE", "BCKA", "BCVE", "BCSQ", "BCST",
        "DTCL", "DTCACK", "DTCK", "DTCC", "DTCO", "DTCPING", "DTCPONG", "DTCCL", "DTCNAK", "DTCSBKN", "DTCG",
    ];

    private static readonly byte[][] _vectors =
        [.. new[] { "session.json", "login-proof.json", "configuration.json", "options.json", "dmrd.json", "hints.json", "openbridge.json", "trunking.json" }
            .SelectMany(VectorFile.Read).Select(vector => vector.Octets())];

    [Fact]
    public void Random_octets_behind_every_tag() =>
        Gen.Select(Gen.Int[0, _tags.Length - 1].Select(i => _tags[i]), Gen.Byte.Array[0, 310]).Sample((tag, rest) => ReadWithEveryReader([.. System.Text.Encoding.ASCII.GetBytes(tag), .. rest]), iter: 5_000);

    [Fact]
    public void Random_octets() => Gen.Byte.Array[0, 400].Sample(ReadWithEveryReader, iter: 2_000);

    [Fact]
    public void Known_messages_with_octets_changed() =>
        Gen.Select(Gen.Int[0, _vectors.Length - 1].Select(i => _vectors[i]), Gen.Int[0, 1000], Gen.Byte, Gen.Int[0, 1000], Gen.Byte).Sample(
            (vector, place, value, otherPlace, otherValue) =>
            {
                byte[] changed = [.. vector];
                if (changed.Length == 0) return;
                changed[place % changed.Length] = value;
                changed[otherPlace % changed.Length] = otherValue;
                ReadWithEveryReader(changed);
            },
            iter: 5_000);

    [Fact]
    public void Every_prefix_of_every_known_message()
    {
        foreach (byte[] vector in _vectors)
        {
            for (int length = 0; length <= vector.Length; length++) ReadWithEveryReader(vector[..length]);
        }
    }

    /// <summary>No reader throws, and a reader accepts only what is classified as its own kind.</summary>
    private static void ReadWithEveryReader(byte[] octets)
    {
        var kind = HomebrewMessage.Classify(octets);
        var session = new RepeaterId(452001);
        Only(SessionMessage.TryRead(octets, out var message), kind, message.Kind);
        Only(LoginProof.TryRead(octets, out var proof) && !proof.Verify(default, "another"u8), kind, HomebrewKind.LoginProof);
        Only(RepeaterConfiguration.TryRead(octets, out _), kind, HomebrewKind.Configuration);
        bool hasOptions = OptionsMessage.TryRead(octets, out var options);
        Only(hasOptions, kind, HomebrewKind.Options);
        if (hasOptions) Assert.All(HomebrewOptions.Parse(options.Text).Talkgroups, entry => Assert.True(entry.First.IsValid && entry.Last.IsValid && entry.Local.IsValid));
        Only(SitePosition.TryRead(octets, out _), kind, HomebrewKind.SitePosition);
        Only(CallInterrupt.TryRead(octets, out _), kind, HomebrewKind.CallInterrupt);
        Only(RssiReport.TryRead(octets, out _), kind, HomebrewKind.RssiReport);
        Only(LocalConfiguration.TryRead(octets, out _), kind, HomebrewKind.LocalConfiguration);
        Only(LocalSignal.TryRead(octets, out var signal), kind, signal.Kind);
        Only(TalkerAliasPacket.TryRead(octets, session, out var alias) && alias.Payload.Length > 0, kind, HomebrewKind.TalkerAlias);
        Only(TalkerPositionPacket.TryRead(octets, session, out var position) && position.Payload.Length > 0, kind, HomebrewKind.TalkerPosition);
        Only(DmrdPacket.TryRead(octets, out var burst) && burst.Payload.Length == DmrdPacket.BurstLength, kind, HomebrewKind.Burst);
        Only(OpenBridgePacket.TryRead(octets, out var bridge) && !bridge.Verify("another"u8), kind, HomebrewKind.OpenBridgeBurst);
        Only(EnhancedBridgePacket.TryRead(octets, out var enhanced) && !enhanced.Verify("another"u8), kind, HomebrewKind.EnhancedBridgeBurst);
        Assert.False(BridgeControl.TryRead(octets, "another"u8, out _));
        ReadTrunking(octets, kind);
    }

    private static void ReadTrunking(byte[] octets, HomebrewKind kind)
    {
        bool isTrunking = TrunkingMessage.TryRead(octets, out var message);
        Assert.Equal(kind == HomebrewKind.TrunkingControl, isTrunking);
        if (!isTrunking) return;
        int readers = 0;
        if (RegistrationMessage.TryRead(message, out _)) readers++;
        if (SubscriptionMessage.TryRead(message, out var subscription) && subscription[subscription.Count - 1].Value <= TalkgroupId.Largest) readers++;
        if (UdtPacket.TryRead(message, out var udt) && udt.Payload.Length <= UdtPacket.LongestPayload) readers++;
        if (CallAnswer.TryRead(message, out _)) readers++;
        if (PrivateCallSetup.TryRead(message, out _)) readers++;
        if (StatusMessage.TryRead(message, out _)) readers++;
        Assert.InRange(readers, 0, 1);
    }

    private static void Only(bool accepted, HomebrewKind classified, HomebrewKind own)
    {
        if (accepted) Assert.Equal(own, classified);
    }
}
