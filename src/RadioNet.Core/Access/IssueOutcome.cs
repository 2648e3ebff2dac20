namespace RadioNet.Core.Access;

/// <summary>What came of asking for a certificate.</summary>
/// <param name="Status">Whether it was given.</param>
/// <param name="Chain">DER, the CA's last; empty when it was not.</param>
internal sealed record IssueOutcome(IssueStatus Status, IReadOnlyList<byte[]> Chain)
{
    public IssueOutcome(IssueStatus refused)
        : this(refused, [])
    {
    }
}
