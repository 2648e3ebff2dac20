using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>What it says to the host, and what it counts.</summary>
public sealed partial class ModemFirmware
{
    private readonly byte[] _longFrame = new byte[ModemFrame.LongestLength];
    private long _framesFromHost;
    private long _framesToHost;
    private long _framesLost;
    private long _naks;
    private long _overruns;
    private long _burstsToSend;
    private long _burstsHeard;
    private long _watchdogs;

    /// <summary>What it has counted since it was made.</summary>
    public FirmwareCounts Counts => new()
    {
        FramesFromHost = _framesFromHost,
        FramesToHost = _framesToHost,
        FramesLost = _framesLost,
        Naks = _naks,
        Overruns = _overruns,
        BurstsFromHost = _burstsToSend,
        BurstsToHost = _burstsHeard,
        Watchdogs = _watchdogs,
    };

    private void SendVersion() => Send(new VersionReply
    {
        Protocol = Options.Protocol,
        Modes = Options.Modes,
        Processor = Options.Processor,
        Identity = Options.Identity,
        Description = Options.Description,
    }.Write(_frame));

    private void SendStatus()
    {
        var flags = _raised;
        _raised = ModemStatusFlags.None;
        if (IsTransmitting) flags |= ModemStatusFlags.Transmitting;
        if (IsLockedOut) flags |= ModemStatusFlags.Lockout;
        if (_receiver.IsActive || _directReceiver.IsActive) flags |= ModemStatusFlags.CarrierDetect;
        var status = OtherModes.Spaces(EnabledModes, Options.HasFormerStatus) with { Modes = EnabledModes, State = State, Flags = flags };
        if (HasDmr)
        {
            status = status with
            {
                DmrSlot1Space = _duplex.Queue(Timeslot.One).ReportedSpace,
                DmrSlot2Space = IsDuplex ? _duplex.Queue(Timeslot.Two).ReportedSpace : _direct.Queue.ReportedSpace,
            };
        }

        Send(status.Write(_frame, Options.Protocol));
    }

    private void Answer(ModemCommand command, NakReason? reason, ReadOnlySpan<byte> complaint = default)
    {
        if (reason is null)
            Send(new ModemAcknowledgement(command).Write(_frame));
        else
            AnswerFailure(command, reason, complaint);
    }

    private void AnswerFailure(ModemCommand command, NakReason? reason, ReadOnlySpan<byte> complaint = default)
    {
        if (reason is not { } why) return;
        if (!complaint.IsEmpty) Debug(complaint, (short)why);
        _naks++;
        Send(new ModemAcknowledgement(command, why).Write(_frame));
    }

    private void Debug(ReadOnlySpan<byte> text, params ReadOnlySpan<short> numbers)
    {
        if (_isDebugging) Send(DebugMessage.Write(_frame, text, numbers));
    }

    private void Send(int length)
    {
        if (_output.TryPut(_frame.AsSpan(0, length)))
            _framesToHost++;
        else
            _framesLost++;
    }
}
