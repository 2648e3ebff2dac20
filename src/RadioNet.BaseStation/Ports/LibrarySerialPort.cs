using System.IO.Ports;

namespace RadioNet.BaseStation.Ports;

/// <summary>Opens serial ports with System.IO.Ports: any system's way, slower than polling and with a thread or two more.</summary>
internal static class LibrarySerialPort
{
    /// <summary>Opens a serial port.</summary>
    /// <param name="path">The device's name: /dev/ttyACM0, COM3.</param>
    /// <param name="baud">The speed in bit/s.</param>
    public static PortOpening Open(string path, int baud)
    {
        try
        {
            var port = OpenWithModemLines(path, baud);
            return new PortOpening(new PumpedPort(path, port.BaseStream, port.Close, _ => PortFaults.Unplugged(path, 0)), null);
        }
        catch (FileNotFoundException)
        {
            return PortFaults.NotFound(path);
        }
        catch (UnauthorizedAccessException)
        {
            return PortFaults.NotOurs(path);
        }
        catch (Exception refused) when (refused is IOException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return File.Exists(path) || OperatingSystem.IsWindows() ? PortFaults.Failed(path, refused.Message) : PortFaults.NotFound(path);
        }
    }

    /// <summary>Opens it with DTR and RTS raised, or without where there are no such lines, as at a pseudo-terminal.</summary>
    private static SerialPort OpenWithModemLines(string path, int baud)
    {
        try
        {
            return Open(path, baud, hasModemLines: true);
        }
        catch (IOException)
        {
            return Open(path, baud, hasModemLines: false);
        }
    }

    private static SerialPort Open(string path, int baud, bool hasModemLines)
    {
        var port = new SerialPort(path, baud) { DtrEnable = hasModemLines, RtsEnable = hasModemLines };
        try
        {
            port.Open();
            port.DiscardInBuffer();
            return port;
        }
        catch
        {
            port.Dispose();
            throw;
        }
    }
}
