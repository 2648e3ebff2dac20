using CsCheck;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Tests.Dmr;

public sealed class VocoderFrameTests
{
    /// <summary>Where C0 and C1 lie in a frame, as the interface's table says.</summary>
    private static readonly int[] C0 = [.. Every4th(0, 68), .. Every4th(1, 21)];
    private static readonly int[] C1 = [.. Every4th(25, 69), .. Every4th(2, 42)];

    private static readonly Gen<ulong> Infos = Gen.ULong[0, (1UL << 49) - 1];

    public static IEnumerable<(string Bits49, byte[] Frame)> Vectors
    {
        get
        {
            var ambe = GoldenVectors.Get("ambe");
            yield return (ambe.Text("silence49"), ambe.Octets("silence72"));
            foreach (var example in ambe.GetProperty("examples").EnumerateArray())
                yield return (example.Text("bits49"), example.Octets("frame72"));
        }
    }

    [Fact]
    public void Every_vector_encodes_and_decodes()
    {
        Assert.True(Vectors.Count() >= 7);
        var frame = new byte[9];
        foreach (var (bits, expected) in Vectors)
        {
            var info = Convert.ToUInt64(bits, 2);
            VocoderFrame.Encode(info, frame);
            Assert.Equal(expected, frame);
            Assert.True(VocoderFrame.TryDecode(expected, out var decoded, out var errors));
            Assert.Equal((info, 0), (decoded, errors));
        }

        Assert.Equal(GoldenVectors.Get("ambe").Octets("silence72"), VocoderFrame.Silence.ToArray());
    }

    [Fact]
    public void Three_errors_in_each_protected_part_are_corrected_and_counted() =>
        Gen.Select(Infos, Errors.Positions(24, 0, 3), Errors.Positions(23, 0, 3)).Sample((info, first, second) =>
        {
            var frame = Encoded(info);
            foreach (var bit in first)
                Errors.Flip(frame, C0[bit]);
            foreach (var bit in second)
                Errors.Flip(frame, C1[bit]);
            return VocoderFrame.TryDecode(frame, out var decoded, out var errors)
                && decoded == info && errors == first.Length + second.Length;
        });

    [Fact]
    public void Four_errors_in_the_first_part_lose_the_frame_and_count_as_four() =>
        Gen.Select(Infos, Errors.Positions(24, 4, 4)).Sample((info, first) =>
        {
            var frame = Encoded(info);
            foreach (var bit in first)
                Errors.Flip(frame, C0[bit]);
            return !VocoderFrame.TryDecode(frame, out var decoded, out var errors) && decoded == 0 && errors == 4;
        });

    [Fact]
    public void Four_errors_in_the_second_part_become_other_speech_with_three_errors() =>
        Gen.Select(Infos, Errors.Positions(23, 4, 4)).Sample((info, second) =>
        {
            var frame = Encoded(info);
            foreach (var bit in second)
                Errors.Flip(frame, C1[bit]);
            return VocoderFrame.TryDecode(frame, out var decoded, out var errors) && decoded != info && errors == 3;
        });

    [Fact]
    public void Errors_outside_the_protected_parts_change_one_speech_bit_and_are_not_counted()
    {
        int[] plain = [.. Enumerable.Range(0, 72).Except(C0).Except(C1)];
        Assert.Equal(25, plain.Length);
        Gen.Select(Infos, Gen.Int[0, 24]).Sample((info, bit) =>
        {
            var frame = Encoded(info);
            Errors.Flip(frame, plain[bit]);
            return VocoderFrame.TryDecode(frame, out var decoded, out var errors)
                && errors == 0 && ulong.PopCount(decoded ^ info) == 1 && (decoded ^ info) < 1UL << 25;
        });
    }

    [Fact]
    public void A_burst_carries_three_frames_around_its_middle() =>
        Gen.Select(Gen.Byte.Array[33], Infos.Array[3], Errors.Positions(24, 0, 3), Gen.Int[0, 2]).Sample((before, infos, flips, index) =>
        {
            var burst = before.ToArray();
            VoiceBurst.Encode(burst, infos);
            Assert.Equal(before[14..19], burst[14..19]);
            Assert.Equal((before[13] & 0x0F, before[19] & 0xF0), (burst[13] & 0x0F, burst[19] & 0xF0));

            foreach (var bit in flips.Select(flip => C0[flip]))
                Errors.Flip(burst, index switch { 0 => bit, 1 => bit < 36 ? 72 + bit : 120 + bit, _ => 192 + bit });
            var decoded = new ulong[3];
            Assert.Equal(3, VoiceBurst.Decode(burst, decoded, out var errors));
            Assert.Equal(infos, decoded);
            Assert.Equal(flips.Length, errors);

            var frame = new byte[9];
            VoiceBurst.ReadFrame(burst, index, frame);
            var copied = burst.ToArray();
            copied.AsSpan().Clear();
            VoiceBurst.WriteFrame(copied, index, frame);
            var again = new byte[9];
            VoiceBurst.ReadFrame(copied, index, again);
            Assert.Equal(frame, again);
        });

    [Fact]
    public void Superframes_of_silence_are_silence_without_errors()
    {
        var infos = new ulong[3];
        var silence = Convert.ToUInt64(GoldenVectors.Get("ambe").Text("silence49"), 2);
        foreach (var burst in GoldenVectors.Get("voice_calls")[0].GetProperty("superframe_A_to_F_silence").EnumerateArray())
        {
            Assert.Equal(3, VoiceBurst.Decode(Convert.FromHexString(burst.GetString()!), infos, out var errors));
            Assert.Equal(0, errors);
            Assert.All(infos, info => Assert.Equal(silence, info));
        }
    }

    private static byte[] Encoded(ulong info)
    {
        var frame = new byte[9];
        VocoderFrame.Encode(info, frame);
        return frame;
    }

    private static IEnumerable<int> Every4th(int first, int last)
    {
        for (var bit = first; bit <= last; bit += 4)
            yield return bit;
    }
}
