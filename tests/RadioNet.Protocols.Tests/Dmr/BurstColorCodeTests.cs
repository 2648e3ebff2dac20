using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Tests.Dmr;

public sealed class BurstColorCodeTests
{
    [Fact]
    public void Every_burst_of_a_call_takes_another_colour_code_and_its_own_again()
    {
        foreach (var call in GoldenVectors.List("voice_calls", 11))
        {
            var color = new ColorCode((byte)call.Number("cc"));
            AssertRewritten(call.Octets("voice_header_burst33"), BurstKind.Data, color);
            AssertRewritten(call.Octets("terminator_burst33"), BurstKind.Data, color);
            foreach (var burst in call.GetProperty("superframe_A_to_F_silence").EnumerateArray().Skip(1))
                AssertRewritten(Convert.FromHexString(burst.GetString()!), BurstKind.VoiceEmbedded, color);
        }
    }

    [Fact]
    public void Voice_burst_A_has_none_and_stays()
    {
        var sent = Convert.FromHexString(
            GoldenVectors.Get("voice_calls")[0].GetProperty("superframe_A_to_F_silence")[0].GetString()!);
        var burst = sent.ToArray();
        Assert.False(BurstColorCode.TryRead(burst, BurstKind.VoiceSync, out _));
        Assert.False(BurstColorCode.TryRewrite(burst, BurstKind.VoiceSync, new ColorCode(9)));
        Assert.Equal(sent, burst);
    }

    [Fact]
    public void A_slot_type_beyond_mending_stays_until_the_data_type_is_told()
    {
        var sent = GoldenVectors.Get("voice_calls")[0].Octets("voice_header_burst33");
        var burst = sent.ToArray();
        foreach (var bit in new[] { 98, 101, 103, 157 })
            Errors.Flip(burst, bit);
        var broken = burst.ToArray();
        Assert.False(BurstColorCode.TryRewrite(burst, BurstKind.Data, new ColorCode(9)));
        Assert.Equal(broken, burst);
        BurstColorCode.Rewrite(burst, DataType.VoiceHeader, new ColorCode(1));
        Assert.Equal(sent, burst);
    }

    [Fact]
    public void An_EMB_beyond_mending_stays_until_the_LCSS_is_told()
    {
        var sent = Convert.FromHexString(
            GoldenVectors.Get("voice_calls")[0].GetProperty("superframe_A_to_F_silence")[2].GetString()!);
        var burst = sent.ToArray();
        foreach (var bit in new[] { 108, 109, 150 })
            Errors.Flip(burst, bit);
        var broken = burst.ToArray();
        Assert.False(BurstColorCode.TryRewrite(burst, BurstKind.VoiceEmbedded, new ColorCode(9)));
        Assert.Equal(broken, burst);
        BurstColorCode.Rewrite(burst, Lcss.Continuation, new ColorCode(1));
        Assert.Equal(sent, burst);
    }

    private static void AssertRewritten(byte[] sent, BurstKind kind, ColorCode color)
    {
        var burst = sent.ToArray();
        Assert.True(BurstColorCode.TryRead(burst, kind, out var read));
        Assert.Equal(color, read);
        for (byte other = 0; other < 16; other++)
        {
            Assert.True(BurstColorCode.TryRewrite(burst, kind, new ColorCode(other)));
            Assert.True(BurstColorCode.TryRead(burst, kind, out read));
            Assert.Equal(other, read.Value);
        }

        Assert.True(BurstColorCode.TryRewrite(burst, kind, color));
        Assert.Equal(sent, burst);
    }
}
