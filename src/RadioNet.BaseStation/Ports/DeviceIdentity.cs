using System.Runtime.Versioning;

namespace RadioNet.BaseStation.Ports;

/// <summary>
/// Which device a name means. Names alone do not tell: another mount of devpts, a container's for one, has its own /dev/pts/0.
/// </summary>
/// <param name="Device">The device's number, major and minor.</param>
/// <param name="Instance">The mount that a pseudo-terminal belongs to; 0 of any other device.</param>
internal readonly record struct DeviceIdentity(ulong Device, ulong Instance)
{
    // Linux, Documentation/admin-guide/devices.txt: 136 to 143 are the Unix98 pseudo-terminals' near ends.
    private const uint FirstPseudoTerminal = 136;
    private const uint LastPseudoTerminal = 143;

    /// <summary>Looks at a device, or at what a link leads to; null when it is not there or this user may not look.</summary>
    [SupportedOSPlatform("linux")]
    public static unsafe DeviceIdentity? Of(string path)
    {
        // struct statx, statx(2): stx_rdev_major at 128, stx_rdev_minor at 132, stx_dev_major at 136, stx_dev_minor at 140.
        byte* status = stackalloc byte[256];
        if (PortCalls.Status(PortCalls.WorkingFolder, path, 0, PortCalls.BasicStatus, status) != 0) return null;
        uint major = *(uint*)(status + 128);
        bool isPseudoTerminal = major is >= FirstPseudoTerminal and <= LastPseudoTerminal;
        return new DeviceIdentity(Pair(major, *(uint*)(status + 132)), isPseudoTerminal ? Pair(*(uint*)(status + 136), *(uint*)(status + 140)) : 0);
    }

    private static ulong Pair(uint major, uint minor) => (ulong)major << 32 | minor;
}
