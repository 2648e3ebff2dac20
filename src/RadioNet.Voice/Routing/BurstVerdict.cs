namespace RadioNet.Voice.Routing;

/// <summary>What a burst's sequence number says of it.</summary>
internal enum BurstVerdict : byte
{
    Fresh,
    Duplicate,
    Late,
}
