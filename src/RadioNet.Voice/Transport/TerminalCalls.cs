using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace RadioNet.Voice.Transport;

/// <summary>
/// The system calls of a descriptor that is polled, and of a terminal line. Numbers are those of Linux' asm-generic headers,
/// which x86, Arm and RISC-V share.
/// </summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class TerminalCalls
{
    public const int ReadWrite = 0x2;                  // O_RDWR
    public const int NoControllingTerminal = 0x100;    // O_NOCTTY
    public const int NonBlocking = 0x800;              // O_NONBLOCK, EFD_NONBLOCK
    public const int CloseOnExec = 0x80000;            // O_CLOEXEC, EFD_CLOEXEC

    public const short PollIn = 0x001;
    public const short PollError = 0x008;
    public const short PollHangUp = 0x010;

    public const int InputOutputError = 5;             // EIO

    public const nuint GetSettings = 0x802C542A;       // TCGETS2
    public const nuint SetSettings = 0x402C542B;       // TCSETS2
    public const nuint FlushQueues = 0x540B;           // TCFLSH
    public const nuint SetExclusive = 0x540C;          // TIOCEXCL
    public const nuint RaiseLines = 0x5416;            // TIOCMBIS
    public const nuint GetSerial = 0x541E;             // TIOCGSERIAL
    public const nuint SetSerial = 0x541F;             // TIOCSSERIAL

    public const int BothQueues = 2;                   // TCIOFLUSH

    /// <summary>struct termios2: 44 octets.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Settings
    {
        public uint Input;
        public uint Output;
        public uint Control;
        public uint Local;
        public byte Discipline;
        public fixed byte Characters[19];
        public uint InputSpeed;
        public uint OutputSpeed;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, void* bytes, nuint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, void* bytes, nuint length);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(SafeHandle descriptor, nuint request, void* argument);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial SafeFileHandle OpenEvent(uint count, int flags);
}
