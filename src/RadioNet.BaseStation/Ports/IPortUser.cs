namespace RadioNet.BaseStation.Ports;

/// <summary>
/// Who speaks to a modem through a port that a <see cref="PortKeeper"/> keeps open. All of it is called on the keeper's
/// thread, one call at a time, so what it owns needs no lock: others leave it a message and <see cref="PortKeeper.Wake"/> it.
/// </summary>
public interface IPortUser
{
    /// <summary>How long the next wait may last, for octets or for the next try to open the port; for ever when negative.</summary>
    TimeSpan Patience => Timeout.InfiniteTimeSpan;

    /// <summary>The port was opened. It may be written to, on this thread, until <see cref="Lost"/>; it is the keeper's to close.</summary>
    void Opened(IModemPort port);

    /// <summary>Octets came from the modem; they are gone after the call.</summary>
    void Bytes(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// After each wait, whether octets came, the patience was over, or somebody woke the keeper; also while the port is not open,
    /// but for the time that an opening takes.
    /// </summary>
    void Turn()
    {
    }

    /// <summary>The port that was open is lost, or closed because the keeper stops.</summary>
    void Lost(PortFault cause);

    /// <summary>The port is in another state, or could not be opened once more.</summary>
    void Changed(PortStatus status)
    {
    }
}
