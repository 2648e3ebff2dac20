using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using RadioNet.Voice.Transport;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>A way over a terminal line of Linux: a stick's serial port, or a pseudo-terminal.</summary>
[SupportedOSPlatform("linux")]
internal sealed class TerminalAmbeLine : IAmbeLine
{
    // A driver that takes the nearest speed which it can may be this far off; a receiver tolerates it.
    private const double SpeedTolerance = 0.025;

    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(50);

    private readonly PolledDescriptor _line;

    private TerminalAmbeLine(PolledDescriptor line) => _line = line;

    public bool HasDatagrams => false;

    public static IAmbeLine? Open(AmbeAddress address, out VocoderText? fault)
    {
        var line = TerminalCalls.Open(
            address.Name, TerminalCalls.ReadWrite | TerminalCalls.NoControllingTerminal | TerminalCalls.NonBlocking | TerminalCalls.CloseOnExec);
        int? speed = address.Number == 0 ? null : address.Number;
        int error = line.IsInvalid ? Marshal.GetLastPInvokeError() : Terminal.MakeRaw(line, speed);
        if (error != 0)
        {
            line.Dispose();
            fault = AmbeTexts.NotOpened(address, Marshal.GetPInvokeErrorMessage(error));
            return null;
        }

        if (speed is { } asked && (Terminal.Speed(line) is not { } given || Math.Abs(given - asked) > asked * SpeedTolerance))
        {
            line.Dispose();
            fault = new VocoderText(
                $"Cổng của thiết bị AMBE {address} không chạy được tốc độ {asked} bit/s.",
                $"The port of the AMBE device {address} does not take a speed of {asked} bit/s.");
            return null;
        }

        if (speed is not null) Terminal.Claim(line);
        Terminal.RaiseModemLines(line);
        Terminal.AskForLowLatency(line);
        Terminal.Flush(line);
        fault = null;
        return new TerminalAmbeLine(new PolledDescriptor((int)line.DangerousGetHandle(), () =>
        {
            Terminal.Flush(line);
            line.Dispose();
        }));
    }

    public int Read(Span<byte> to, TimeSpan limit)
    {
        var read = _line.Read(to, limit);
        return read.End is TransferEnd.HungUp or TransferEnd.Failed or TransferEnd.Closed ? -1 : read.Count;
    }

    public bool Write(ReadOnlySpan<byte> packet) => _line.Write(packet, _patience).Count == packet.Length;

    public void Wake() => _line.Wake();

    public void Dispose() => _line.Dispose();
}
