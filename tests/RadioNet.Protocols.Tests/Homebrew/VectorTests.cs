using System.Text;
using System.Text.Json;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Homebrew.OpenBridge;

namespace RadioNet.Protocols.Tests.Homebrew;

public sealed class VectorTests
{
    private static readonly string[] _files =
    [
        "session.json", "login-proof.json", "configuration.json", "options.json", "dmrd.json", "hints.json", "openbridge.json", "trunking.json",
    ];

    [Fact]
    public void Every_vector_is_classified_by_tag_and_length()
    {
        foreach (var vector in _files.SelectMany(VectorFile.Read))
        {
            var kind = HomebrewMessage.Classify(vector.Octets(), out var dialect);
            Assert.True(kind == vector.Enumerated<HomebrewKind>("kind"), $"{vector.Name()}: {kind}");
            if (vector.TryGetProperty("dialect", out _)) Assert.Equal(vector.Enumerated<HomebrewDialect>("dialect"), dialect);
        }
    }

    [Fact]
    public void Session_messages()
    {
        foreach (var vector in VectorFile.Read("session.json"))
        {
            byte[] octets = vector.Octets();
            Assert.True(vector.Accept() == SessionMessage.TryRead(octets, out var message), vector.Name());
            if (!vector.Accept()) continue;
            Assert.Equal(vector.Number("word"), message.Word);
            byte[] written = new byte[SessionMessage.LongestLength];
            int length = message.Write(written);

            // Two forms are read that we never write: XLX's doubled word and BrandMeister's hexadecimal id.
            if (length == octets.Length) Assert.Equal(octets, written[..length]);
            else Assert.Contains(message.Kind, new[] { HomebrewKind.Acknowledgement, HomebrewKind.BeaconRequest });
        }
    }

    [Fact]
    public void Login_proofs()
    {
        foreach (var vector in VectorFile.Read("login-proof.json"))
        {
            byte[] octets = vector.Octets();
            Assert.Equal(vector.Accept(), LoginProof.TryRead(octets, out var proof));
            if (!vector.Accept()) continue;
            var nonce = new LoginNonce(vector.Number("nonce"));
            byte[] secret = Encoding.UTF8.GetBytes(vector.Text("secret")!);
            Assert.Equal(vector.Number("repeater"), proof.Repeater.Value);
            Assert.True(vector.Flag("proves") == proof.Verify(nonce, secret), vector.Name());
            Assert.False(proof.Verify(new(nonce.Value + 1), secret));
            if (!vector.Flag("proves")) continue;
            byte[] written = new byte[LoginProof.Length];
            Assert.Equal(LoginProof.Length, LoginProof.Write(written, proof.Repeater, nonce, secret, proof.Dialect));
            Assert.Equal(octets, written);
        }
    }

    [Fact]
    public void Bursts()
    {
        foreach (var vector in VectorFile.Read("dmrd.json"))
        {
            byte[] octets = vector.Octets();
            Assert.True(vector.Accept() == DmrdPacket.TryRead(octets, out var packet), vector.Name());
            if (!vector.Accept()) continue;
            Assert.Equal(vector.Number("sequence"), packet.Sequence);
            Assert.Equal(vector.Number("source"), packet.Source.Value);
            Assert.Equal(vector.Number("target"), packet.Target);
            Assert.Equal(vector.Enumerated<AddressKind>("targetKind"), packet.TargetKind);
            Assert.Equal(vector.Number("repeater"), packet.Repeater.Value);
            Assert.Equal(vector.Number("slot"), (uint)packet.Slot);
            Assert.Equal(vector.Enumerated<DmrdBurst>("burst"), packet.Burst);
            Assert.Equal(vector.Number("streamId"), packet.StreamId);
            Assert.Equal(vector.Number("bitErrors"), packet.BitErrors);
            Assert.Equal(vector.GetProperty("rssi").GetInt32(), packet.Rssi);
            Assert.Equal(octets.AsSpan(20, 33), packet.Payload);
            string leg = vector.TryGetProperty("callLeg", out var property) ? property.GetString()! : "";
            Assert.Equal(leg, Convert.ToHexStringLower(packet.CallLeg));
            Assert.Equal(octets, Rewrite(packet));
        }
    }

    [Fact]
    public void Talker_aliases_and_positions()
    {
        foreach (var vector in VectorFile.Read("hints.json").Where(vector => vector.TryGetProperty("session", out _)))
        {
            byte[] octets = vector.Octets();
            var session = new RepeaterId(vector.Number("session"));
            bool isAlias = TalkerAliasPacket.TryRead(octets, session, out var alias);
            bool isPosition = TalkerPositionPacket.TryRead(octets, session, out var position);
            Assert.True(vector.Accept() == (isAlias || isPosition), vector.Name());
            if (!vector.Accept()) continue;
            var repeater = isAlias ? alias.Repeater : position.Repeater;
            var payload = isAlias ? alias.Payload : position.Payload;
            Assert.Equal(vector.GetProperty("repeater").ValueKind == JsonValueKind.Null ? null : new RepeaterId(vector.Number("repeater")), repeater);
            Assert.Equal(vector.Number("source"), (isAlias ? alias.Source : position.Source).Value);
            Assert.Equal(vector.Octets("payload"), payload);
            if (isAlias) Assert.Equal(vector.Number("block"), alias.Block);
            if (payload.Length < TalkerAliasPacket.PayloadLength) continue;
            byte[] written = new byte[TalkerAliasPacket.Length];
            int length = isAlias
                ? TalkerAliasPacket.Write(written, repeater, alias.Source, alias.Block, payload)
                : TalkerPositionPacket.Write(written, repeater, position.Source, payload);
            Assert.Equal(octets, written[..length]);
        }
    }

    [Fact]
    public void Site_positions_interrupts_and_signal_reports()
    {
        foreach (var vector in VectorFile.Read("hints.json").Where(vector => !vector.TryGetProperty("session", out _)))
        {
            byte[] octets = vector.Octets();
            byte[] written = new byte[RssiReport.LongestLength + 1];
            int length = 0;
            if (SitePosition.TryRead(octets, out var position))
            {
                Assert.Equal(vector.Number("repeater"), position.Repeater.Value);
                Assert.Equal(vector.GetProperty("latitude").GetDouble(), position.Latitude, 6);
                Assert.Equal(vector.GetProperty("longitude").GetDouble(), position.Longitude, 6);
                length = position.Write(written);
            }
            else if (CallInterrupt.TryRead(octets, out var interrupt))
            {
                Assert.Equal((vector.Number("repeater"), vector.Number("slot")), (interrupt.Repeater.Value, (uint)interrupt.Slot));
                length = interrupt.Write(written);
            }
            else if (RssiReport.TryRead(octets, out var report))
            {
                Assert.Equal((vector.Number("repeater"), vector.Number("slot")), (report.Repeater.Value, (uint)report.Slot));
                Assert.Equal(vector.GetProperty("dbm").GetDouble(), report.Dbm, 3);
                length = report.Write(written);
            }
            else if (LocalSignal.TryRead(octets, out var signal))
            {
                Assert.Equal(vector.Enumerated<HomebrewKind>("kind"), signal.Kind);
                length = signal.Write(written);
            }

            Assert.True(vector.Accept() == length > 0, vector.Name());
            if (length > 0) Assert.Equal(octets, written[..length]);
        }
    }

    [Fact]
    public void Bursts_between_servers()
    {
        foreach (var vector in VectorFile.Read("openbridge.json"))
        {
            byte[] octets = vector.Octets();
            byte[] secret = Encoding.UTF8.GetBytes(vector.Text("secret")!);
            byte[] written = new byte[EnhancedBridgePacket.Version5Length];
            int length = 0;
            if (OpenBridgePacket.TryRead(octets, out var packet))
            {
                Assert.True(vector.Flag("signed") == packet.Verify(secret), vector.Name());
                Assert.Equal((vector.Number("target"), vector.Number("network")), (packet.Burst.Target, packet.Burst.Repeater.Value));
                length = OpenBridgePacket.Write(written, DmrdHeader.Of(packet.Burst), packet.Burst.Payload, secret);
            }
            else if (EnhancedBridgePacket.TryRead(octets, out var enhanced))
            {
                Assert.True(vector.Flag("signed") == enhanced.Verify(secret), vector.Name());
                var origin = CheckOrigin(vector, enhanced);
                length = EnhancedBridgePacket.Write(written, DmrdHeader.Of(enhanced.Burst), enhanced.Burst.Payload, origin, secret);
            }
            else
            {
                Assert.True(vector.Accept() == BridgeControl.TryRead(octets, secret, out var control), vector.Name());
                if (!vector.Accept()) continue;
                Assert.Equal((vector.Number("version"), vector.Number("talkgroup"), vector.Number("streamId")), (control.Version, control.Talkgroup.Value, control.StreamId));
                length = control.Write(written, secret);
            }

            Assert.True(vector.Accept(), vector.Name());
            bool isSigned = !vector.TryGetProperty("signed", out var property) || property.GetBoolean();
            Assert.Equal(isSigned, octets.AsSpan().SequenceEqual(written.AsSpan(0, length)));
        }
    }

    private static BridgeOrigin CheckOrigin(JsonElement vector, in EnhancedBridgePacket packet)
    {
        var origin = new BridgeOrigin
        {
            UnixNanoseconds = packet.UnixNanoseconds,
            Server = packet.OriginServer,
            Repeater = packet.OriginRepeater,
            Hops = packet.Hops,
            BitErrors = packet.Burst.BitErrors,
            Rssi = packet.Burst.Rssi,
        };
        Assert.Equal(vector.Number("version"), packet.Version);
        Assert.Equal((vector.Number("target"), vector.Number("network")), (packet.Burst.Target, packet.Burst.Repeater.Value));
        Assert.Equal(ulong.Parse(vector.Text("nanoseconds")!), origin.UnixNanoseconds);
        Assert.Equal((vector.Number("server"), vector.Number("hops")), (origin.Server, origin.Hops));
        Assert.Equal(vector.GetProperty("repeater").ValueKind == JsonValueKind.Null ? null : new RepeaterId(vector.Number("repeater")), origin.Repeater);
        Assert.Equal((vector.Number("bitErrors"), vector.GetProperty("rssi").GetInt32()), (origin.BitErrors, origin.Rssi));
        return origin;
    }

    private static byte[] Rewrite(in DmrdPacket packet)
    {
        byte[] written = new byte[DmrdPacket.TrunkingLength];
        var header = DmrdHeader.Of(packet);
        int length = packet.Octets.Length switch
        {
            DmrdPacket.ShortLength => header.WriteShort(written, packet.Payload),
            DmrdPacket.Length => header.Write(written, packet.Payload, packet.BitErrors, packet.Rssi),
            _ => header.WriteTrunking(written, packet.Payload, packet.CallLeg, packet.BitErrors, packet.Rssi),
        };
        return written[..length];
    }
}
