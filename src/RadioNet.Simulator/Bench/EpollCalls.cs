using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace RadioNet.Simulator.Bench;

/// <summary>The system calls that watch many sockets at once; the batch calls are those of the voice transport.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class EpollCalls
{
    public const int CloseOnExec = 0x80000; // EPOLL_CLOEXEC
    public const int Add = 1;               // EPOLL_CTL_ADD
    public const uint In = 0x001;           // EPOLLIN

    /// <summary>Octets of struct epoll_event: packed on x86-64 alone, so that its data stands at 4 there and at 8 elsewhere.</summary>
    public static int EventLength => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    /// <summary>Where an event's data stands.</summary>
    public static int DataOffset => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int Control(int epoll, int operation, int descriptor, byte* happened);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int Wait(int epoll, byte* happened, int most, int milliseconds);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int descriptor, byte* bytes, nuint length, int flags);
}
