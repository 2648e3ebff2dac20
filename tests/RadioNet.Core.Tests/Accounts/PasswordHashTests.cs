using RadioNet.Core.Accounts;

namespace RadioNet.Core.Tests.Accounts;

public sealed class PasswordHashTests
{
    [Fact]
    public void A_hash_matches_its_password_alone_and_is_never_the_same_twice()
    {
        var hash = PasswordHash.Of("mưa ngàn 2026");
        Assert.StartsWith("pbkdf2-sha512:210000:", hash, StringComparison.Ordinal);
        Assert.True(PasswordHash.IsWellFormed(hash));
        Assert.True(PasswordHash.Matches(hash, "mưa ngàn 2026"));
        Assert.False(PasswordHash.Matches(hash, "mưa ngàn 2027"));
        Assert.False(PasswordHash.Matches(hash, ""));
        Assert.NotEqual(hash, PasswordHash.Of("mưa ngàn 2026"));
    }

    /// <summary>Made with Python's hashlib.pbkdf2_hmac: the form holds whatever makes it.</summary>
    [Fact]
    public void A_hash_of_another_maker_matches() => Assert.True(PasswordHash.Matches(
        "pbkdf2-sha512:100000:AAECAwQFBgcICQoLDA0ODw:Cydfp1z9RwhFbZBlUPGEUbm90YYIzLkDEOiu_l8ZkFU", "correct horse"));

    [Theory]
    [InlineData("")]
    [InlineData("kept")]
    [InlineData("correct horse")]
    [InlineData("pbkdf2-sha512:1:AAECAwQFBgcICQoLDA0ODw:Cydfp1z9RwhFbZBlUPGEUbm90YYIzLkDEOiu_l8ZkFU")]
    [InlineData("pbkdf2-sha512:2000000000:AAECAwQFBgcICQoLDA0ODw:Cydfp1z9RwhFbZBlUPGEUbm90YYIzLkDEOiu_l8ZkFU")]
    [InlineData("pbkdf2-sha512:100000:AAECAw:Cydfp1z9RwhFbZBlUPGEUbm90YYIzLkDEOiu_l8ZkFU")]
    [InlineData("pbkdf2-sha512:100000:AAECAwQFBgcICQoLDA0ODw:")]
    [InlineData("pbkdf2-sha256:100000:AAECAwQFBgcICQoLDA0ODw:Cydfp1z9RwhFbZBlUPGEUbm90YYIzLkDEOiu_l8ZkFU")]
    [InlineData("pbkdf2-sha512:100000:!!!:???")]
    public void What_is_no_hash_matches_nothing(string hash)
    {
        Assert.False(PasswordHash.IsWellFormed(hash));
        Assert.False(PasswordHash.Matches(hash, "correct horse"));
    }
}
