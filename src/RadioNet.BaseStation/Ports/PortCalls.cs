using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace RadioNet.BaseStation.Ports;

/// <summary>System calls that tell who may open a device, and keep others out.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class PortCalls
{
    public const int NotPermitted = 1;   // EPERM
    public const int NoEntry = 2;        // ENOENT
    public const int InputOutput = 5;    // EIO
    public const int NoDevice = 6;       // ENXIO
    public const int WouldBlock = 11;    // EWOULDBLOCK
    public const int NoAccess = 13;      // EACCES
    public const int Busy = 16;          // EBUSY
    public const int NoSuchDevice = 19;  // ENODEV
    public const int NotADirectory = 20; // ENOTDIR
    public const int IsADirectory = 21;  // EISDIR
    public const int NotATerminal = 25;  // ENOTTY

    public const int LockAlone = 0x2 | 0x4; // LOCK_EX, LOCK_NB

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeHandle descriptor, int operation);
}
