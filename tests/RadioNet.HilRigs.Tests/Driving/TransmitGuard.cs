using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Driving;

/// <summary>
/// Holds what goes to a modem to its rig's limits: frequencies, power, the length of a transmission. It looks at every frame
/// in both directions; what would break a limit does not pass, and a transmission that lasts too long is to be cut. Of the duty
/// cycle it keeps account, for <see cref="WaitBefore"/>. No clock of its own; for any thread.
/// </summary>
/// <remarks>
/// The transmitter counts as on from a command that may switch it on until a status, not older than that command, says that it is
/// off: what is not known is held against the transmitter.
/// </remarks>
internal sealed class TransmitGuard(RigLimits limits)
{
    /// <summary>From a command to the status that knows of it.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan _step = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly List<(TimeSpan From, TimeSpan To)> _transmissions = [];
    private TimeSpan? _since;
    private TimeSpan _lastOn;
    private TimeSpan _lastCut;
    private bool _isCut;
    private LocalizedText? _violation;

    /// <summary>Whether the transmitter may be on.</summary>
    public bool IsKeyed
    {
        get
        {
            using var scope = _gate.EnterScope();
            return _since is not null;
        }
    }

    /// <summary>Takes what was done against the limits since it was last asked; null when nothing was.</summary>
    public LocalizedText? TakeViolation()
    {
        using var scope = _gate.EnterScope();
        var violation = _violation;
        (_violation, _isCut) = (null, false);
        return violation;
    }

    /// <summary>Whether a frame of the host's may go to the modem.</summary>
    public bool MayPass(in ModemFrame frame, TimeSpan now)
    {
        using var scope = _gate.EnterScope();
        if (SetFrequency.TryRead(frame, out var tuning)) return MayTune(tuning);
        if (!MaySwitchOn(frame)) return true;
        if (_isCut) return false;
        _since ??= now;
        _lastOn = now;
        return true;
    }

    /// <summary>The modem told whether it transmits.</summary>
    public void OnStatus(bool isTransmitting, TimeSpan now)
    {
        using var scope = _gate.EnterScope();
        if (isTransmitting)
            _since ??= now;
        else if (_since is { } since && now - _lastOn >= Settling)
            End(since, now);
    }

    /// <summary>
    /// Whether the transmission has lasted as long as it may: once each <see cref="Settling"/> until a status says that the
    /// transmitter is off. Who asks switches it off, and nothing switches it on again before <see cref="TakeViolation"/>.
    /// </summary>
    public bool MustCut(TimeSpan now)
    {
        using var scope = _gate.EnterScope();
        if (_since is not { } since || now - since < limits.Transmission || (_isCut && now - _lastCut < Settling)) return false;
        (_isCut, _lastCut) = (true, now);
        _violation ??= new(
            $"Máy phát đã bật {limits.Transmission.TotalSeconds:0.#} s, mức dài nhất của giàn: đã tắt.",
            $"The transmitter was on for {limits.Transmission.TotalSeconds:0.#} s, the longest that the rig allows: it was switched off.");
        return true;
    }

    /// <summary>The port is gone: no status will come of what was on.</summary>
    public void Closed(TimeSpan now)
    {
        using var scope = _gate.EnterScope();
        if (_since is { } since) End(since, now);
    }

    /// <summary>For how long the transmitter was on in the duty cycle's window before a time.</summary>
    public TimeSpan OnAir(TimeSpan now)
    {
        using var scope = _gate.EnterScope();
        return OnAir(now - limits.DutyWindow, now, now);
    }

    /// <summary>How long to wait before a transmission, so that the duty cycle is kept to its end; null when it never would be.</summary>
    public TimeSpan? WaitBefore(TimeSpan transmission, TimeSpan now)
    {
        var budget = limits.DutyWindow * (double)limits.Duty.Value / 100;
        if (transmission > limits.Transmission || transmission > budget) return null;
        using var scope = _gate.EnterScope();
        for (var wait = TimeSpan.Zero; ; wait += _step)
        {
            var end = now + wait + transmission;
            if (OnAir(end - limits.DutyWindow, end, now) + transmission <= budget) return wait;
        }
    }

    private static bool MaySwitchOn(in ModemFrame frame) => frame.Command switch
    {
        ModemCommand.DmrStart or ModemCommand.CalibrationData => frame.Payload is not [0],
        ModemCommand.DmrData1 or ModemCommand.DmrData2 or ModemCommand.SendCwId => true,
        _ => false,
    };

    private bool MayTune(in SetFrequency tuning)
    {
        var (receive, transmit) = (new Hertz(tuning.ReceiveHertz), new Hertz(tuning.TransmitHertz));
        bool isAllowed = limits.Allows(receive) && limits.Allows(transmit);
        bool isTooStrong = tuning.Power.Octet > ModemLevel.FromPercent((double)limits.Power.Value).Octet;
        if (isAllowed && !isTooStrong) return true;
        _violation ??= isAllowed
            ? new($"Công suất {tuning.Power} vượt giới hạn {limits.Power}.", $"A power of {tuning.Power} is above the rig's {limits.Power}.")
            : new($"Thu {receive}, phát {transmit}: ngoài tần số của giàn.", $"Receive {receive}, transmit {transmit}: not among the rig's frequencies.");
        return false;
    }

    private void End(TimeSpan since, TimeSpan now)
    {
        _transmissions.Add((since, now));
        _transmissions.RemoveAll(transmission => transmission.To < now - limits.DutyWindow);
        _since = null;
    }

    private TimeSpan OnAir(TimeSpan from, TimeSpan to, TimeSpan now)
    {
        var sum = TimeSpan.Zero;
        foreach (var (start, end) in _transmissions) sum += Overlap(start, end, from, to);
        return _since is { } since ? sum + Overlap(since, now, from, to) : sum;
    }

    private static TimeSpan Overlap(TimeSpan start, TimeSpan end, TimeSpan from, TimeSpan to)
    {
        var overlap = (end < to ? end : to) - (start > from ? start : from);
        return overlap > TimeSpan.Zero ? overlap : TimeSpan.Zero;
    }
}
