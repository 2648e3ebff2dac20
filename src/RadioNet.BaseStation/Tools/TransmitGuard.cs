using RadioNet.BaseStation.Modems;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>
/// Ends a transmission that a tool has switched on at a running base station, a calibration's or a duplex modem's idle bursts, when
/// the tool does not: a time after it was switched on last, and when nobody watches the carrier any more. The modem itself would
/// transmit for ever.
/// </summary>
internal sealed class TransmitGuard : IDisposable
{
    /// <summary>From the last switching on to the end: who wants to transmit longer switches on again.</summary>
    public static readonly TimeSpan Limit = ModemDesk.TransmitLimit + TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    private readonly ICarrierAccess _carrier;
    private readonly ITimer _timer;
    private int _present;
    private volatile bool _isCalibrating;
    private volatile bool _isStarted;

    public TransmitGuard(ICarrierAccess carrier, TimeProvider? time = null)
    {
        _carrier = carrier;
        _timer = (time ?? TimeProvider.System).CreateTimer(_ => _ = EndAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private bool IsOn => _isCalibrating || _isStarted;

    /// <summary>Somebody watches the carrier until it is disposed of.</summary>
    public IDisposable Enter()
    {
        Interlocked.Increment(ref _present);
        return new Presence(this);
    }

    /// <summary>A tool sends a frame.</summary>
    public void See(in ModemFrame frame)
    {
        if (CalibrationTransmit.TryRead(frame, out var calibration)) _isCalibrating = calibration.IsOn;
        else if (DmrStart.TryRead(frame, out var start)) _isStarted = start.IsOn;
        else return;
        _timer.Change(IsOn ? Limit : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _isCalibrating = _isStarted = false;
        _timer.Dispose();
    }

    private async Task EndAsync()
    {
        if (_isCalibrating && await TellAsync(new CalibrationTransmit(false).Write).ConfigureAwait(false)) _isCalibrating = false;
        if (_isStarted && await TellAsync(new DmrStart(false).Write).ConfigureAwait(false)) _isStarted = false;
        if (IsOn) _timer.Change(Again, Timeout.InfiniteTimeSpan);
    }

    private async Task<bool> TellAsync(FrameWriter write)
    {
        byte[] frame = new byte[byte.MaxValue];
        var answer = await _carrier.RequestAsync(frame.AsMemory(0, write(frame))).ConfigureAwait(false);

        // Else another request was on its way, or the answer was lost; a carrier that is no more under maintenance was switched off by that.
        return answer.Kind is ModemAnswerKind.Acknowledged or ModemAnswerKind.Refused or ModemAnswerKind.Sent || _carrier.Condition.Phase != ModemPhase.Maintenance;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _present) == 0 && IsOn) _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private delegate int FrameWriter(Span<byte> destination);

    private sealed class Presence(TransmitGuard guard) : IDisposable
    {
        public void Dispose() => guard.Leave();
    }
}
