namespace RadioNet.Protocols.Identity;

/// <summary>For how long tokens and certificates serve.</summary>
public sealed record LinkLifetimes
{
    /// <summary>The usual ones.</summary>
    public static LinkLifetimes Usual { get; } = new();

    /// <summary>From making a token to its end; 24 h.</summary>
    public TimeSpan Token { get; init; } = TimeSpan.FromHours(24);

    /// <summary>From issuing a certificate to its end; 90 days.</summary>
    public TimeSpan Certificate { get; init; } = TimeSpan.FromDays(90);

    /// <summary>For how long an ended certificate of a known peer still serves, with an alarm; 30 days.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// By how much a certificate begins before it is issued; 30 days. A clock at a hilltop may be behind by a time zone, or by as
    /// long as it was without power, and that shall not keep a site off the air.
    /// </summary>
    public TimeSpan Backdating { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The share of a certificate's life after which its holder renews it; two thirds.</summary>
    public double RenewalShare { get; init; } = 2.0 / 3.0;

    /// <summary>When the holder of a certificate renews it.</summary>
    public DateTimeOffset RenewalOf(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var issued = notBefore + Backdating;
        return issued + ((notAfter - issued) * RenewalShare);
    }
}
