using System.Collections.Immutable;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>Makes a picture of a modem from the frames that it sends. It has no clock: each frame carries its time.</summary>
/// <param name="modem">What it is: its status is read by that.</param>
/// <param name="rssi">What raw signal strengths are in dBm.</param>
public sealed class MonitorBoard(VersionReply modem, RssiMapping rssi)
{
    /// <summary>The flags of a status, one by one.</summary>
    public static readonly ImmutableArray<ModemStatusFlags> AllFlags =
    [
        ModemStatusFlags.Transmitting, ModemStatusFlags.AdcOverflow, ModemStatusFlags.ReceiveBufferOverflow, ModemStatusFlags.TransmitBufferOverflow,
        ModemStatusFlags.Lockout, ModemStatusFlags.DacOverflow, ModemStatusFlags.CarrierDetect,
    ];

    private readonly SlotMonitor _slot1 = new(rssi);
    private readonly SlotMonitor _slot2 = new(rssi);
    private readonly Dictionary<ModemStatusFlags, long> _flags = AllFlags.ToDictionary(flag => flag, _ => 0L);
    private StatusReply? _status;
    private long _statuses;
    private long _bursts;
    private long _controlBlocks;
    private long _refusals;
    private string _debug = "";

    /// <summary>Takes a frame.</summary>
    public void Take(in HeardFrame heard)
    {
        if (!ModemFrame.TryRead(heard.Octets.Span, out var frame)) return;
        if (DmrData.TryRead(frame, out var data))
        {
            _bursts++;
            if (data.Control is { HasDataSync: true, DataType: DataType.Csbk }) _controlBlocks++;
            SlotOf(data.Slot).Take(data, heard.At);
        }
        else if (StatusReply.TryRead(frame, modem.Protocol, out var status))
        {
            Count(status);
        }
        else if (DmrLost.TryRead(frame, out var lost))
        {
            SlotOf(lost.Slot).Lost();
        }
        else if (ModemAcknowledgement.TryRead(frame, out var answer) && !answer.IsPositive)
        {
            _refusals++;
        }
        else if (DebugMessage.TryRead(frame, out var debug))
        {
            _debug = debug.ToString();
        }
    }

    /// <summary>The picture at a time.</summary>
    public MonitorMoment Moment(TimeSpan now)
    {
        _slot1.Tick(now);
        _slot2.Tick(now);
        return new MonitorMoment
        {
            At = now,
            Status = _status,
            Statuses = _statuses,
            Flags = _flags.ToImmutableDictionary(),
            Slot1 = _slot1.Spurt,
            Slot2 = _slot2.Spurt,
            Bursts = _bursts,
            ControlBlocks = _controlBlocks,
            Refusals = _refusals,
            Debug = _debug,
        };
    }

    private SlotMonitor SlotOf(Timeslot slot) => slot == Timeslot.Two ? _slot2 : _slot1;

    private void Count(in StatusReply status)
    {
        _status = status;
        _statuses++;
        foreach (var flag in AllFlags)
            if ((status.Flags & flag) != 0)
                _flags[flag]++;
    }
}
