namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>An open way to a chip. One thread reads and writes; <see cref="Wake"/> is for any thread.</summary>
internal interface IAmbeLine : IDisposable
{
    /// <summary>Whether packets come whole, one a read, and may overtake each other.</summary>
    bool HasDatagrams { get; }

    /// <summary>The UDP port here; null where there is none.</summary>
    int? LocalPort => null;

    /// <summary>Waits at most so long (not less than 0) for octets, or to be woken, and takes those that are there; -1 when the line is lost.</summary>
    int Read(Span<byte> to, TimeSpan limit);

    /// <summary>Writes a whole packet within some milliseconds; false when the line does not take it.</summary>
    bool Write(ReadOnlySpan<byte> packet);

    /// <summary>Makes a read that waits, or the next one, return.</summary>
    void Wake();
}
