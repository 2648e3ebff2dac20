using RadioNet.Protocols.Dmr;

namespace RadioNet.Core.Records;

/// <summary>
/// Which of what is heard of a radio becomes a record, so that one that says where it is in every superframe floods neither disk nor link:
/// <list type="bullet">
/// <item>that it was heard, when the site is another one than that of its last record, or that is older than the interval;</item>
/// <item>where it said that it is, when it has moved since its last such record by more than both may be off, or that is older than the
/// interval.</item>
/// </list>
/// A pure rule; one caller at a time. It remembers each radio that it was asked about.
/// </summary>
/// <param name="interval">The least time between two records of a radio that stays where it is.</param>
internal sealed class LocationGate(TimeSpan interval)
{
    /// <summary>The usual interval.</summary>
    public static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(10);

    /// <summary>The mean radius of the Earth in metres (IUGG).</summary>
    private const double EarthRadius = 6_371_009;

    private readonly Dictionary<uint, (LocationRecord Heard, LocationRecord? Said)> _last = [];

    /// <summary>Whether it becomes a record; it counts as one from then on.</summary>
    public bool Passes(LocationRecord record)
    {
        if (_last.TryGetValue(record.Radio, out var last)
            && !(record.Position is { } position ? IsNews(position, record, last.Said) : record.Site != last.Heard.Site || IsOld(last.Heard, record)))
        {
            return false;
        }

        _last[record.Radio] = (record, record.Position is null ? last.Said : record);
        return true;
    }

    /// <summary>How many metres a position may be off; infinite when more than 200 km.</summary>
    internal static double MetresOf(PositionError error) => error switch
    {
        PositionError.Below2Metres => 2,
        PositionError.Below20Metres => 20,
        PositionError.Below200Metres => 200,
        PositionError.Below2Kilometres => 2_000,
        PositionError.Below20Kilometres => 20_000,
        PositionError.Within200Kilometres => 200_000,
        _ => double.PositiveInfinity,
    };

    /// <summary>The distance of two positions in metres, on a sphere.</summary>
    internal static double Metres(GpsInfo one, GpsInfo other)
    {
        var (latitude, longitude) = (double.DegreesToRadians(other.Latitude - one.Latitude), double.DegreesToRadians(other.Longitude - one.Longitude));
        var (north, east) = (Math.Sin(latitude / 2), Math.Sin(longitude / 2));
        var chord = (north * north) + (Math.Cos(double.DegreesToRadians(one.Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude)) * east * east);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    private bool IsNews(GpsInfo position, LocationRecord record, LocationRecord? said) =>
        said?.Position is not { } before || IsOld(said, record)
        || Metres(before, position) > Math.Max(MetresOf(before.Error), MetresOf(position.Error));

    /// <summary>A clock that was put back makes all before it old.</summary>
    private bool IsOld(LocationRecord last, LocationRecord now) => (now.At - last.At).Duration() >= interval;
}
