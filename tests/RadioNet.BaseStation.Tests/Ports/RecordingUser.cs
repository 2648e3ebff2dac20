using System.Collections.Concurrent;
using RadioNet.BaseStation.Ports;
using RadioNet.Voice.Routing;

namespace RadioNet.BaseStation.Tests.Ports;

/// <summary>A port's user that keeps what it is told, and tells how much processor time its thread has used.</summary>
internal sealed class RecordingUser : IPortUser
{
    private readonly BlockingCollection<string> _told = [];

    public TimeSpan Patience
    {
        get => IsImpatient ? throw new InvalidOperationException("a defect") : field;
        set;
    } = Timeout.InfiniteTimeSpan;

    /// <summary>Whether it throws when it is asked for its patience.</summary>
    public bool IsImpatient { get; set; }

    public Action<string>? On { get; set; }

    public bool SaysTurns { get; set; }

    public bool SaysChanges { get; set; }

    /// <summary>Of the keeper's thread, at its last call.</summary>
    public TimeSpan ProcessorTime { get; private set; }

    public IModemPort? Port { get; private set; }

    public void Opened(IModemPort port)
    {
        Port = port;
        Tell("opened");
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => Tell($"bytes {Convert.ToHexString(bytes)}");

    public void Turn()
    {
        if (SaysTurns) Tell("turn");
    }

    public void Lost(PortFault cause) => Tell($"lost {cause.Kind}");

    public void Changed(PortStatus status)
    {
        if (SaysChanges) Tell($"{status.State} {status.Fault?.Kind.ToString() ?? "-"} {status.RetryIn.TotalSeconds}");
    }

    /// <summary>Takes the next that it is told, which must come soon.</summary>
    public string Next()
    {
        Assert.True(_told.TryTake(out var next, OctetExchange.Soon), "Nothing was told.");
        return next;
    }

    /// <summary>Whether it was told no more than was taken.</summary>
    public bool IsQuiet => _told.Count == 0;

    private void Tell(string what)
    {
        ProcessorTime = ThreadShare.ProcessorTime;
        _told.Add(what);
        On?.Invoke(what);
    }
}
