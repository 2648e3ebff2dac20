namespace RadioNet.BaseStation.Ports;

/// <summary>What reads and writes a serial port.</summary>
public enum SerialDriver
{
    /// <summary>The quickest that this system has.</summary>
    Automatic,

    /// <summary>Linux: the terminal's descriptor, polled. In an address: <c>driver=poll</c>.</summary>
    Poll,

    /// <summary>Any system: the library System.IO.Ports. In an address: <c>driver=system-io-ports</c>.</summary>
    SystemIoPorts,
}
