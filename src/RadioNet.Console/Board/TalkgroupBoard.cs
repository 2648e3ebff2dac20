using System.Text.Json;
using RadioNet.Api;

namespace RadioNet.Consoles.Board;

/// <summary>The talkgroups of one person and what happens on them: fed by the node's watch and by the audio connection, drawn by the page. For one thread at a time.</summary>
public sealed class TalkgroupBoard(IReadOnlyList<ConsoleTalkgroup> talkgroups, TimeProvider time)
{
    /// <summary>For how long a refusal stays in sight when nobody knows how long its cause lasts.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromSeconds(6);

    private readonly Dictionary<uint, Tile> _tiles = talkgroups.ToDictionary(one => one.Id, one => new Tile(one));

    /// <summary>The tiles, in the plan's order.</summary>
    public IReadOnlyCollection<Tile> Tiles => _tiles.Values;

    /// <summary>Their talkgroups.</summary>
    public IReadOnlyList<ConsoleTalkgroup> Talkgroups { get; } = talkgroups;

    /// <summary>Whether the audio connection stands.</summary>
    public bool Linked { get; private set; }

    /// <summary>Whether one may take the floor from who talks.</summary>
    public bool MayTakeOver { get; private set; }

    /// <summary>What happened last on what one listens to, for who does not look, vi and en; empty when nothing has.</summary>
    public (string Vi, string En) News { get; private set; } = ("", "");

    /// <summary>The same of what must not wait: one's own wish to talk, emergencies.</summary>
    public (string Vi, string En) Urgent { get; private set; } = ("", "");

    /// <summary>What the node refused last, vi and en; null for nothing.</summary>
    public (string Vi, string En)? Trouble { get; private set; }

    /// <summary>Whether the node no longer takes the token.</summary>
    public bool SignedOut { get; private set; }

    /// <summary>Finds a tile.</summary>
    public Tile? this[uint talkgroup] => _tiles.GetValueOrDefault(talkgroup);

    /// <summary>The tiles of the talkgroups that were found; and those with an emergency, or with one's own wish to talk, always.</summary>
    /// <param name="found">Numbers of talkgroups; null for all.</param>
    public IEnumerable<Tile> Among(IReadOnlySet<uint>? found) =>
        found is null ? Tiles : Tiles.Where(tile => found.Contains(tile.Talkgroup.Id) || tile.Emergency || tile.Floor is not FloorState.None);

    /// <summary>Takes what the node's watch says.</summary>
    public void Take(WatchEvent told)
    {
        ArgumentNullException.ThrowIfNull(told);
        if (told.All)
        {
            var running = told.Activities.Select(one => one.Call).ToHashSet();
            foreach (var tile in _tiles.Values.Where(tile => tile.Call is not null && !running.Contains(tile.Call)))
            {
                (tile.Call, tile.Talker, tile.Emergency) = (null, null, false);
            }
        }

        foreach (var activity in told.Activities)
        {
            if (_tiles.TryGetValue(activity.Talkgroup, out var tile) && (activity.Running || tile.Call == activity.Call))
            {
                Take(tile, activity);
            }
        }
    }

    /// <summary>Takes a message of the audio connection, or of the page's own script; what is none changes nothing.</summary>
    public void Take(string json)
    {
        using var message = JsonDocument.Parse(json);
        var said = message.RootElement;
        var tile = Number(said, "talkgroup") is { } id ? _tiles.GetValueOrDefault((uint)id) : null;
        switch (Text(said, "type"))
        {
            case "link":
                Linked = said.GetProperty("up").GetBoolean();
                SignedOut |= Text(said, "reason") == "unauthenticated";
                break;
            case "talking":
                // What ended while nobody could say it here.
                foreach (var ended in Tiles.Where(one => one != tile && one.Floor is (FloorState.Asked or FloorState.Granted or FloorState.Queued)))
                {
                    (ended.Floor, ended.FloorText, ended.FloorUntil) = (FloorState.None, null, null);
                }

                break;
            case "welcome":
                Welcome(said);
                break;
            case "error":
                (Trouble, SignedOut) = (Both(said), SignedOut || Text(said, "reason") is "unauthenticated" or "signed-out");
                break;
            case "spurt" when tile is not null:
                Heard(tile, said);
                break;
            case "pressed" or "asked" when tile is not null && tile.Floor is not FloorState.Granted:
                Floor(tile, FloorState.Asked, said);
                break;
            case "granted" when tile is not null:
                Floor(tile, FloorState.Granted, said);
                break;
            case "queued" when tile is not null:
                Floor(tile, FloorState.Queued, said);
                break;
            case "denied" when tile is not null:
                Floor(tile, FloorState.Denied, said);
                break;
            case "preempted" when tile is not null:
                Floor(tile, FloorState.Preempted, said);
                break;
            case "ended" when tile is not null:
                // Where the talker let go there is nothing to say.
                Floor(tile, Both(said) is null || Text(said, "reason") is "ended" or "released" ? FloorState.None : FloorState.Denied, said);
                break;
            case "released" when tile is { Floor: FloorState.Asked or FloorState.Granted or FloorState.Queued }:
                Floor(tile, FloorState.None, said);
                break;
        }
    }

    /// <summary>Time has passed: refusals that were read go. Returns whether anything is to be drawn anew.</summary>
    public bool Tick()
    {
        var now = time.GetUtcNow();
        var ticks = false;
        foreach (var tile in _tiles.Values)
        {
            ticks |= tile.Ticks;
            if (tile.Floor is FloorState.Denied or FloorState.Preempted && now >= tile.FloorShown)
            {
                (tile.Floor, tile.FloorText, tile.FloorUntil) = (FloorState.None, null, null);
            }
        }

        return ticks;
    }

    private void Take(Tile tile, ConsoleActivity activity)
    {
        if (activity is { Running: true, Emergency: true } && !tile.Emergency)
        {
            Urgent = Say(tile, "KHẨN CẤP", "EMERGENCY");
        }

        tile.Call = activity.Running ? activity.Call : null;
        tile.Emergency = activity.Running && activity.Emergency;
        var name = activity.SourceName.Length > 0 ? activity.SourceName : $"{activity.Source}";
        Tell(tile, activity.Talking ? name : null);
        tile.LastTalker = name;
        tile.Talker = activity.Talking ? name : null;
        (tile.Site, tile.Since) = (activity.Site, activity.Since.ToDateTimeOffset());
    }

    /// <summary>What is heard here may be of a call that the node's watch does not show: one that is decided elsewhere.</summary>
    private void Heard(Tile tile, JsonElement said)
    {
        var spurt = Text(said, "spurt") ?? "";
        if (Text(said, "state") == "end")
        {
            if (tile.Spurt == spurt)
            {
                (tile.Talker, tile.Spurt) = (null, "");
            }

            return;
        }

        var name = Text(said, "alias") is { Length: > 0 } alias ? alias : $"{Number(said, "source")}";
        if (tile.Talker != name)
        {
            (tile.Since, tile.Site) = (time.GetUtcNow(), "");
        }

        Tell(tile, name);
        (tile.Talker, tile.LastTalker, tile.Spurt) = (name, name, spurt);
        tile.Unheard = said.TryGetProperty("unheard", out var why) ? Pair(why) : null;
    }

    private void Welcome(JsonElement said)
    {
        (Linked, Trouble) = (true, null);
        MayTakeOver = said.TryGetProperty("mayTakeOver", out var may) && may.ValueKind == JsonValueKind.True;
        if (!said.TryGetProperty("talkgroups", out var listed) || listed.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var one in listed.EnumerateArray())
        {
            if (Number(one, "id") is { } id && _tiles.TryGetValue((uint)id, out var tile))
            {
                tile.NoVocoder = one.TryGetProperty("noVocoder", out var missing) ? Pair(missing) : null;
            }
        }
    }

    private void Floor(Tile tile, FloorState state, JsonElement said)
    {
        var now = time.GetUtcNow();
        tile.Floor = state;
        tile.FloorText = Both(said);
        Urgent = state switch
        {
            FloorState.Granted => Say(tile, "bạn đang nói", "you are talking"),
            FloorState.Queued => Say(tile, "đang chờ đến lượt", "waiting for the floor"),
            FloorState.Denied => Say(tile, $"không được nói. {tile.FloorText?.Vi}", $"not granted. {tile.FloorText?.En}"),
            FloorState.Preempted => Say(tile, $"bị ngắt lời. {tile.FloorText?.Vi}", $"interrupted. {tile.FloorText?.En}"),
            _ => Urgent,
        };
        tile.FloorUntil = Number(said, "forMs") is { } lasts and > 0 ? now.AddMilliseconds(lasts) : null;
        tile.FloorShown = tile.FloorUntil is { } until && until > now + Shown ? until : now + Shown;
    }

    /// <summary>Who does not look hears who begins to talk, each once, and of silence nothing.</summary>
    private void Tell(Tile tile, string? talker)
    {
        if (talker is not null && talker != tile.Talker && tile.Listening && tile.Floor is not FloorState.Granted)
        {
            News = Say(tile, $"{talker} đang nói", $"{talker} is talking");
        }
    }

    private static (string Vi, string En) Say(Tile tile, string vi, string en) => ($"{tile.Talkgroup.NameVi}: {vi}".Trim(), $"{tile.Talkgroup.NameEn}: {en}".Trim());

    private static (string Vi, string En)? Both(JsonElement said) => said.TryGetProperty("text", out var text) ? Pair(text) : null;

    private static (string Vi, string En)? Pair(JsonElement text) => text.ValueKind switch
    {
        JsonValueKind.Object => (Text(text, "vi") ?? "", Text(text, "en") ?? ""),
        JsonValueKind.String => (text.GetString()!, text.GetString()!),
        _ => null,
    };

    private static string? Text(JsonElement said, string name) =>
        said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement said, string name) =>
        said.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
}
