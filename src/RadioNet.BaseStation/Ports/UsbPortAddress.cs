namespace RadioNet.BaseStation.Ports;

/// <summary>
/// A serial port by the serial number of its USB device, wherever it is plugged in and whatever name it gets:
/// <c>usb:SERIALNUMBER?baud=460800</c>.
/// </summary>
/// <param name="SerialNumber">The device's serial number, as <c>radionet modem ports</c> shows it.</param>
/// <param name="Baud">Bit/s, as in <see cref="SerialPortAddress"/>.</param>
/// <param name="Driver">What reads and writes the port.</param>
public sealed record UsbPortAddress(string SerialNumber, int Baud = ModemSpeed.Default, SerialDriver Driver = SerialDriver.Automatic) : ModemPortAddress
{
    /// <inheritdoc/>
    public override string ToString() => $"usb:{PortAddressText.Escape(SerialNumber)}?{PortAddressText.Line(Baud, Driver)}";
}
