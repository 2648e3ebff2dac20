using CsCheck;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Tests.Dmr;

public sealed class GpsInfoTests
{
    [Fact]
    public void Every_vector_is_made_and_read()
    {
        foreach (var vector in GoldenVectors.List("gps_info", 4))
        {
            var gps = GpsInfo.FromDegrees(
                vector.GetProperty("lat_deg").GetDouble(), vector.GetProperty("lon_deg").GetDouble(), (PositionError)vector.Number("position_error"));
            Assert.Equal(
                (vector.Number("lon25"), vector.Number("lat24")), (gps.LongitudeSteps & 0x1FF_FFFF, gps.LatitudeSteps & 0xFF_FFFF));
            Assert.Equal(LinkControl.Read(vector.Octets("lc9")), gps.ToLinkControl());
            Assert.True(GpsInfo.TryRead(LinkControl.Read(vector.Octets("lc9")), out var read));
            Assert.Equal(gps, read);
        }
    }

    [Fact]
    public void Any_place_on_earth_comes_back_to_half_a_step() =>
        Gen.Select(Gen.Double[-90, 90], Gen.Double[-180, 180], Gen.Byte[0, 7]).Sample((latitude, longitude, error) =>
        {
            Assert.True(GpsInfo.TryRead(GpsInfo.FromDegrees(latitude, longitude, (PositionError)error).ToLinkControl(), out var read));

            // One step at +90 and +180, which have no code; else half of one.
            Assert.True(Math.Abs(read.Latitude - latitude) <= 180.0 / (1 << 24) * (latitude > 89.9999 ? 1 : 0.5001));
            Assert.True(Math.Abs(read.Longitude - longitude) <= 360.0 / (1 << 25) * (longitude > 179.9999 ? 1 : 0.5001));
            Assert.Equal(error, (byte)read.Error);
        });

    [Fact]
    public void Another_message_is_not_read()
    {
        Assert.False(GpsInfo.TryRead(LinkControl.GroupVoice(new TalkgroupId(1), new RadioId(2)), out _));
        Assert.False(GpsInfo.TryRead(LinkControl.Read([0x08, 0x10, 0, 0, 0, 0, 0, 0, 0]), out _));
    }

    [Fact]
    public void A_data_terminator_is_read_and_made_again() =>
        Gen.Select(Gen.Bool, Gen.UInt[0, 0xFF_FFFF], Gen.UInt[0, 0xFF_FFFF], Gen.Bool, Gen.Bool, Gen.Bool, Gen.Byte[0, 7])
            .Sample((group, target, source, response, full, resynchronise, sequence) =>
            {
                var sent = new TerminatorData(
                    group ? AddressKind.Group : AddressKind.Unit, target, new RadioId(source), response, full, resynchronise, sequence);
                var lc = sent.ToLinkControl();
                var octets = new byte[9];
                lc.Write(octets);
                Assert.Equal((0x30, 0), (octets[0], octets[8] & 0x10));
                Assert.Equal(target, (uint)(octets[2] << 16 | octets[3] << 8 | octets[4]));
                return TerminatorData.TryRead(lc, out var read) && read == sent && !GpsInfo.TryRead(lc, out _);
            });
}
