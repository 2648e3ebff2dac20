namespace RadioNet.Core.Recordings;

/// <summary>What is known of a spurt beside its voice; empty where it is not.</summary>
/// <param name="Id">Its id, as call records have it.</param>
/// <param name="Site">The site where it was heard.</param>
/// <param name="HeardBy">The repeater or carrier that heard it.</param>
internal sealed record SpurtName(string Id, string Site, string HeardBy)
{
    public static SpurtName Unknown { get; } = new("", "", "");
}
