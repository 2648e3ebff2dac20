using System.Text;
using RadioNet.Protocols.Homebrew.OpenBridge;

namespace RadioNet.Protocols.Tests.Homebrew;

public sealed class Blake2bTests
{
    /// <summary>RFC 7693, appendix A.</summary>
    [Fact]
    public void The_rfc_s_example()
    {
        byte[] digest = new byte[64];
        Blake2b.Compute([], "abc"u8, digest);
        Assert.Equal(
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
            Convert.ToHexStringLower(digest));
    }

    /// <summary>
    /// RFC 7693, appendix E: the self-test runs over digests of 20 to 64 octets and inputs of 0 to 1024, unkeyed and keyed,
    /// and hashes all results into one.
    /// </summary>
    [Fact]
    public void The_rfc_s_self_test()
    {
        int[] digestLengths = [20, 32, 48, 64];
        int[] inputLengths = [0, 3, 128, 129, 255, 1024];
        using var all = new MemoryStream();
        foreach (int digestLength in digestLengths)
        {
            foreach (int inputLength in inputLengths)
            {
                byte[] input = Sequence(inputLength, (uint)inputLength);
                byte[] key = Sequence(digestLength, (uint)digestLength);
                byte[] digest = new byte[digestLength];
                Blake2b.Compute([], input, digest);
                all.Write(digest);
                Blake2b.Compute(key, input, digest);
                all.Write(digest);
            }
        }

        byte[] grand = new byte[32];
        Blake2b.Compute([], all.ToArray(), grand);
        Assert.Equal("c23a7800d98123bd10f506c61e29da5603d763b8bbad2e737f5e765a7bccd475", Convert.ToHexStringLower(grand));
    }

    [Fact]
    public void A_key_is_64_octets_at_most() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Blake2b.Compute(new byte[65], Encoding.ASCII.GetBytes("abc"), new byte[16]));

    /// <summary>The appendix's generator of test input: a Fibonacci sequence, its top octets.</summary>
    private static byte[] Sequence(int length, uint seed)
    {
        uint a = unchecked(0xDEAD4BAD * seed);
        uint b = 1;
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++)
        {
            uint next = unchecked(a + b);
            a = b;
            b = next;
            octets[i] = (byte)(next >> 24);
        }

        return octets;
    }
}
