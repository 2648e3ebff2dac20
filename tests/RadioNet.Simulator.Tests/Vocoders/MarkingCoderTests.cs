using CsCheck;
using RadioNet.Simulator.Vocoders;

namespace RadioNet.Simulator.Tests.Vocoders;

public sealed class MarkingCoderTests
{
    [Fact]
    public void All_49_bits_come_back_from_the_speech_that_they_stand_for() => Gen.ULong[0, (1UL << 49) - 1].Sample(info =>
    {
        Span<short> speech = stackalloc short[MarkingCoder.Samples];
        MarkingCoder.Decode(info, speech);
        return MarkingCoder.Encode(speech) == info;
    }, iter: 5000);

    [Fact]
    public void Louder_speech_has_higher_levels_and_silence_has_none()
    {
        short[] quiet = [.. Enumerable.Repeat((short)100, MarkingCoder.Samples)];
        short[] loud = [.. Enumerable.Repeat(short.MaxValue, MarkingCoder.Samples)];

        Assert.Equal(0UL, MarkingCoder.Encode(new short[MarkingCoder.Samples]));
        Assert.Equal(0UL, MarkingCoder.Encode(quiet) & ~0x1FFFFFFFFFFFFUL);
        Assert.Equal((1UL << 49) - 1, MarkingCoder.Encode(loud));
        Assert.True(MarkingCoder.Encode(quiet) > 0);
    }
}
