using System.IO.Compression;
using CsCheck;
using RadioNet.BaseStation.Tools;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Tests.Tools;

public sealed class SupportBundleTests
{
    [Theory]
    [InlineData("enroll with rn1.AbC_9-x now", "enroll with rn1.*** now")]
    [InlineData("secret: \"two words\", color-code: 1", "secret: ***, color-code: 1")]
    [InlineData("{ \"password\": \"x\", \"a\": 1 }", "{ \"password\": ***, \"a\": 1 }")]
    [InlineData("PASSPHRASE=abc def\nnext", "PASSPHRASE=***\nnext")]
    [InlineData("Authorization: Bearer abc def", "Authorization: ***")]
    [InlineData("password: correct horse, battery} staple", "password: ***")]
    [InlineData("password: \"a\\\"b c\", d: 1", "password: ***, d: 1")]
    [InlineData("password: 'a''b c', d: 1", "password: ***, d: 1")]
    [InlineData("secret: |\n  one\n  two\nnext: 1", "secret: ***\nnext: 1")]
    [InlineData("secret: \"never closed", "secret: ***")]
    [InlineData("password-hash: $2b$12$abc", "password-hash: ***")]
    [InlineData("a\n-----BEGIN EC PRIVATE KEY-----\nMII\n-----END EC PRIVATE KEY-----\nb", "a\n***\nb")]
    [InlineData("cut\n-----BEGIN PRIVATE KEY-----\nMIIEv", "cut\n***")]
    [InlineData("Carrier c1 is ready; the modem has no token.", "Carrier c1 is ready; the modem has no token.")]
    public void Secrets_are_taken_out_and_the_rest_stays(string text, string clean) => Assert.Equal(clean, SecretFilter.Clean(text));

    [Fact]
    public void No_secret_of_any_shape_survives()
    {
        var letters = Gen.Char["abcXYZ019_-$./+="].Array[12, 40].Select(some => new string(some));
        Gen.Select(letters, Gen.Int[0, 4]).Sample((secret, shape) =>
        {
            string text = shape switch
            {
                0 => $"secret: {secret}",
                1 => $"password=\"{secret}\"",
                2 => $"{{\"token\":\"{secret}\"}}",
                3 => $"passphrase = '{secret}'",
                _ => $"-----BEGIN PRIVATE KEY-----\n{secret}\n",
            };
            Assert.DoesNotContain(secret, SecretFilter.Clean($"before {text} after"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_zip_holds_every_part_and_says_what_is_missing()
    {
        var bundle = new SupportBundle();
        bundle.Add("a.log", LocalizedText.Same("one"), "secret: x1y2z3");
        bundle.Add("a.log", LocalizedText.Same("other"), "fine");
        bundle.Add(SupportBundle.ContentsName, LocalizedText.Same("named as the list is"), "third");
        bundle.Miss(LocalizedText.Same("the modem"), new LocalizedText("không có", "unplugged"));
        using var stream = new MemoryStream();
        bundle.Write(stream);

        using var zip = new ZipArchive(stream);
        Assert.Equal(["README.txt", "a.log", "a-2.log", "README-2.txt"], zip.Entries.Select(entry => entry.Name));
        Assert.Contains("- the modem: unplugged", Text(zip, "README.txt"), StringComparison.Ordinal);
        Assert.Equal("secret: ***", Text(zip, "a.log"));
        Assert.Equal("third", Text(zip, "README-2.txt"));
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
