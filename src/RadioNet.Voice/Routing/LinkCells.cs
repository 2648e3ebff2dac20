namespace RadioNet.Voice.Routing;

/// <summary>What the thread that receives on the voice socket counts; written by it alone.</summary>
internal sealed class LinkCells
{
    public long Unknown;
    public long Refused;
    public long NoRoom;
    public long Faults;
    public long AllocatedBytes;
}
