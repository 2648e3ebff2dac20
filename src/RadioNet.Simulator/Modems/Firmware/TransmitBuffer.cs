namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// Firmware's buffer of samples on their way to the transmitter: 480 of them at 24 kHz. What is decided goes on the air so much
/// later, and what is in it is sent even after the transmitter was switched off.
/// </summary>
internal static class TransmitBuffer
{
    public static readonly TimeSpan Length = TimeSpan.FromMilliseconds(20);
}
