using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace RadioNet.Simulator.Modems;

/// <summary>The system calls that make a pair of pseudo-terminals: posix_openpt(3) and its kin.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class PseudoTerminalCalls
{
    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial SafeFileHandle OpenMaster(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    public static partial int Grant(SafeHandle master);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int Unlock(SafeHandle master);

    /// <summary>Writes the slave's path with a closing zero; returns the error's number itself.</summary>
    [LibraryImport("libc", EntryPoint = "ptsname_r")]
    public static partial int NameSlave(SafeHandle master, byte* name, nuint length);
}
