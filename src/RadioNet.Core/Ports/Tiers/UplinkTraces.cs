using RadioNet.Api;
using RadioNet.Core.Records.Traces;
using TierSession = RadioNet.Api.Links.LinkSession<RadioNet.Api.FromChild, RadioNet.Api.ToChild>;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>The link to the parent as questions about calls use it, and what its pings say of the clocks.</summary>
internal sealed class UplinkTraces(TierSession session, TraceDesk desk, TimeProvider time) : ITraceWay
{
    private readonly ClockGauge _gauge = new(time);

    /// <inheritdoc/>
    public int Unsent => session.Unsent;

    /// <inheritdoc/>
    public ClockReading? Clock => _gauge.Reading;

    /// <inheritdoc/>
    public bool Send(TraceAsk ask) => session.Send(new FromChild { TraceAsk = ask });

    /// <inheritdoc/>
    public bool Send(TraceAnswer answer) => session.Send(new FromChild { TraceAnswer = answer });

    /// <summary>Takes what is of the trace in a parent's message.</summary>
    public void Hear(ToChild message)
    {
        if (message.Pong is { } pong && _gauge.Hear(pong) && _gauge.Reading is { } reading)
        {
            var said = reading.Reversed;
            session.Send(new FromChild { Clock = new ClockSaid { Offset = (long)said.Offset.TotalMicroseconds, Error = (ulong)said.Error.TotalMicroseconds } });
        }
        else if (message.TraceAsk is { } ask)
        {
            desk.Hear(this, ask);
        }
        else if (message.TraceAnswer is { } answer)
        {
            desk.Hear(this, answer);
        }
    }
}
