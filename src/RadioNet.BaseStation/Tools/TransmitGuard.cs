using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>
/// Ends a test transmission that a tool has switched on at a running base station when the tool does not: after a time, and when
/// nobody watches the carrier any more. The modem itself would transmit for ever.
/// </summary>
internal sealed class TransmitGuard : IDisposable
{
    private static readonly TimeSpan Limit = ModemDesk.TransmitLimit + TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    private readonly ICarrierAccess _carrier;
    private readonly Timer _timer;
    private int _present;
    private volatile bool _isOn;

    public TransmitGuard(ICarrierAccess carrier)
    {
        _carrier = carrier;
        _timer = new Timer(_ => _ = EndAsync());
    }

    /// <summary>Somebody watches the carrier until it is disposed of.</summary>
    public IDisposable Enter()
    {
        Interlocked.Increment(ref _present);
        return new Presence(this);
    }

    /// <summary>A tool sends a frame.</summary>
    public void See(in ModemFrame frame)
    {
        if (!CalibrationTransmit.TryRead(frame, out var message)) return;
        _isOn = message.IsOn;
        _timer.Change(message.IsOn ? Limit : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _isOn = false;
        _timer.Dispose();
    }

    private async Task EndAsync()
    {
        if (!_isOn) return;
        byte[] off = new byte[CalibrationTransmit.Length];
        new CalibrationTransmit(false).Write(off);
        var answer = await _carrier.RequestAsync(off).ConfigureAwait(false);

        // Another request was on its way, or the answer was lost; a carrier that is no more under maintenance was switched off by that.
        bool isDone = answer.Kind is Modems.ModemAnswerKind.Acknowledged or Modems.ModemAnswerKind.Refused || _carrier.Condition.Phase != Modems.ModemPhase.Maintenance;
        if (isDone) _isOn = false;
        else _timer.Change(Again, Timeout.InfiniteTimeSpan);
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _present) == 0 && _isOn) _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private sealed class Presence(TransmitGuard guard) : IDisposable
    {
        public void Dispose() => guard.Leave();
    }
}
