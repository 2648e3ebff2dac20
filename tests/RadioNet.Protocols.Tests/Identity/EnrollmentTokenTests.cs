using System.Text.Json;
using CsCheck;
using RadioNet.Protocols.Identity;

namespace RadioNet.Protocols.Tests.Identity;

public class EnrollmentTokenTests
{
    private static readonly DateTimeOffset Expires = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly Gen<string> Ids = Gen.Char["abcXYZ019"].Select(Gen.Char["abcXYZ019._-"].Array[0, 62], (first, rest) => first + new string(rest));

    private static readonly Gen<EnrollmentToken> Tokens =
        Gen.Select(Ids, Gen.Bool.Select(node => node ? LinkPeerKind.Node : LinkPeerKind.Site), Ids, Gen.Byte.Array[32], Gen.Byte.Array[16], Gen.Int[0, int.MaxValue])
            .Select((network, kind, id, hash, secret, expires) =>
                new EnrollmentToken(LinkIdentity.Of(network, kind, id), hash, secret, DateTimeOffset.FromUnixTimeSeconds(expires)));

    private static EnrollmentToken Token { get; } = new(
        LinkIdentity.Of("dak-lak", LinkPeerKind.Site, "tan-loi-hill"),
        [.. Enumerable.Range(0, 32).Select(i => (byte)i)], [.. Enumerable.Range(0xA0, 16).Select(i => (byte)i)], Expires);

    [Fact]
    public void A_token_reads_back_as_it_was_made() => Tokens.Sample(token =>
    {
        Assert.Equal(EnrollmentTokenStatus.Done, EnrollmentToken.TryParse($" {token.Encode()}\n", out var read));
        Assert.Equal((token.Identity, token.Expires), (read!.Identity, read.Expires));
        Assert.True(token.AuthorityHash.SequenceEqual(read.AuthorityHash));
        Assert.True(token.Secret.SequenceEqual(read.Secret));
    });

    [Fact]
    public void Tokens_are_as_their_vectors_say()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", "links", "tokens.json")));
        foreach (var vector in vectors.RootElement.GetProperty("tokens").EnumerateArray())
        {
            var text = vector.GetProperty("text").GetString()!;
            Assert.Equal(EnrollmentTokenStatus.Done, EnrollmentToken.TryParse(text, out var token));
            Assert.Equal(vector.GetProperty("identity").GetString(), token!.Identity.ToString());
            Assert.Equal(vector.GetProperty("authorityHash").GetString(), Convert.ToHexStringLower(token.AuthorityHash));
            Assert.Equal(vector.GetProperty("secret").GetString(), Convert.ToHexStringLower(token.Secret));
            Assert.Equal(vector.GetProperty("expires").GetInt64(), token.Expires.ToUnixTimeSeconds());
            Assert.Equal(text, token.Encode());
        }

        foreach (var vector in vectors.RootElement.GetProperty("refused").EnumerateArray())
        {
            var status = EnrollmentToken.TryParse(vector.GetProperty("text").GetString(), out var token);
            Assert.Equal((vector.GetProperty("status").GetString(), null), (status.ToString(), token));
        }
    }

    [Fact]
    public void A_token_that_was_not_copied_whole_says_so() => Gen.Select(Tokens, Gen.Int[0, 1000]).Sample((token, place) =>
    {
        var text = token.Encode();
        var cut = text[..(4 + (place % (text.Length - 4)))];
        Assert.Equal(EnrollmentTokenStatus.Truncated, EnrollmentToken.TryParse(cut, out var read));
        Assert.Null(read);
    });

    [Fact]
    public void A_slip_of_the_hand_is_seen() => Gen.Select(Tokens, Gen.Int[4, 1000], Gen.Char["AZaz09-_=+ ."]).Sample((token, place, letter) =>
    {
        var text = token.Encode().ToCharArray();
        place = 4 + (place % (text.Length - 4));
        if (text[place] != letter && !(letter == ' ' && place == text.Length - 1))
        {
            text[place] = letter;
            Assert.NotEqual(EnrollmentTokenStatus.Done, EnrollmentToken.TryParse(new string(text), out _));
        }
    });

    [Theory]
    [InlineData(null, EnrollmentTokenStatus.NotAToken)]
    [InlineData("", EnrollmentTokenStatus.NotAToken)]
    [InlineData("rn", EnrollmentTokenStatus.NotAToken)]
    [InlineData("rn.", EnrollmentTokenStatus.NotAToken)]
    [InlineData("RN1.AAAA", EnrollmentTokenStatus.NotAToken)]
    [InlineData("https://example.org", EnrollmentTokenStatus.NotAToken)]
    [InlineData("rn2.AAAA", EnrollmentTokenStatus.OtherVersion)]
    [InlineData("rn12.AAAA", EnrollmentTokenStatus.OtherVersion)]
    [InlineData("rn1.", EnrollmentTokenStatus.Truncated)]
    [InlineData("rn1.A", EnrollmentTokenStatus.Truncated)]
    [InlineData("rn1.AAAA", EnrollmentTokenStatus.Damaged)]
    [InlineData("rn1.YgAB ZZZZ", EnrollmentTokenStatus.Damaged)]
    public void Other_words_are_no_token(string? text, EnrollmentTokenStatus status) =>
        Assert.Equal(status, EnrollmentToken.TryParse(text, out _));

    [Fact]
    public void Any_text_gets_an_answer_and_none_throws() => Gen.String.Sample(text =>
        Assert.NotEqual(EnrollmentTokenStatus.Done, EnrollmentToken.TryParse("rn1." + text, out _)));

    [Fact]
    public void A_token_ends_at_its_expiry_and_never_shows_its_secret()
    {
        Assert.False(Token.IsExpired(Expires.AddSeconds(-1)));
        Assert.True(Token.IsExpired(Expires));
        Assert.Equal("token for radionet://dak-lak/site/tan-loi-hill, until 2026-11-23T08:00:00Z", Token.ToString());
    }
}
