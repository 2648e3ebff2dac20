using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace RadioNet.Voice.Transport;

/// <summary>The system calls of the batch socket, with their structures laid out as in the C library's headers.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class LinuxCalls
{
    public const int DontWait = 0x40;          // MSG_DONTWAIT
    public const int WaitForOne = 0x10000;     // MSG_WAITFORONE
    public const int Truncated = 0x20;         // MSG_TRUNC in msg_flags
    public const short PollOut = 0x004;
    public const int Interrupted = 4;          // EINTR
    public const int Again = 11;               // EAGAIN
    public const int NoBuffers = 105;          // ENOBUFS
    public const int Refused = 111;            // ECONNREFUSED
    public const int LevelSocket = 1;          // SOL_SOCKET
    public const int ReceiveTimeout = 20;      // SO_RCVTIMEO
    public const int ReceiveBufferForce = 33;  // SO_RCVBUFFORCE
    public const int MemoryInfo = 55;          // SO_MEMINFO: nine 32-bit words, the last is the drops
    public const int MemoryInfoWords = 9;
    public const int MemoryInfoDrops = 8;      // SK_MEMINFO_DROPS

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Vector
    {
        public void* Base;
        public nuint Length;
    }

    /// <summary>struct mmsghdr: a msghdr (56 bytes, padded behind its flags) and the length that was sent or received.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Message
    {
        public void* Name;
        public uint NameLength;
        public Vector* Vectors;
        public nuint VectorCount;
        public void* Control;
        public nuint ControlLength;
        public int Flags;
        public int Padding;
        public uint Length;
        public uint LastPadding;
    }

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Poll
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    /// <summary>struct timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Duration
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int ReceiveMany(int descriptor, Message* messages, uint count, int flags, Duration* timeout);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMany(int descriptor, Message* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    public static partial nint SendTo(SafeHandle descriptor, byte* bytes, nuint length, int flags, byte* name, uint nameLength);

    [LibraryImport("libc", EntryPoint = "ppoll", SetLastError = true)]
    public static partial int WaitFor(Poll* descriptors, nuint count, Duration* timeout, void* signals);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(SafeHandle descriptor, int level, int name, void* value, uint length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetOption(SafeHandle descriptor, int level, int name, void* value, uint* length);

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    public static partial int SetPriority(int which, uint who, int value);

    [LibraryImport("libc", EntryPoint = "getpriority")]
    public static partial int GetPriority(int which, uint who);

    [LibraryImport("libc", EntryPoint = "gettid")]
    public static partial uint ThreadId();

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    public static partial int ReadClock(int clock, Duration* time);
}
