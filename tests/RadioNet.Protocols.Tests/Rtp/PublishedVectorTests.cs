using RadioNet.Protocols.Rtp;

namespace RadioNet.Protocols.Tests.Rtp;

/// <summary>What the RFCs themselves print.</summary>
public sealed class PublishedVectorTests
{
    private const string Key128 = "000102030405060708090a0b0c0d0e0f";
    private const string Key256 = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string Salt = "517569642070726f2071756f";
    private const string Header = "8040f17b8041f8d35501a0b2";
    private const uint Ssrc = 0x5501a0b2;
    private const ushort Sequence = 0xf17b;

    private static readonly byte[] Text = "Gallia est omnis divisa in partes tres"u8.ToArray();

    private static byte[] Octets(string hex) => Convert.FromHexString(hex);

    /// <summary>RFC 7714, clauses 16.1.1, 16.1.2, 16.2.1 and 16.2.2: session keys used as they are.</summary>
    [Theory]
    [InlineData(Key128, "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833", "899d7f27beb16a9152cf765ee4390cce")]
    [InlineData(Key256, "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b", "7aa3db36dfffd6b0f9bb7878d7a76c13")]
    public void Encryption_and_decryption(string key, string cipherText, string tag)
    {
        using var cipher = new SrtpCipher(Octets(key), Octets(Salt));
        byte[] text = [.. Text];
        byte[] written = new byte[16];
        cipher.Seal(Ssrc, Sequence, Octets(Header), text, written);
        Assert.Equal((cipherText, tag), (Convert.ToHexStringLower(text), Convert.ToHexStringLower(written)));

        byte[] opened = new byte[Text.Length];
        Assert.True(cipher.TryOpen(Ssrc, Sequence, Octets(Header), Octets(cipherText), Octets(tag), opened));
        Assert.Equal(Text, opened);
        written[15] ^= 1;
        Assert.False(cipher.TryOpen(Ssrc, Sequence, Octets(Header), Octets(cipherText), written, opened));
        Assert.All(opened, octet => Assert.Equal(0, octet));
    }

    /// <summary>RFC 7714, clauses 16.1.3, 16.1.4, 16.2.3 and 16.2.4: the whole packet is associated data, the text is empty.</summary>
    [Theory]
    [InlineData(Key128, "22493f82d2bce397e9d79e3b19aa4216")]
    [InlineData(Key256, "a866d5910f887463067ceefec45215d4")]
    public void Tagging_alone(string key, string tag)
    {
        using var cipher = new SrtpCipher(Octets(key), Octets(Salt));
        byte[] packet = [.. Octets(Header), .. Text];
        byte[] written = new byte[16];
        cipher.Seal(Ssrc, Sequence, packet, [], written);
        Assert.Equal(tag, Convert.ToHexStringLower(written));
        Assert.True(cipher.TryOpen(Ssrc, Sequence, packet, [], written, []));
        written[0] ^= 1;
        Assert.False(cipher.TryOpen(Ssrc, Sequence, packet, [], written, []));
    }

    /// <summary>
    /// RFC 3711, appendix B.3; RFC 6188, clause 7.2; RFC 9335, appendix A.2, with the 12-octet salt of AES-GCM; and the 256-bit
    /// one of the same salt, which libsrtp's test material gives.
    /// </summary>
    [Theory]
    [InlineData("e1f97a0d3e018be0d64fa32c06de4139", "0ec675ad498afeebb6960b3aabe6", 0, "c61e7a93744f39ee10734afe3ff7a087")]
    [InlineData("e1f97a0d3e018be0d64fa32c06de4139", "0ec675ad498afeebb6960b3aabe6", 2, "30cbbc08863d8c85d49db34a9ae1")]
    [InlineData("e1f97a0d3e018be0d64fa32c06de4139", "0ec675ad498afeebb6960b3aabe6", 1, "cebe321f6ff7716b6fd4ab49af256a156d38baa48f0a0acf3c34e2359e6cdbcee049646c43d9327ad175578ef72270986371c10c9a369ac2f94a8c5fbcdddc256d6e919a48b610ef17c2041e474035766b68642c59bbfc2f34db60dbdfb2")]
    [InlineData("f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6", "3b04803de51ee7c96423ab5b78d2", 0, "5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4")]
    [InlineData("f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6", "3b04803de51ee7c96423ab5b78d2", 2, "fa31791685ca444a9e07c6c64e93")]
    [InlineData("f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6", "3b04803de51ee7c96423ab5b78d2", 1, "fd9c32d39ed5fbb5a9dc96b30818454d1313dc05")]
    [InlineData(Key128, "a0a1a2a3a4a5a6a7a8a9aaab", 0, "077c6143cb221bc355ff23d5f984a16e")]
    [InlineData(Key128, "a0a1a2a3a4a5a6a7a8a9aaab", 2, "9af3e95364ebac9c99c5a7c4")]
    [InlineData(Key256, "a0a1a2a3a4a5a6a7a8a9aaab", 0, "b7a435ce454463b760dc82c838468a115c699625af4b93a0f8220a2a6119c5d0")]
    [InlineData(Key256, "a0a1a2a3a4a5a6a7a8a9aaab", 2, "944bd21c268a962cd09c674a")]
    public void Key_derivation(string masterKey, string masterSalt, byte label, string expected)
    {
        byte[] derived = new byte[expected.Length / 2];
        SrtpKeyDerivation.Derive(Octets(masterKey), Octets(masterSalt), label, derived);
        Assert.Equal(expected, Convert.ToHexStringLower(derived));
    }

    /// <summary>RFC 9335, appendix A.2.2: master key to protected packet, header extension of the two-byte form encrypted.</summary>
    [Fact]
    public void An_encrypted_header_extension()
    {
        var master = new SrtpMasterKey(Octets(Key128), Octets("a0a1a2a3a4a5a6a7a8a9aaab"));
        const string packet = "900f1236decafbadcafebabe1000000105020002abababababababababababababababab";
        const string wire = "900f1236decafbadcafebabec2de0001bb75a4c545cd1f413bdb7daa2b1e3263de313667c963249081b35a65f5cb6c88b394235f";
        var id = new VoiceLinkId(0x0102);
        using var sender = new SrtpSender(master, id);
        byte[] sent = new byte[128];
        Octets(packet).CopyTo(sent, 0);
        var stream = new SrtpStream(0xcafebabe) { Next = 0x1236 };
        int length = sender.Protect(ref stream, sent, packet.Length / 2);
        Assert.Equal(wire + "0102", Convert.ToHexStringLower(sent.AsSpan(0, length)));

        using var receiver = new SrtpReceiver(master, id);
        byte[] opened = new byte[128];
        Assert.Equal(SrtpVerdict.Opened, receiver.Open(sent.AsSpan(0, length), opened, out length, out _));
        Assert.Equal(packet, Convert.ToHexStringLower(opened.AsSpan(0, length)));
    }
}
