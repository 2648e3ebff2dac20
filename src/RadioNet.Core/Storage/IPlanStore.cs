namespace RadioNet.Core.Storage;

/// <summary>The plan's revisions and the audit. What a call of it returned from is on disk. Safe from any thread.</summary>
public interface IPlanStore
{
    /// <summary>The newest revision; null in an empty folder.</summary>
    StoredRevision? Newest();

    /// <summary>One revision; null when there is none of that number.</summary>
    StoredRevision? Find(int number);

    /// <summary>A revision's text with its secrets; null when there is none of that number.</summary>
    string? ReadText(int number);

    /// <summary>Revisions with a number below <paramref name="before"/>, newest first.</summary>
    IReadOnlyList<StoredRevision> History(int before, int limit);

    /// <summary>The revision that a given content became; null when it was never applied here.</summary>
    int? AppliedAs(string givenSha256);

    /// <summary>The revision that a request was answered with; null when the request is new.</summary>
    int? AnsweredWith(string requestId);

    /// <summary>Stores a revision, its audit entry and its request in one transaction.</summary>
    StoredRevision Add(RevisionDraft draft);

    /// <summary>
    /// Remembers that a content, a request or both came to a revision that was there already; nothing changed, so nothing is
    /// audited.
    /// </summary>
    void Remember(int revision, string? givenSha256, string? requestId);

    /// <summary>Counts a start of the node and returns how many there were, this one included.</summary>
    long CountBoot();

    /// <summary>Audit entries with a number below <paramref name="before"/>, newest first.</summary>
    IReadOnlyList<AuditEntry> Audit(long before, int limit);
}
