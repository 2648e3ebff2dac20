namespace RadioNet.Voice.Playing;

/// <summary>What happened to what a queue did not give.</summary>
internal struct BurstQueueCounts
{
    /// <summary>Bursts that came when they had been given up.</summary>
    public long Late;

    /// <summary>Bursts that came twice.</summary>
    public long Duplicates;

    /// <summary>Pieces that were lost and not concealed.</summary>
    public long Skipped;

    /// <summary>Pieces that came and were left out, to catch up.</summary>
    public long Trimmed;
}
