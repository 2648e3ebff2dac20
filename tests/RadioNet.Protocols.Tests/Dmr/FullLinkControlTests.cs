using CsCheck;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Tests.Dmr;

public sealed class FullLinkControlTests
{
    private static readonly int[] InfoBits = [.. Enumerable.Range(0, 98), .. Enumerable.Range(166, 98)];

    [Fact]
    public void Headers_and_terminators_of_the_vectors_are_written_and_read()
    {
        foreach (var call in GoldenVectors.List("voice_calls", 11))
        {
            var lc = LinkControl.Read(call.Octets("lc9"));
            var color = new ColorCode((byte)call.Number("cc"));
            var burst = new byte[33];
            FullLinkControl.WriteVoiceHeader(burst, lc, color);
            Assert.Equal(call.Octets("voice_header_burst33"), burst);
            FullLinkControl.WriteVoiceHeader(burst, lc, color, SyncPattern.MobileData);
            Assert.Equal(call.Octets("voice_header_burst33_MS_sync"), burst);
            FullLinkControl.WriteTerminator(burst, lc, color);
            Assert.Equal(call.Octets("terminator_burst33"), burst);

            Assert.True(FullLinkControl.TryReadHeader(call.Octets("voice_header_burst33"), out var header, out var corrected));
            Assert.Equal((lc, 0), (header, corrected));
            Assert.True(FullLinkControl.TryReadTerminator(call.Octets("terminator_burst33"), out var terminator, out corrected));
            Assert.Equal((lc, 0), (terminator, corrected));
        }
    }

    [Fact]
    public void A_header_is_never_read_as_a_terminator_nor_the_other_way() =>
        Messages.Sample(lc =>
        {
            var burst = new byte[33];
            FullLinkControl.WriteVoiceHeader(burst, lc, default);
            Assert.False(FullLinkControl.TryReadTerminator(burst, out _));
            FullLinkControl.WriteTerminator(burst, lc, default);
            Assert.False(FullLinkControl.TryReadHeader(burst, out _));
        });

    [Fact]
    public void Four_errors_of_the_air_are_corrected_and_counted() =>
        Gen.Select(Messages, Errors.Positions(196, 0, 4)).Sample((lc, errors) =>
        {
            var burst = new byte[33];
            FullLinkControl.WriteVoiceHeader(burst, lc, new ColorCode(3));
            foreach (var error in errors)
                Errors.Flip(burst, InfoBits[error]);
            Assert.True(FullLinkControl.TryReadHeader(burst, out var read, out var corrected));
            Assert.Equal(lc, read);
            Assert.Equal(errors.Length - errors.Count(error => error == 0), corrected); // bit 0 is spare
        });

    /// <summary>Half the bits wrong is noise: RS passes about one in 5,500 of what BPTC makes of it (12·255/2^24).</summary>
    [Fact]
    public void Noise_is_almost_never_a_link_control()
    {
        var random = new Random(7);
        var burst = new byte[33];
        var passed = 0;
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(burst);
            passed += FullLinkControl.TryReadHeader(burst, out _) ? 1 : 0;
        }

        Assert.True(passed <= 10, $"{passed} of 20,000 random bursts passed");
    }

    [Fact]
    public void Replacing_the_message_leaves_slot_type_and_sync()
    {
        var call = GoldenVectors.Get("voice_calls")[0];
        var lc = LinkControl.Read(call.Octets("lc9"));
        var burst = call.Octets("voice_header_burst33_MS_sync");
        FullLinkControl.ReplaceInHeader(burst, lc.WithTarget(4711));
        Assert.True(FullLinkControl.TryReadHeader(burst, out var read));
        Assert.Equal(lc.WithTarget(4711), read);
        FullLinkControl.ReplaceInHeader(burst, lc);
        Assert.Equal(call.Octets("voice_header_burst33_MS_sync"), burst);

        var terminator = call.Octets("terminator_burst33");
        FullLinkControl.ReplaceInTerminator(terminator, lc);
        Assert.Equal(call.Octets("terminator_burst33"), terminator);
    }

    private static Gen<LinkControl> Messages => Gen.Byte.Array[9].Select(octets => LinkControl.Read(octets));
}
