using CsCheck;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Tests.Dmr;

public sealed class EmbeddedSingleTests
{
    /// <summary>Words captured on the air, which fit the code with equal rows; their bits mean what their maker says.</summary>
    [Theory]
    [InlineData(0x05030A03u)]
    [InlineData(0x35003A00u)]
    [InlineData(0x1C6D2C9Eu)]
    [InlineData(0u)]
    public void Fragments_of_the_air_are_decoded_and_encoded_again(uint fragment)
    {
        Assert.True(EmbeddedSingle.TryDecode(fragment, out var info, out var corrected));
        Assert.Equal(0, corrected);
        Assert.Equal(fragment, EmbeddedSingle.Encode(info));
        Assert.False(ReverseChannel.TryDecode(fragment, out _, out _));
    }

    [Fact]
    public void Three_errors_are_corrected_and_counted_and_four_are_seen() =>
        Gen.Select(Gen.UInt[0, 2047], Gen.Bool, Errors.Positions(32, 0, 4)).Sample((info, isReverse, errors) =>
        {
            var received = Vbptc3211.Encode(info, isReverse) ^ Mask(errors);
            var found = Vbptc3211.TryDecode(received, isReverse, out var decoded, out var corrected);
            Assert.Equal(errors.Length <= EmbeddedSingle.Correctable, found);
            Assert.Equal(found ? (info, errors.Length) : (0u, 0), (decoded, corrected));
            Assert.False(Vbptc3211.TryDecode(received, !isReverse, out _, out _));
        });

    [Fact]
    public void Commands_of_the_reverse_channel_survive_three_errors() =>
        Gen.Select(Gen.Byte[0, 15], Errors.Positions(32, 0, 3)).Sample((command, errors) =>
            ReverseChannel.TryDecode(ReverseChannel.Encode((ReverseChannelCommand)command) ^ Mask(errors), out var read, out var corrected)
            && read == (ReverseChannelCommand)command && corrected == errors.Length);

    [Fact]
    public void Of_all_words_of_the_code_only_16_are_commands()
    {
        var commands = Enumerable.Range(0, 2048).Count(info =>
            ReverseChannel.TryDecode(Vbptc3211.Encode((uint)info, isReverseChannel: true), out _, out _));
        Assert.Equal(16, commands);
    }

    private static uint Mask(int[] errors) => errors.Aggregate(0u, (mask, bit) => mask | (1u << bit));
}
