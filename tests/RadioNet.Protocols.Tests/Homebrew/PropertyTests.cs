using CsCheck;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Homebrew.OpenBridge;

namespace RadioNet.Protocols.Tests.Homebrew;

[Collection(nameof(Alone))]
public sealed class PropertyTests
{
    private static readonly Gen<byte[]> _payload = Gen.Byte.Array[DmrdPacket.BurstLength];

    private static readonly Gen<DmrdHeader> _header =
        from sequence in Gen.Byte
        from source in Gen.UInt[0, RadioId.Largest]
        from target in Gen.UInt[0, TalkgroupId.Largest]
        from repeater in Gen.UInt
        from stream in Gen.UInt
        from bits in Gen.Byte
        select new DmrdHeader
        {
            Sequence = sequence,
            Source = new(source),
            Target = target,
            TargetKind = (bits & 0x40) != 0 ? AddressKind.Unit : AddressKind.Group,
            Repeater = new(repeater),
            Slot = (bits & 0x80) != 0 ? Timeslot.Two : Timeslot.One,
            Burst = (DmrdBurst)(bits & 0x3F),
            StreamId = stream,
        };

    [Fact]
    public void A_burst_is_read_as_it_was_written() =>
        Gen.Select(_header, _payload, Gen.Byte, Gen.Int[-255, 0], Gen.Byte.Array[16]).Sample((header, payload, bitErrors, rssi, leg) =>
        {
            byte[] octets = new byte[DmrdPacket.TrunkingLength];
            header.WriteTrunking(octets, payload, leg, bitErrors, rssi);
            foreach (int length in new[] { DmrdPacket.ShortLength, DmrdPacket.Length, DmrdPacket.TrunkingLength })
            {
                Assert.True(DmrdPacket.TryRead(octets.AsSpan(0, length), out var packet));
                Assert.Equal(header, DmrdHeader.Of(packet));
                Assert.Equal(payload, packet.Payload);
                bool isLong = length > DmrdPacket.ShortLength;
                Assert.Equal(isLong ? (bitErrors, rssi) : (0, 0), (packet.BitErrors, packet.Rssi));
                Assert.Equal(length == DmrdPacket.TrunkingLength ? leg : [], packet.CallLeg);
            }
        });

    [Fact]
    public void A_patched_burst_is_the_burst_written_with_those_fields() =>
        Gen.Select(_header, _header, _payload).Sample((from, to, payload) =>
        {
            byte[] patched = new byte[DmrdPacket.Length];
            from.Write(patched, payload, 12, -70);
            DmrdPatch.SetSequence(patched, to.Sequence);
            DmrdPatch.SetSource(patched, to.Source);
            DmrdPatch.SetTarget(patched, to.Target);
            DmrdPatch.SetRepeater(patched, to.Repeater);
            DmrdPatch.SetSlot(patched, to.Slot);
            DmrdPatch.SetStreamId(patched, to.StreamId);
            DmrdPatch.SetBitErrors(patched, 0);
            DmrdPatch.SetRssi(patched, 0);
            byte[] written = new byte[DmrdPacket.Length];
            (to with { TargetKind = from.TargetKind, Burst = from.Burst }).Write(written, payload);
            Assert.Equal(written, patched);
        });

    [Fact]
    public void A_superframe_s_bursts_are_told_by_their_place()
    {
        for (int index = 0; index < DmrdBurstExtensions.SuperframeLength; index++)
        {
            var burst = DmrdBurstExtensions.FromSuperframeIndex(index);
            Assert.True(burst.IsVoiceBurst() && burst.IsVoice() && !burst.IsData() && !burst.HasSlotType());
            Assert.Equal(index, burst.SuperframeIndex());
        }

        for (byte type = 0; type < 16; type++)
        {
            var burst = DmrdBurstExtensions.FromDataType(type);
            Assert.True(burst.HasSlotType() && !burst.IsVoiceBurst());
            Assert.Equal((type, -1), (burst.DataType(), burst.SuperframeIndex()));
            Assert.Equal(type <= 2, burst.IsVoice());
            Assert.Equal(type is (>= 3 and <= 8) or 10 or 11, burst.IsData());
        }
    }

    [Fact]
    public void A_burst_between_servers_is_accepted_only_as_it_was_signed() =>
        Gen.Select(_header, _payload, Gen.Byte.Array[1, 64], Gen.Int[0, EnhancedBridgePacket.Version5Length - 1], Gen.Byte[1, 255])
            .Sample((header, payload, secret, place, change) =>
            {
                byte[] plain = new byte[OpenBridgePacket.Length];
                OpenBridgePacket.Write(plain, header, payload, secret);
                Assert.True(OpenBridgePacket.TryRead(plain, out var whole) && whole.Verify(secret));
                plain[place % plain.Length] ^= change;
                Assert.False(OpenBridgePacket.TryRead(plain, out var changed) && changed.Verify(secret));

                byte[] enhanced = new byte[EnhancedBridgePacket.Version5Length];
                var origin = new BridgeOrigin { UnixNanoseconds = 1, Server = 2, Repeater = (change & 1) != 0 ? new RepeaterId(3) : null, Hops = 4 };
                int length = EnhancedBridgePacket.Write(enhanced, header, payload, origin, secret);
                Assert.True(EnhancedBridgePacket.TryRead(enhanced.AsSpan(0, length), out var first) && first.Verify(secret));
                enhanced[place % length] ^= change;
                Assert.False(EnhancedBridgePacket.TryRead(enhanced.AsSpan(0, length), out var second) && second.Verify(secret));
            });

    [Fact]
    public void A_site_s_position_is_read_as_written_to_four_decimals() =>
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], Gen.UInt).Sample((latitude, longitude, repeater) =>
        {
            byte[] octets = new byte[SitePosition.Length];
            new SitePosition(HomebrewDialect.Conventional, new(repeater), latitude, longitude).Write(octets);
            Assert.True(SitePosition.TryRead(octets, out var position));
            Assert.Equal(repeater, position.Repeater.Value);
            Assert.Equal(latitude, position.Latitude, 0.00006);
            Assert.Equal(longitude, position.Longitude, 0.00006);
        });

    [Fact]
    public void A_configuration_is_read_as_written() =>
        Gen.Select(Gen.UInt, Gen.UInt[0, 999_999_999], Gen.UInt[0, 99], Gen.Byte[0, 15], Gen.Int[-99, 999], Gen.Byte[0, 4], Gen.Double[-9.9, 90])
            .Sample((repeater, hertz, watts, colorCode, height, slots, latitude) =>
            {
                var written = new RepeaterConfiguration
                {
                    Repeater = new(repeater),
                    Callsign = "XV9ABC",
                    ReceiveHertz = hertz,
                    TransmitHertz = 999_999_999 - hertz,
                    PowerWatts = watts,
                    ColorCode = new ColorCode(colorCode),
                    Latitude = Math.Round(latitude, 4),
                    Longitude = Math.Round(latitude * 2, 4),
                    HeightMetres = height,
                    Location = "Tân Lợi",
                    Slots = (RepeaterSlots)slots,
                };
                byte[] octets = new byte[RepeaterConfiguration.Length];
                written.Write(octets);
                Assert.True(RepeaterConfiguration.TryRead(octets, out var read));
                Assert.Equal(written, read);
            });

    [Fact]
    public void Reading_and_patching_a_burst_allocates_nothing()
    {
        byte[] octets = new byte[DmrdPacket.Length];
        new DmrdHeader { Source = new(1), Target = 2, Burst = DmrdBurst.VoiceA }.Write(octets, new byte[33]);
        Forward(octets);
        long before = Allocated.SoFar();
        uint sum = 0;
        for (int i = 0; i < 1000; i++) sum += Forward(octets);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0u, sum);

        static uint Forward(byte[] datagram)
        {
            if (HomebrewMessage.Classify(datagram) != HomebrewKind.Burst || !DmrdPacket.TryRead(datagram, out var packet)) return 0;
            DmrdPatch.SetRepeater(datagram, new(packet.Repeater.Value + 1));
            DmrdPatch.SetSlot(datagram, Timeslot.Two);
            DmrdPatch.SetStreamId(datagram, packet.StreamId + 1);
            return packet.Source.Value + packet.Target;
        }
    }
}
