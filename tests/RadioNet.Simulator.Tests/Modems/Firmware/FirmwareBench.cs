using System.Text;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems.Firmware;

namespace RadioNet.Simulator.Tests.Modems.Firmware;

/// <summary>Firmware on a bench: octets in, octets out, and a clock that only the test moves.</summary>
internal sealed class FirmwareBench
{
    /// <summary>SET_CONFIG as a host sends it: DMR alone, colour code 1, duplex, debug messages.</summary>
    public const string DuplexDebug =
        "E0 28 02 12 02 00 0A 00 80 80 80 80 80 80 80 80 80 00 80 80 00 00 00 04 05 05 00 00 00 01 00 80 00 00 00 00 00 00 00 00";

    /// <summary>SET_CONFIG: DMR alone, colour code 1, simplex.</summary>
    public const string Simplex =
        "E0 28 02 80 02 00 0A 00 80 80 80 80 80 80 80 80 80 80 80 80 80 00 00 04 05 05 00 00 00 01 00 80 00 00 00 00 00 00 00 00";

    private readonly byte[] _octets = new byte[1024];

    public FirmwareBench(FirmwareOptions? options = null) => Modem = new(options ?? FirmwareOptions.Mmdvm2026);

    public ModemFirmware Modem { get; }

    public TimeSpan Now { get; private set; }

    public string Duplex => DuplexDebug.Replace("02 12", "02 02", StringComparison.Ordinal);

    /// <summary>Sends octets and gives all that comes back now.</summary>
    public string Send(string hex)
    {
        Modem.FromHost(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), Now);
        return Read();
    }

    public string Send(ReadOnlySpan<byte> frame)
    {
        Modem.FromHost(frame, Now);
        return Read();
    }

    public string SendBurst(Timeslot slot, ReadOnlySpan<byte> burst)
    {
        Span<byte> frame = stackalloc byte[DmrData.Length];
        DmrData.Write(frame, slot, default, burst);
        return Send(frame);
    }

    public string Read()
    {
        string read = "";
        for (int count; (count = Modem.ToHost(_octets)) > 0;) read += Hex(_octets.AsSpan(0, count));
        return read;
    }

    /// <summary>Lets time pass; with a status each 250 ms, as a host that lives asks for it.</summary>
    public void Pass(double milliseconds, bool asksStatus = true)
    {
        var end = Now + TimeSpan.FromMilliseconds(milliseconds);
        while (Now < end)
        {
            var step = end - Now < ModemTimers.StatusPoll ? end - Now : ModemTimers.StatusPoll;
            Now += step;
            Modem.Advance(Now);
            if (!asksStatus) continue;
            string before = Read();
            string status = Send("E0 03 01");
            Modem.FromHost([], Now);
            Kept.Append(before);
            Status = status;
        }
    }

    /// <summary>What came while time passed, statuses left out.</summary>
    public StringBuilder Kept { get; } = new();

    public string Status { get; private set; } = "";

    public string TakeKept()
    {
        string kept = Kept + Read();
        Kept.Clear();
        return kept;
    }

    /// <summary>A burst comes in from the air; it ends now.</summary>
    public void Hear(ReadOnlySpan<byte> burst, TimeSpan start, double dbm = -100)
    {
        var heard = new AirBurst(start, Timeslot.None, burst);
        PassTo(heard.End);
        Modem.OnBurst(new HeardBurst(heard, dbm));
    }

    public void PassTo(TimeSpan time)
    {
        if (time > Now) Now = time;
        Modem.Advance(Now);
    }

    public static string Hex(ReadOnlySpan<byte> octets) => Convert.ToHexString(octets);

    public static string Frame(string hex) => hex.Replace(" ", "", StringComparison.Ordinal);

    public static string Ack(string command) => $"E00470{command}";

    public static string Nak(string command, int reason) => $"E0057F{command}{reason:X2}";

    public static string Debug(string text, params short[] numbers)
    {
        byte[] frame = new byte[255];
        return Hex(frame.AsSpan(0, DebugMessage.Write(frame, Encoding.ASCII.GetBytes(text), numbers)));
    }

    /// <summary>An idle burst of colour code 1.</summary>
    public static byte[] Idle()
    {
        byte[] burst = new byte[BurstLayout.BurstOctets];
        IdleBurst.Write(burst, new(1));
        return burst;
    }
}
