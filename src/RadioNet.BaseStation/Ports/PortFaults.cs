using System.Net.Sockets;
using System.Runtime.InteropServices;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Ports;

/// <summary>The sentences for what goes wrong with ports.</summary>
internal static class PortFaults
{
    public static PortFault NotFound(string name) => new(PortFaultKind.NotFound, new LocalizedText(
        $"Không có {name}. Modem đã cắm chưa? Lệnh 'radionet modem ports' liệt kê các cổng đang có.",
        $"There is no {name}. Is the modem plugged in? 'radionet modem ports' lists the ports that are there."));

    public static PortFault NoDevice(string name) => new(PortFaultKind.NotFound, new LocalizedText(
        $"{name} không có thiết bị nào đằng sau.",
        $"There is no device behind {name}. Is the modem plugged in? 'radionet modem ports' lists the ports that are there."));

    public static PortFault NoSuchUsbDevice(string serialNumber, IEnumerable<string> present)
    {
        var others = string.Join(", ", present);
        return new(PortFaultKind.NotFound, new LocalizedText(
            $"Không có cổng USB nào mang số sê-ri '{serialNumber}'. {(others.Length == 0 ? "Không có cổng USB nào đang cắm." : $"Đang cắm: {others}.")}",
            $"There is no USB serial port with the serial number '{serialNumber}'. {(others.Length == 0 ? "No USB serial port is plugged in." : $"Plugged in: {others}.")}"));
    }

    public static PortFault TwoUsbDevices(string serialNumber, IEnumerable<string> paths)
    {
        var names = string.Join(", ", paths);
        return new(PortFaultKind.Ambiguous, new LocalizedText(
            $"Nhiều thiết bị USB có cùng số sê-ri '{serialNumber}': {names}. Hãy viết serial: với tên trong /dev/serial/by-path.",
            $"More than one USB device has the serial number '{serialNumber}': {names}. Write serial: and a name from /dev/serial/by-path."));
    }

    public static PortFault UsbUnsupported() => new(PortFaultKind.Unsupported, new LocalizedText(
        "Địa chỉ usb: cần Linux. Hãy viết serial: và tên cổng.",
        "An address with usb: needs Linux. Write serial: and the port's name."));

    public static PortFault NotAPort(string name) => new(PortFaultKind.NotAPort, new LocalizedText(
        $"{name} không phải cổng nối tiếp. Lệnh 'radionet modem ports' liệt kê các cổng đang có.",
        $"{name} is no serial port. 'radionet modem ports' lists the ports that are there."));

    public static PortFault InUse(string name, string? holder) => new(PortFaultKind.InUse, new LocalizedText(
        $"{name} đang được {holder ?? "chương trình khác"} sử dụng. Hãy dừng nó trước: mỗi lúc chỉ một chương trình nói chuyện được với modem.",
        $"{name} is in use by {holder ?? "another program"}. Stop that first: only one can speak to a modem at a time."));

    public static PortFault SpeedRefused(string name, int asked, int? given) => new(PortFaultKind.Unsupported, new LocalizedText(
        $"{name} không chạy được ở {asked} bit/s{(given is null ? "" : $" (gần nhất là {given})")}. Thường dùng {ModemSpeed.UsualText}: phải trùng với firmware của modem.",
        $"{name} can't run at {asked} bit/s{(given is null ? "" : $"; the nearest is {given}")}. Usual are {ModemSpeed.UsualText}; it must be the modem firmware's speed."));

    public static PortFault DriverMissing(string name) => new(PortFaultKind.Unsupported, new LocalizedText(
        $"Hệ điều hành này không đọc trực tiếp được {name}: cổng pty và driver={PortAddressText.PollDriver} cần Linux.",
        $"This system can't poll {name}: a pty, and driver={PortAddressText.PollDriver}, need Linux. Write serial: without a driver."));

    /// <summary>A device or line that was open is gone.</summary>
    /// <param name="name">The device.</param>
    /// <param name="error">The system's error number; 0 when it was an end of file.</param>
    public static PortFault Unplugged(string name, int error) => new(PortFaultKind.Lost, new LocalizedText(
        $"Mất {name}: modem bị rút ra hoặc khởi động lại{Words(error)}.",
        $"{name} is gone: the modem was unplugged or has restarted{Words(error)}."));

    public static PortFault NotOurs(string name) => new(PortFaultKind.NoPermission, new LocalizedText(
        $"Không được phép mở {name}: chương trình khác đang dùng, hoặc người dùng này không có quyền.",
        $"{name} may not be opened: another program has it, or this user has no right to it."));

    public static PortFault Failed(string name, string why) => new(PortFaultKind.Failed, new LocalizedText(
        $"Không mở được {name}: {why}",
        $"{name} can't be opened: {why}"));

    public static PortFault Failed(string name, int error) => new(PortFaultKind.Failed, new LocalizedText(
        $"Không mở được {name}{Words(error)}.",
        $"{name} can't be opened{Words(error)}."));

    public static PortFault NoSuchHost(string host, string? why) => new(PortFaultKind.NotFound, new LocalizedText(
        $"Không tìm thấy địa chỉ của máy '{host}'{(why is null ? "" : $" ({why})")}.",
        $"The host '{host}' has no address{(why is null ? "" : $" ({why})")}. Is the name right, and is there a name server?"));

    public static PortFault Unreachable(TcpPortAddress address, SocketError why) => new(PortFaultKind.Unreachable, new LocalizedText(
        $"{address} không trả lời ({Words(why)}). Máy có bật không, và có nghe ở cổng {address.Port} không?",
        $"{address} does not answer ({Words(why)}). Is the host up, and does it listen at port {address.Port}?"));

    public static PortFault LocalPortInUse(UdpPortAddress address) => new(PortFaultKind.InUse, new LocalizedText(
        $"Cổng UDP {address.LocalPort} của máy này đang được chương trình khác sử dụng.",
        $"This machine's UDP port {address.LocalPort} is in use by another program. Stop that, or write another one after local=."));

    /// <summary>A connection that was open is gone.</summary>
    /// <param name="name">Its address.</param>
    /// <param name="error">The system's error number; 0 when the other side closed it.</param>
    public static PortFault Disconnected(string name, int error) => new(PortFaultKind.Lost, new LocalizedText(
        $"Mất kết nối {name}{Words(error)}.",
        $"{name} has disconnected{Words(error)}."));

    private static string Words(SocketError error) => new SocketException((int)error).Message;

    private static string Words(int error) => error == 0 ? "" : $" ({Marshal.GetPInvokeErrorMessage(error)})";
}
