using CsCheck;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Tests.Dmr;

public sealed class EmbeddedLinkControlTests
{
    private static readonly Gen<LinkControl> Messages = Gen.Byte.Array[9].Select(octets => LinkControl.Read(octets));

    public static IEnumerable<(byte[] Lc, uint[] Fragments)> Vectors =>
    [
        .. GoldenVectors.List("voice_calls", 11).Select(call => (call.Octets("lc9"), call.Fragments("embedded_fragments32_BCDE"))),
        .. GoldenVectors.List("talker_alias", 5).SelectMany(alias => alias.GetProperty("blocks").EnumerateArray())
            .Select(block => (block.Octets("lc9"), block.Fragments("fragments32_BCDE"))),
        .. GoldenVectors.List("gps_info", 4).Select(gps => (gps.Octets("lc9"), gps.Fragments("fragments32_BCDE"))),
        .. GoldenVectors.Get("dmr_utils3_embedded_lc_bug").GetProperty("cases").EnumerateArray().Select(bug => (
            bug.Octets("lc"),
            bug.GetProperty("correct").EnumerateArray().Select(fragment => Convert.ToUInt32(fragment.GetString(), 2)).ToArray())),
    ];

    [Fact]
    public void Every_vector_encodes_and_decodes()
    {
        var fragments = new uint[4];
        foreach (var (octets, expected) in Vectors)
        {
            var lc = LinkControl.Read(octets);
            EmbeddedLinkControl.Encode(lc, fragments);
            Assert.Equal(expected, fragments);
            Assert.True(EmbeddedLinkControl.TryDecode(expected, out var decoded, out var corrected));
            Assert.Equal((lc, 0), (decoded, corrected));
        }
    }

    [Fact]
    public void Superframes_of_the_vectors_give_their_call_and_are_written_from_it()
    {
        foreach (var call in GoldenVectors.List("voice_calls", 11))
        {
            var lc = LinkControl.Read(call.Octets("lc9"));
            var color = new ColorCode((byte)call.Number("cc"));
            var superframe = call.GetProperty("superframe_A_to_F_silence").EnumerateArray()
                .Select(burst => Convert.FromHexString(burst.GetString()!)).ToArray();
            var accumulator = new EmbeddedLinkControlAccumulator();
            var fragments = new uint[4];
            EmbeddedLinkControl.Encode(lc, fragments);
            for (var burst = 1; burst < 6; burst++)
            {
                var complete = accumulator.TryAdd(superframe[burst], out var read, out var corrected);
                Assert.Equal((burst == 4, burst == 4 ? lc : default, 0), (complete, read, corrected));

                var written = superframe[0].ToArray();
                new Emb(color, false, burst == 5 ? Lcss.Single : EmbeddedLinkControl.LcssOf(burst - 1)).Write(written);
                BurstLayout.WriteEmbedded(written, burst == 5 ? 0 : fragments[burst - 1]);
                Assert.Equal(superframe[burst], written);
            }
        }
    }

    [Fact]
    public void Three_errors_in_four_bursts_are_corrected_and_counted() =>
        Gen.Select(Messages, Errors.Positions(128, 0, EmbeddedLinkControl.Correctable)).Sample((lc, errors) =>
        {
            var fragments = new uint[4];
            EmbeddedLinkControl.Encode(lc, fragments);
            foreach (var error in errors)
                fragments[error / 32] ^= 1u << (error % 32);
            return EmbeddedLinkControl.TryDecode(fragments, out var read, out var corrected) && read == lc && corrected == errors.Length;
        });

    /// <summary>The code is linear and the checksum is not, so the sum of two messages' fragments is a word with a wrong one.</summary>
    [Theory]
    [InlineData(1, 2, true)] // 3, and the checksums 1 and 2 make 3
    [InlineData(1, 32, false)] // 33, which is 2 modulo 31, and the checksums 1 and 1 make 0
    public void A_wrong_checksum_is_refused(byte one, byte other, bool fits)
    {
        var first = new uint[4];
        var second = new uint[4];
        EmbeddedLinkControl.Encode(LinkControl.Read([0, 0, 0, 0, 0, 0, 0, 0, one]), first);
        EmbeddedLinkControl.Encode(LinkControl.Read([0, 0, 0, 0, 0, 0, 0, 0, other]), second);
        uint[] sum = [.. first.Zip(second, (left, right) => left ^ right)];
        Assert.Equal(fits, EmbeddedLinkControl.TryDecode(sum, out _, out _));
    }

    /// <summary>Whatever bursts are lost, what comes out is a message that was sent, and each whole superframe's comes out.</summary>
    [Fact]
    public void Lost_bursts_cost_their_own_superframe_only() =>
        Gen.Select(Messages.Array[4], Gen.Bool.Array[20]).Sample((messages, lost) =>
        {
            var accumulator = new EmbeddedLinkControlAccumulator();
            var fragments = new uint[4];
            for (var superframe = 0; superframe < 4; superframe++)
            {
                EmbeddedLinkControl.Encode(messages[superframe], fragments);
                for (var burst = 0; burst < 5; burst++)
                {
                    if (lost[superframe * 5 + burst])
                        continue;
                    var lcss = burst == 4 ? Lcss.Single : EmbeddedLinkControl.LcssOf(burst);
                    var fragment = burst == 4 ? 0 : fragments[burst];
                    var complete = accumulator.TryAdd(lcss, fragment, out var read, out _);
                    var whole = burst == 3 && !lost.AsSpan(superframe * 5, 4).Contains(true);
                    Assert.True(!whole || (complete && read == messages[superframe]));

                    // A fragment too few or of two superframes passes only by chance of its code and checksum.
                    Assert.True(!complete || burst == 3);
                }
            }
        });

    [Fact]
    public void An_unreadable_EMB_drops_what_was_held()
    {
        var accumulator = new EmbeddedLinkControlAccumulator();
        var burst = Convert.FromHexString(
            GoldenVectors.Get("voice_calls")[0].GetProperty("superframe_A_to_F_silence")[1].GetString()!);
        Assert.False(accumulator.TryAdd(burst, out _));
        foreach (var bit in new[] { 108, 110, 149 })
            Errors.Flip(burst, bit);
        Assert.False(Emb.TryRead(burst, out _));
        Assert.False(accumulator.TryAdd(burst, out _));
        Assert.False(accumulator.TryAdd(Lcss.Continuation, 0, out _, out _));
        Assert.False(accumulator.TryAdd(Lcss.Continuation, 0, out _, out _));
        Assert.False(accumulator.TryAdd(Lcss.Last, 0, out _, out _));
    }
}
