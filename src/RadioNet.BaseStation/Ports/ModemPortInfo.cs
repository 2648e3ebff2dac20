namespace RadioNet.BaseStation.Ports;

/// <summary>A serial port of this machine, at which a modem may be.</summary>
/// <param name="Path">Its present name: /dev/ttyACM0.</param>
/// <param name="Address">What to write to reach it, so that it is found again when it can be.</param>
public sealed record ModemPortInfo(string Path, ModemPortAddress Address)
{
    /// <summary>What USB says about it; null when it is no USB port.</summary>
    public UsbIdentity? Usb { get; init; }

    /// <summary>Its name in /dev/serial/by-id, which outlasts a new plug.</summary>
    public string? ById { get; init; }

    /// <summary>Who may open it; null where the system doesn't say.</summary>
    public DeviceAccess? Access { get; init; }

    /// <summary>Another program that has it open, for people; null when there is none that this user may see.</summary>
    public string? Holder { get; init; }
}
