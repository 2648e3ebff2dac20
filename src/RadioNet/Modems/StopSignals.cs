using System.Runtime.InteropServices;

namespace RadioNet.Command.Modems;

/// <summary>What ends a tool or a base station in order: Ctrl-C, a service's stop, a terminal that is lost, and its time.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly List<PosixSignalRegistration> _signals;

    public StopSignals(CancellationToken cancel)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Stop))];
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>Begins the time that a tool was given, when it was given one: what the tool has to prepare doesn't count.</summary>
    public void EndAfter(TimeSpan? length)
    {
        if (length is { } time) _stop.CancelAfter(time);
    }

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        _stop.Dispose();
    }

    /// <summary>Another signal of the kind must not end the process either: the modem's transmitter has to be switched off first.</summary>
    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _stop.Cancel();
    }
}
