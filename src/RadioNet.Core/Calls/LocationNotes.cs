using RadioNet.CallControl;
using RadioNet.Core.Records;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Core.Calls;

/// <summary>
/// Notes where the radios of the plan are heard at this node's own sites, and where they say that they are. One caller at a time; waits for
/// nothing.
/// </summary>
internal sealed class LocationNotes(IPlanView plan, string node, TimeSpan interval, Action<LocationRecord> put)
{
    private readonly LocationGate _gate = new(interval);
    private long _strangers;

    /// <summary>How often a radio was heard that the plan does not have: of those nothing is noted.</summary>
    public long Strangers => Interlocked.Read(ref _strangers);

    /// <summary>A radio is heard.</summary>
    /// <param name="radio">Which.</param>
    /// <param name="site">Where.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="position">What it says of its position; null when it says nothing.</param>
    public void Note(RadioId radio, string site, DateTimeOffset at, GpsInfo? position = null)
    {
        if (!plan.Current.TrySubscriber(radio, out var subscriber))
        {
            Interlocked.Increment(ref _strangers);
            return;
        }

        var record = new LocationRecord { Radio = radio.Value, Alias = subscriber.Alias, At = at, Site = site, Position = position, Node = node };
        if (_gate.Passes(record))
        {
            put(record);
        }
    }
}
