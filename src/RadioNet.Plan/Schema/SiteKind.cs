using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;

namespace RadioNet.Plan.Schema;

/// <summary>The sites' keys, read and written.</summary>
internal static class SiteKind
{
    private const int MostLatitude = 90;
    private const int MostLongitude = 180;

    public static Kind<Site> Kind { get; } = new("sites", new LocalizedText("điểm đặt trạm", "site"), "A hill or roof with repeaters and base stations.",
    [
        new("id", PlanField.Required, "id", "its id", s => YamlText.Scalar(s.Id)),
        new("at", PlanField.Required, "a place", "the place that it lies in", s => YamlText.Scalar(s.At)),
        new("was", PlanField.None, "list of { at, until }", "the places that it lay in before, each with the first day on which it lay there no more",
            s => s.Was.IsEmpty ? null : YamlText.List(s.Was.Select(w => $"{{ at: {YamlText.Scalar(w.At)}, until: {Measures.Text(w.Until)} }}"))) { IsList = true },
        new("name", PlanField.ItsId, "text, or { vi, en }", "what people call it", s => s.Name == LocalizedText.Same(s.Id) ? null : YamlText.Name(s.Name)),
        new("location", PlanField.None, "{ latitude, longitude } in WGS 84 degrees", "where it stands", s => s.Location is { } point ? YamlText.Point(point) : null),
    ],
    new PlanField("repeaters", PlanField.None, "list", "third-party repeaters there"),
    new PlanField("base-stations", PlanField.None, "list", "base stations of ours there"));

    public static Site? Read(YamlNode node, ReadContext context)
    {
        if (ItemReader.Of(node, Kind.Noun, Kind.Keys, context) is not { } item)
        {
            return null;
        }

        var id = item.RequiredId("id");
        if (id is not null)
        {
            context.References.Define(Kind.Noun, id, item.Where("id"), context.Errors);
        }

        var at = item.Reference("at", ReferenceKind.Place, required: true);
        var site = new Site(id ?? "", at ?? "")
        {
            Was = Was(item),
            Name = item.Name("name") ?? LocalizedText.Same(id ?? ""),
            Location = Location(item),
            Repeaters = [.. item.List("repeaters").Select(r => RepeaterKind.Read(r, context)).OfType<Repeater>().OrderBy(r => r.Id.Value)],
            BaseStations = BaseStations(item),
            Line = node.Line,
        };
        return id is null || at is null ? null : site;
    }

    /// <summary>By day; a day ends one stay.</summary>
    private static ImmutableArray<FormerPlace> Was(ItemReader item)
    {
        var stays = new SortedDictionary<DateOnly, FormerPlace>();
        foreach (var node in item.List("was"))
        {
            if (ItemReader.Of(node, "former place", ["at", "until"], item.Context) is not { } former)
            {
                continue;
            }

            var at = former.Reference("at", ReferenceKind.Place, required: true);
            var until = former.Required("until") is null ? null : former.Date("until");
            if (at is not null && until is { } day && !stays.TryAdd(day, new FormerPlace(at, day)))
            {
                item.Context.Errors.Add(former.Where("until"), $"Two stays end on {Measures.Text(day)}. Give each a day of its own.");
            }
        }

        return [.. stays.Values];
    }

    private static GeoPoint? Location(ItemReader item)
    {
        if (item.Find("location") is not { } node || ItemReader.Of(node, "location", ["latitude", "longitude"], item.Context) is not { } point)
        {
            return null;
        }

        var latitude = point.RequiredDegree("latitude", MostLatitude);
        var longitude = point.RequiredDegree("longitude", MostLongitude);
        return latitude is null || longitude is null ? null : new GeoPoint(latitude.Value, longitude.Value);
    }

    private static ImmutableArray<BaseStation> BaseStations(ItemReader item)
    {
        var stations = ImmutableArray.CreateBuilder<BaseStation>();
        var lines = new Dictionary<string, int>();
        foreach (var node in item.List("base-stations"))
        {
            if (BaseStationKind.Read(node, item.Context) is not { } station)
            {
                continue;
            }

            if (!lines.TryAdd(station.Id, station.Line))
            {
                item.Context.Errors.Add(node, $"Base station {station.Id} is defined already in line {lines[station.Id]}. Give this one another id, or take one of them out.");
            }

            stations.Add(station);
        }

        return stations.ToImmutable();
    }
}
