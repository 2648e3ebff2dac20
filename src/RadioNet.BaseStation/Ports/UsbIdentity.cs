namespace RadioNet.BaseStation.Ports;

/// <summary>What USB says about a device.</summary>
/// <param name="Vendor">idVendor.</param>
/// <param name="Product">idProduct.</param>
/// <param name="SerialNumber">The device's own serial number; many cheap converters have none, or all the same.</param>
/// <param name="Manufacturer">Who made it, in the device's words.</param>
/// <param name="Description">What it is, in the device's words.</param>
/// <param name="Interface">bInterfaceNumber of the port; a device with several ports has several.</param>
public sealed record UsbIdentity(ushort Vendor, ushort Product, string? SerialNumber, string? Manufacturer, string? Description, byte Interface);
