using RadioNet.BaseStation.Tools;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tests.Tools;

public sealed class BerCounterTests
{
    /// <summary>
    /// Bursts of the 1031 Hz pattern as an MMDVM modem passed them (firmware-interfaces/mmdvm-modem): their last two bits came
    /// wrong over the air in some.
    /// </summary>
    [Theory]
    [InlineData("E0271A4100200808023815002CA01460846D5D7F77FD757E30300110014003C013C11E806F0050", 0)]
    [InlineData("E0271A20CEA8FE83ACC458200ACEA8FE83A7F7D5DD57DFDCC458200ACEA8FE83ACC458200B0050", 1)]
    [InlineData("E0251A01CEA8FE83ACC458200ACEA8FE83A1300000 90091CC458200ACEA8FE83ACC458200B", 1)]
    [InlineData("E0271A42004F08DC028815782CD014C084AD5D7F77FD75796524022806200F801BC107805F0050", 2)]
    public void The_pattern_is_the_one_that_radios_send(string frame, int mostErrors)
    {
        var counter = new BerCounter(BerMethod.Pattern);
        Assert.True(counter.Take(Heard(Convert.FromHexString(frame.Replace(" ", "", StringComparison.Ordinal)))));
        Assert.Equal((1, 264, 0), (counter.Count.Bursts, counter.Count.Bits, counter.Count.Foreign));
        Assert.InRange(counter.Count.Errors, 0, mostErrors);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    public void Each_wrong_bit_of_the_pattern_counts(int wrong)
    {
        var counter = new BerCounter(BerMethod.Pattern);
        for (int index = 0; index < 6; index++) counter.Take(Voice(index, index == 3 ? wrong : 0));
        Assert.Equal((6, 6 * 264, wrong, 0, 0), (counter.Count.Bursts, counter.Count.Bits, counter.Count.Errors, counter.Count.Missing, counter.Count.Foreign));
    }

    [Fact]
    public void Speech_is_not_the_pattern()
    {
        byte[] burst = new byte[33];
        new Random(7).NextBytes(burst);
        var counter = new BerCounter(BerMethod.Pattern);
        counter.Take(Heard(Frame(1, burst)));
        Assert.Equal((1, 1), (counter.Count.Bursts, counter.Count.Foreign));
    }

    [Fact]
    public void The_speech_s_own_correction_counts_in_141_bits_and_in_voice_alone()
    {
        var counter = new BerCounter(BerMethod.Fec);
        for (int index = 0; index < 6; index++) Assert.True(counter.Take(Voice(index, 0)));
        Assert.False(counter.Take(Heard(Convert.FromHexString("E0271A4100200808023815002CA01460846D5D7F77FD757E30300110014003C013C11E806F0050"))));
        Assert.Equal((6, 6 * 141, 0), (counter.Count.Bursts, counter.Count.Bits, counter.Count.Errors));

        counter.Take(Voice(0, 0, flip: 0));
        Assert.Equal(1, counter.Count.Errors);
    }

    [Fact]
    public void Missing_bursts_are_seen_by_the_superframe_and_not_across_a_loss()
    {
        var counter = new BerCounter(BerMethod.Fec);
        foreach (int index in new[] { 0, 1, 4, 5, 1 }) counter.Take(Voice(index, 0));
        Assert.Equal(3, counter.Count.Missing);
        counter.Take(Heard([0xE0, 0x03, 0x1B]));
        counter.Take(Voice(0, 0));
        Assert.Equal(3, counter.Count.Missing);
        counter.Reset();
        Assert.Null(counter.Count.Percent);
    }

    private static HeardFrame Voice(int index, int wrong, int? flip = null)
    {
        byte[] burst = TestTone.Expected(DmrControl.FromSuperframeIndex(index)).ToArray();
        for (int bit = 0; bit < wrong; bit++) burst[bit * 13 / 8] ^= (byte)(0x80 >> (bit * 13 % 8));
        if (flip is { } octet) burst[octet] ^= 0x80;
        return Heard(Frame(index, burst));
    }

    private static byte[] Frame(int index, byte[] burst)
    {
        byte[] frame = new byte[DmrData.Length];
        DmrData.Write(frame, Timeslot.Two, DmrControl.FromSuperframeIndex(index), burst);
        return frame;
    }

    private static HeardFrame Heard(byte[] frame) => new(frame, TimeSpan.Zero);
}
