namespace RadioNet.BaseStation.Ports;

/// <summary>
/// An open way to a modem: octets there and back, in order where the way keeps order, without message boundaries. One thread
/// reads and one writes (the same, or two); <see cref="Wake"/> and <see cref="IDisposable.Dispose"/> are for any thread.
/// Reads and writes end within their limit whatever the modem does, and never throw for what it does.
/// </summary>
public interface IModemPort : IDisposable
{
    /// <summary>What is open, for people: a device's or a peer's name.</summary>
    string Name { get; }

    /// <summary>
    /// Waits at most <paramref name="limit"/> (for ever when negative) for octets and takes those that are there, at most as
    /// many as <paramref name="buffer"/> has room for, which must be one at least. No octets and no fault: the time is over, or somebody woke it.
    /// </summary>
    PortRead Read(Span<byte> buffer, TimeSpan limit);

    /// <summary>
    /// Writes for at most <paramref name="limit"/>, which may not be negative. Fewer octets than were given, and no fault: the
    /// modem didn't take the rest in time, or all of it where the port can't tell how much it took.
    /// </summary>
    PortWrite Write(ReadOnlySpan<byte> bytes, TimeSpan limit);

    /// <summary>Makes a read that waits, or the next one, return; once, however often it was called in between.</summary>
    void Wake();
}
