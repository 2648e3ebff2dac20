using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using static RadioNet.Voice.Transport.TerminalCalls;

namespace RadioNet.Voice.Transport;

/// <summary>A Linux terminal line as a transparent path for octets: termios(3), ioctl_tty(2).</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class Terminal
{
    private const uint IgnoreBreak = 0x1;       // IGNBRK
    private const uint SpeedBits = 0x100F;      // CBAUD
    private const uint SpeedAsNumber = 0x1000;  // BOTHER
    private const uint EightBits = 0x30;        // CS8
    private const uint Receiver = 0x80;         // CREAD
    private const uint NoModemLines = 0x800;    // CLOCAL
    private const uint HangUpOnClose = 0x400;   // HUPCL
    private const int TimeIndex = 5;            // VTIME
    private const int LeastIndex = 6;           // VMIN

    /// <summary>Whether the numbers of <see cref="TerminalCalls"/> hold on this machine.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 or Architecture.Arm64 or Architecture.Arm or Architecture.RiscV64 or Architecture.LoongArch64;

    /// <summary>
    /// Makes the line transparent for all 256 octets: 8 data bits, no parity, one stop bit, no flow control, no echo, and at
    /// <paramref name="speed"/> in bit/s when one is given. A read with nothing there is refused (EAGAIN) and never an end of
    /// file. Returns 0, or the system's error number.
    /// </summary>
    public static int MakeRaw(SafeHandle line, int? speed = null)
    {
        Settings settings;
        if (Control(line, GetSettings, &settings) != 0) return Marshal.GetLastPInvokeError();
        settings.Input = IgnoreBreak;
        settings.Output = 0;
        settings.Local = 0;
        uint speedBits = settings.Control & SpeedBits;
        if (speed is { } number)
        {
            speedBits = SpeedAsNumber;
            settings.InputSpeed = settings.OutputSpeed = (uint)number;
        }

        settings.Control = EightBits | Receiver | NoModemLines | (settings.Control & HangUpOnClose) | speedBits;
        settings.Characters[TimeIndex] = 0;
        settings.Characters[LeastIndex] = 1;
        return Control(line, SetSettings, &settings) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>The speed that the line really has, in bit/s: drivers take the nearest that they can; null when it is no terminal.</summary>
    public static int? Speed(SafeHandle line)
    {
        Settings settings;
        return Control(line, GetSettings, &settings) == 0 ? (int)settings.OutputSpeed : null;
    }

    /// <summary>Raises DTR and RTS; a line that has none (a pseudo-terminal) refuses, and needs none.</summary>
    public static void RaiseModemLines(SafeHandle line)
    {
        int lines = 0x2 | 0x4; // TIOCM_DTR, TIOCM_RTS
        _ = Control(line, RaiseLines, &lines);
    }

    /// <summary>Keeps others from opening the line from now on; one without privileges, that is.</summary>
    public static void Claim(SafeHandle line) => _ = Control(line, SetExclusive, null);

    /// <summary>
    /// Asks the driver to hand on octets as they come: USB converters gather them for up to 16 ms otherwise. Drivers without
    /// such a setting refuse.
    /// </summary>
    public static void AskForLowLatency(SafeHandle line)
    {
        // struct serial_struct: 72 octets at most; its flags are the fifth int.
        const int flagsIndex = 4;
        const int lowLatency = 0x2000; // ASYNC_LOW_LATENCY
        int* serial = stackalloc int[32];
        if (Control(line, GetSerial, serial) != 0 || (serial[flagsIndex] & lowLatency) != 0) return;
        serial[flagsIndex] |= lowLatency;
        _ = Control(line, SetSerial, serial);
    }

    /// <summary>Throws away what was received and not read, and written and not sent.</summary>
    public static void Flush(SafeHandle line) => _ = Control(line, FlushQueues, (void*)BothQueues);
}
