using CsCheck;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Tests.Dmr;

public sealed class LinkControlTests
{
    [Fact]
    public void Every_voice_call_of_the_vectors_is_made_from_its_fields_and_read_back()
    {
        foreach (var call in GoldenVectors.List("voice_calls", 11))
        {
            var lc = LinkControl.Read(call.Octets("lc9"));
            Assert.Equal(call.Number("flco"), (int)lc.Flco);
            Assert.Equal(call.Number("fid"), (int)lc.FeatureSet);
            Assert.Equal(call.Number("service_options"), lc.ServiceOptions.Value);
            Assert.Equal(((uint)call.Number("dst"), (uint)call.Number("src")), (lc.Target, lc.Source.Value));
            Assert.True(lc.IsVoiceCall);

            var options = new ServiceOptions((byte)call.Number("service_options"));
            var source = new RadioId((uint)call.Number("src"));
            var target = (uint)call.Number("dst");
            var made = lc.TargetKind == AddressKind.Group
                ? LinkControl.GroupVoice(new TalkgroupId(target), source, options)
                : LinkControl.UnitVoice(new RadioId(target), source, options);
            var octets = new byte[9];
            made.Write(octets);
            var expected = call.Octets("lc9");
            expected[1] = 0; // what is made is the standard's, whoever's call the vector is
            Assert.Equal(expected, octets);
        }
    }

    [Fact]
    public void Any_nine_octets_come_back_and_a_new_target_changes_nothing_else() =>
        Gen.Select(Gen.Byte.Array[9], Gen.UInt[0, 0xFF_FFFF], Gen.Byte).Sample((octets, target, options) =>
        {
            var lc = LinkControl.Read(octets);
            var written = new byte[9];
            lc.Write(written);
            Assert.Equal(octets, written);

            var retargeted = lc.WithTarget(target).WithServiceOptions(new ServiceOptions(options));
            retargeted.Write(written);
            Assert.Equal((target, lc.Source, options), (retargeted.Target, retargeted.Source, written[2]));
            Assert.Equal(octets[..2], written[..2]);
            Assert.Equal(octets[6..], written[6..]);
        });

    [Theory]
    [InlineData(0x80, true, false, false, false, 0)]
    [InlineData(0x40, false, true, false, false, 0)]
    [InlineData(0x2B, false, false, true, false, 3)]
    [InlineData(0x04, false, false, false, true, 0)]
    public void Service_options_are_told_apart(byte value, bool emergency, bool isPrivate, bool broadcast, bool ovcm, byte priority)
    {
        var options = new ServiceOptions(value);
        Assert.Equal(
            (emergency, isPrivate, broadcast, ovcm, priority),
            (options.IsEmergency, options.IsPrivate, options.IsBroadcast, options.IsOpenVoiceCallMode, options.Priority));
        Assert.Equal((value & 0xFC) | 1, options.WithPriority(1).Value);
    }
}
