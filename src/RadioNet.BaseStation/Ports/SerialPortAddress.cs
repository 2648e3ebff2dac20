namespace RadioNet.BaseStation.Ports;

/// <summary>A serial port by its name: <c>serial:/dev/ttyACM0?baud=460800</c>, <c>serial:COM3?baud=115200</c>.</summary>
/// <param name="Path">The device, or a link to it such as those in /dev/serial/by-id.</param>
/// <param name="Baud">Bit/s, 1200 to 4,000,000; <see cref="ModemSpeed.Usual"/> are usual. A modem with USB of its own takes any.</param>
/// <param name="Driver">What reads and writes the port.</param>
public sealed record SerialPortAddress(string Path, int Baud = ModemSpeed.Default, SerialDriver Driver = SerialDriver.Automatic) : ModemPortAddress
{
    /// <inheritdoc/>
    public override string ToString() => $"serial:{PortAddressText.Escape(Path)}?{PortAddressText.Line(Baud, Driver)}";
}
