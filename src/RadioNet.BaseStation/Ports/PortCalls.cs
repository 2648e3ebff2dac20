using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace RadioNet.BaseStation.Ports;

/// <summary>System calls that tell who may open a device, and keep others out.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class PortCalls
{
    public const int NoEntry = 2;        // ENOENT
    public const int InputOutput = 5;    // EIO
    public const int NoDevice = 6;       // ENXIO
    public const int NoAccess = 13;      // EACCES
    public const int Busy = 16;          // EBUSY
    public const int NoSuchDevice = 19;  // ENODEV
    public const int NotADirectory = 20; // ENOTDIR
    public const int IsADirectory = 21;  // EISDIR

    public const int LockAlone = 0x2 | 0x4;    // LOCK_EX, LOCK_NB
    public const int ReadAndWrite = 0x4 | 0x2; // R_OK, W_OK
    public const int WorkingFolder = -100;     // AT_FDCWD
    public const uint BasicStatus = 0x7FF;     // STATX_BASIC_STATS

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(SafeHandle descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MayUse(string path, int how);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Status(int folder, string path, int flags, uint wanted, byte* status);
}
