namespace RadioNet.Core.Accounts;

/// <summary>What came of a sign-in: a token, or why there is none.</summary>
/// <param name="Token">The token; empty when there is none.</param>
/// <param name="Expires">Until when it serves.</param>
/// <param name="TooOften">Whether it was not even looked at, because name or source had tried too often.</param>
internal readonly record struct SignInResult(string Token, DateTimeOffset Expires, bool TooOften)
{
    public static SignInResult Wrong => new("", default, false);

    public static SignInResult Later => new("", default, true);

    public bool IsIn => Token.Length > 0;
}
