using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Core.Records;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Core.Services;

/// <summary>Where radios were as messages, and back.</summary>
internal static class LocationMessages
{
    private const int LongestName = 200;

    public static RadioLocation Of(LocationRecord record) => new()
    {
        Radio = record.Radio,
        Alias = record.Alias,
        At = record.At.ToTimestamp(),
        Site = record.Site,
        Node = record.Node,
        Position = record.Position is { } position
            ? new RadioPosition { Latitude = position.Latitude, Longitude = position.Longitude, Error = (PositionErrorClass)(position.Error + 1) }
            : null,
    };

    /// <summary>Reads a record, still without a number; false, with what is wrong with it, when it is none.</summary>
    public static bool TryRead(RadioLocation? message, out LocationRecord record, out string problem)
    {
        problem = message is null ? "location: it is missing." : ProblemOf(message);
        record = problem.Length > 0 ? null! : new LocationRecord
        {
            Radio = message!.Radio,
            Alias = message.Alias,
            At = message.At.ToDateTimeOffset(),
            Site = message.Site,
            Node = message.Node,
            Position = message.Position is { } said ? GpsInfo.FromDegrees(said.Latitude, said.Longitude, (PositionError)(said.Error - 1)) : null,
        };
        return problem.Length == 0;
    }

    private static string ProblemOf(RadioLocation message) =>
        message.Radio is 0 or > RadioId.Largest ? "location.radio: no radio has that number."
        : !LocalRecords.IsTime(message.At) ? "location.at: it must be a time."
        : message.Site.Length is 0 or > LongestName || message.Alias.Length > LongestName ? "location.site, location.alias: they have 200 characters at most."
        : message.Position is { } said && !IsPosition(said) ? "location.position: it must lie on the Earth, and say how far it may be off."
        : "";

    private static bool IsPosition(RadioPosition said) =>
        Math.Abs(said.Latitude) <= 90 && Math.Abs(said.Longitude) <= 180
        && said.Error is >= PositionErrorClass.Below2Metres and <= PositionErrorClass.Beyond200Kilometres;
}
