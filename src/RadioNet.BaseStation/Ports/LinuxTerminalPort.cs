using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using RadioNet.Voice.Transport;

namespace RadioNet.BaseStation.Ports;

/// <summary>Opens serial ports and pseudo-terminals of Linux.</summary>
[SupportedOSPlatform("linux")]
internal static class LinuxTerminalPort
{
    // A driver that takes the nearest speed which it can may be this far off; a receiver tolerates it.
    private const double SpeedTolerance = 0.025;

    private const int Looks = 5;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Opens a terminal line for itself alone.</summary>
    /// <param name="path">The device, or a link to it.</param>
    /// <param name="baud">The speed in bit/s; null leaves a pseudo-terminal's as it is.</param>
    /// <param name="tree">Where the system shows who has it open.</param>
    public static PortOpening Open(string path, int? baud, SystemTree tree)
    {
        var line = TerminalCalls.Open(path, TerminalCalls.ReadWrite | TerminalCalls.NoControllingTerminal | TerminalCalls.NonBlocking | TerminalCalls.CloseOnExec);
        var fault = line.IsInvalid ? Refused(path, Marshal.GetLastPInvokeError(), tree) : Prepare(line, path, baud, tree);
        if (fault is not null)
        {
            line.Dispose();
            return fault;
        }

        return new PortOpening(new PolledPort(path, Poll(line), error => PortFaults.Unplugged(path, error)), null);
    }

    private static PolledDescriptor Poll(SafeFileHandle line) => new((int)line.DangerousGetHandle(), () =>
    {
        // What the modem didn't take would keep some drivers waiting for half a minute.
        Terminal.Flush(line);
        line.Dispose();
    });

    private static PortFault Refused(string path, int error, SystemTree tree) => error switch
    {
        PortCalls.NoEntry or PortCalls.NotADirectory => PortFaults.NotFound(path),
        PortCalls.NoDevice or PortCalls.NoSuchDevice or PortCalls.InputOutput => PortFaults.NoDevice(path),
        PortCalls.NoAccess when DeviceAccess.Of(path, tree.Groups) is { } access => access.Refusal(path),
        PortCalls.Busy => PortFaults.InUse(path, PortHolders.Find(DeviceOf(path), tree.Proc)),
        PortCalls.IsADirectory => PortFaults.NotAPort(path),
        _ => PortFaults.Failed(path, error),
    };

    private static PortFault? Prepare(SafeFileHandle line, string path, int? baud, SystemTree tree)
    {
        if (Terminal.Speed(line) is null) return Marshal.GetLastPInvokeError() == PortCalls.InputOutput ? PortFaults.NoDevice(path) : PortFaults.NotAPort(path);
        var device = DeviceOf(path);
        if (!IsAlone(line, device, tree, out string? holder)) return PortFaults.InUse(path, holder);
        int error = Terminal.MakeRaw(line, baud);
        if (error != 0) return PortFaults.Failed(path, error);
        if (baud is { } asked && Terminal.Speed(line) is var given && (given is not { } speed || Math.Abs(speed - asked) > asked * SpeedTolerance))
        {
            return PortFaults.SpeedRefused(path, asked, given);
        }

        // On a pseudo-terminal the claim would outlive a process that was killed.
        if (!device.StartsWith("/dev/pts/", StringComparison.Ordinal)) Terminal.Claim(line);
        Terminal.RaiseModemLines(line);
        Terminal.AskForLowLatency(line);
        Terminal.Flush(line);
        return null;
    }

    /// <summary>
    /// Whether nobody else has the port. A process that is being started has for a moment all that its parent has open, this port from
    /// a look before too: who has it must have it for longer than that.
    /// </summary>
    private static bool IsAlone(SafeFileHandle line, string device, SystemTree tree, out string? holder)
    {
        for (int look = 1; ; look++)
        {
            bool isLocked = PortCalls.Lock(line, PortCalls.LockAlone) != 0;
            holder = PortHolders.Find(device, tree.Proc);
            if (!isLocked && holder is null) return true;
            if (look == Looks) return false;
            Thread.Sleep(BetweenLooks);
        }
    }

    private static string DeviceOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (IOException)
        {
            return path; // Unplugged meanwhile: the first read will say so.
        }
    }
}
