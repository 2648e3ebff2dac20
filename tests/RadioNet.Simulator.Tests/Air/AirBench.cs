using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Modems.Firmware;
using RadioNet.Simulator.Tests.Modems.Firmware;

namespace RadioNet.Simulator.Tests.Air;

/// <summary>An air in a time that only the test moves, with a modem whose host repeats what comes in, as a conventional repeater does.</summary>
internal sealed class AirBench
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private readonly byte[] _octets = new byte[255];
    private readonly byte[] _burst = new byte[BurstLayout.BurstOctets];
    private readonly ModemFrameReader _reader = new(FrameDirection.ToHost);
    private TimeSpan _askedAt;

    public AirBench(AirOptions? options = null, string? configuration = null, ChannelFrequencies? channel = null)
    {
        var frequencies = channel ?? ChannelFrequencies.Duplex;
        Air = new VirtualAir(options);
        Antenna = Air.Raise("modem", frequencies.ReceiveHertz, frequencies.TransmitHertz, isFullDuplex: !frequencies.IsSimplex);
        Modem = new ModemFirmware(FirmwareOptions.Mmdvm2026, Antenna);
        Air.Connect(Antenna, Modem);
        Tell(configuration ?? FirmwareBench.DuplexDebug.Replace("02 12", "02 02", StringComparison.Ordinal));
    }

    public VirtualAir Air { get; }

    public AirAntenna Antenna { get; }

    public ModemFirmware Modem { get; }

    public TimeSpan Now { get; private set; }

    /// <summary>Whether the host wakes the transmitter up and repeats.</summary>
    public bool IsRepeating { get; init; } = true;

    /// <summary>What the modem reported.</summary>
    public List<(Timeslot Slot, DmrControl Control, string Burst, ushort? Rssi)> Reports { get; } = [];

    public Handset Join(uint id, double dbm = -80, Func<HandsetOptions, HandsetOptions>? with = null)
    {
        var options = new HandsetOptions { Id = new(id), Groups = [new(1001)] };
        var handset = Handset.Join(Air, with is null ? options : with(options));
        Air.SetLevel(handset.Antenna, Antenna, dbm);
        return handset;
    }

    public void Tell(string hex) => Modem.FromHost(Convert.FromHexString(FirmwareBench.Frame(hex)), Now);

    /// <summary>Switches the transmitter on, as if somebody had woken it.</summary>
    public void Start() => Tell("E0 04 03 02 E0 04 1D 01");

    public void Pass(TimeSpan time)
    {
        for (var end = Now + time; Now < end;)
        {
            Now += Step;
            Air.Advance(Now);
            if (Now - _askedAt >= ModemTimers.StatusPoll)
            {
                _askedAt = Now;
                Tell("E0 03 01");
            }

            for (int count; (count = Modem.ToHost(_octets)) > 0;) OnOctets(_octets.AsSpan(0, count));
        }
    }

    public void PassUntil(Func<bool> isDone, double mostSeconds = 20)
    {
        for (var end = Now + TimeSpan.FromSeconds(mostSeconds); !isDone();)
        {
            Assert.True(Now < end, "It did not happen in time.");
            Pass(Step);
        }
    }

    private void OnOctets(ReadOnlySpan<byte> octets)
    {
        while (_reader.TryRead(ref octets, out var frame))
        {
            if (!DmrData.TryRead(frame, out var data)) continue;
            Reports.Add((data.Slot, data.Control, Convert.ToHexString(data.Burst), data.RawRssi));
            if (!IsRepeating) continue;
            if (data.Control.IsIdleReceive)
                Start();
            else
                Repeat(data);
        }
    }

    private void Repeat(in DmrData data)
    {
        data.Burst.CopyTo(_burst);
        var sync = data.Control.HasDataSync ? SyncPattern.BaseStationData : SyncPattern.BaseStationVoice;
        if (data.Control.HasDataSync || data.Control == DmrControl.VoiceA) Sync.Write(_burst, sync);
        byte[] frame = new byte[DmrData.Length];
        DmrData.Write(frame, data.Slot, default, _burst);
        Modem.FromHost(frame, Now);
    }
}
