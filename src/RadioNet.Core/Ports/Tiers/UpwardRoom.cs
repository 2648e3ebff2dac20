namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// The octets of all kinds of records together that are on their way up and that the parent does not hold yet. What a link has taken
/// lies in buffers that nobody overtakes, and what is said of calls waits behind it.
/// </summary>
/// <param name="most">So many, and what is sent last may be more.</param>
internal sealed class UpwardRoom(int most = UpwardRoom.Most)
{
    /// <summary>Half a second of a line of 512 kbit/s.</summary>
    public const int Most = 32 * 1024;

    private int _taken;

    public bool IsFull => _taken >= most;

    public void Take(int octets) => _taken += octets;

    public void Free(int octets) => _taken -= octets;
}
