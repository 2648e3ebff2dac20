namespace RadioNet.Core.Storage;

/// <summary>The list of what was revoked: at the root what it is made of, below it the list that came from there. On disk when a call returns.</summary>
public interface IRevokedStore
{
    /// <summary>What was revoked here, for a list. Certificates that end before a time are left out: they serve no more anyhow.</summary>
    RevokedHere RevokedHere(DateTimeOffset servingAfter);

    /// <summary>The list that came from the root; null before the first.</summary>
    SealedRevocations? NewestRevocations();

    /// <summary>Keeps a list in place of the one before.</summary>
    void KeepRevocations(SealedRevocations list);
}
