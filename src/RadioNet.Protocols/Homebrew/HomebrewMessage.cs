using RadioNet.Protocols.Homebrew.OpenBridge;
using RadioNet.Protocols.Homebrew.Trunking;

namespace RadioNet.Protocols.Homebrew;

/// <summary>
/// Tells what a datagram is. The protocol has neither a length field nor a version, and some tags begin with others
/// (an RPTC whose id starts with the octet 'L' reads "RPTCL"), so a message is known by its tag and its length together.
/// </summary>
public static class HomebrewMessage
{
    /// <summary>The longest message of the protocol, in octets.</summary>
    public const int LongestLength = RepeaterConfiguration.LongestLength;

    private const uint Rptk = 0x5250_544B;
    private const uint Rptc = 0x5250_5443;
    private const uint Rpto = 0x5250_544F;
    private const uint Rptg = 0x5250_5447;
    private const uint Dtck = 0x4454_434B;
    private const uint Dtcc = 0x4454_4343;
    private const uint Dtco = 0x4454_434F;
    private const uint Dtcg = 0x4454_4347;
    private const uint Dmrd = 0x444D_5244;
    private const uint Dmra = 0x444D_5241;
    private const uint Dmrg = 0x444D_5247;
    private const uint Dmrc = 0x444D_5243;
    private const uint Dmrp = 0x444D_5250;
    private const uint Dmrb = 0x444D_5242;
    private const uint Dmrt = 0x444D_5254;
    private const uint Dmre = 0x444D_5245;
    private const uint Bcka = 0x4243_4B41;
    private const uint Bcve = 0x4243_5645;
    private const uint Bcsq = 0x4243_5351;
    private const uint Bcst = 0x4243_5354;

    /// <summary>What the datagram is; <see cref="HomebrewKind.Unknown"/> when tag and length fit no message.</summary>
    public static HomebrewKind Classify(ReadOnlySpan<byte> datagram) => Classify(datagram, out _);

    /// <summary>What the datagram is, and in which family of tags it is said.</summary>
    public static HomebrewKind Classify(ReadOnlySpan<byte> datagram, out HomebrewDialect dialect)
    {
        dialect = HomebrewDialect.Conventional;
        if (datagram.Length < 4) return HomebrewKind.Unknown;
        uint tag = Wire.ReadUInt32(datagram, 0);
        if (tag == Dmrd) return ClassifyBurst(datagram.Length, out dialect);
        var kind = ClassifyByTag(tag, datagram);
        if (kind == HomebrewKind.Unknown && SessionMessage.TryRead(datagram, out var session))
        {
            kind = session.Kind;
        }

        // 'D', 'T': the trunking extension's own tags.
        if (tag >> 16 == 0x4454 || tag == Dmrt) dialect = HomebrewDialect.Trunking;
        return kind;
    }

    private static HomebrewKind ClassifyBurst(int length, out HomebrewDialect dialect)
    {
        dialect = length == DmrdPacket.TrunkingLength ? HomebrewDialect.Trunking : HomebrewDialect.Conventional;
        return length switch
        {
            DmrdPacket.ShortLength or DmrdPacket.Length or DmrdPacket.TrunkingLength => HomebrewKind.Burst,
            OpenBridgePacket.Length => HomebrewKind.OpenBridgeBurst,
            _ => HomebrewKind.Unknown,
        };
    }

    private static HomebrewKind ClassifyByTag(uint tag, ReadOnlySpan<byte> datagram) => (tag, datagram.Length) switch
    {
        (Rptk or Dtck, LoginProof.Length) => HomebrewKind.LoginProof,
        (Rptc or Dtcc, RepeaterConfiguration.Length or RepeaterConfiguration.LongestLength) => HomebrewKind.Configuration,
        (Rpto or Dtco, >= OptionsMessage.HeaderLength and <= OptionsMessage.LongestLength) => HomebrewKind.Options,
        (Rptg or Dtcg, SitePosition.Length) => HomebrewKind.SitePosition,
        (Dmra, 15 or 19) => HomebrewKind.TalkerAlias,
        (Dmrg, 14 or 18) => HomebrewKind.TalkerPosition,
        (Dmrc, LocalConfiguration.Length) => HomebrewKind.LocalConfiguration,
        (Dmrp, <= LocalSignal.LongestLength) => HomebrewKind.LocalPing,
        (Dmrb, <= LocalSignal.LongestLength) => HomebrewKind.LocalBeaconRequest,
        (Dmrt, >= TrunkingMessage.ShortestLength and <= TrunkingMessage.LongestLength) => HomebrewKind.TrunkingControl,
        (Dmre, EnhancedBridgePacket.Version4Length or EnhancedBridgePacket.Version5Length) => HomebrewKind.EnhancedBridgeBurst,
        (Bcka, BridgeControl.SignalLength) => HomebrewKind.BridgeKeepAlive,
        (Bcve, BridgeControl.VersionLength) => HomebrewKind.BridgeVersion,
        (Bcsq, BridgeControl.SourceQuenchLength) => HomebrewKind.BridgeSourceQuench,
        (Bcst, BridgeControl.SignalLength) => HomebrewKind.BridgeStun,
        _ => ClassifyText(datagram),
    };

    private static HomebrewKind ClassifyText(ReadOnlySpan<byte> datagram)
    {
        if (CallInterrupt.HasForm(datagram)) return HomebrewKind.CallInterrupt;
        return RssiReport.HasForm(datagram) ? HomebrewKind.RssiReport : HomebrewKind.Unknown;
    }
}
