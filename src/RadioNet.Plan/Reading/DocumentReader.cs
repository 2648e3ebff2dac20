using System.Collections.Immutable;
using RadioNet.Plan.Model;
using RadioNet.Plan.Schema;
using RadioNet.Plan.Yaml;
using YamlDotNet.Core.Events;

namespace RadioNet.Plan.Reading;

/// <summary>Reads a plan's text entry by entry, so that a large plan costs no tree of its text.</summary>
internal sealed class DocumentReader
{
    private readonly YamlSource _source;
    private readonly ReadContext _context;
    private readonly DateOnly? _today;
    private readonly Dictionary<string, int> _lines = [];
    private readonly Dictionary<string, Action<YamlNode>> _entries;

    private readonly List<Tier> _tiers = [];
    private readonly List<Agency> _agencies = [];
    private readonly List<NodePlan> _nodes = [];
    private readonly List<Site> _sites = [];
    private readonly List<Talkgroup> _talkgroups = [];
    private readonly List<Subscriber> _subscribers = [];
    private readonly List<M17LinkPlan> _m17Links = [];
    private readonly List<User> _users = [];
    private string? _network;

    /// <param name="text">The plan.</param>
    /// <param name="today">For a plan that is to be in force, the day: what still stands in places that ended by then is an error.</param>
    public DocumentReader(string text, DateOnly? today)
    {
        (_today, _context) = (today, new ReadContext { IsToBeInForce = today is not null });
        _source = new YamlSource(text);
        _entries = new Dictionary<string, Action<YamlNode>>
        {
            ["tiers"] = node => Keep(_tiers, TierKind.Read(node, _context)),
            ["places"] = node => PlaceKind.Read(node, _context),
            ["nodes"] = node => Keep(_nodes, NodeKind.Read(node, _context)),
            ["agencies"] = node => Keep(_agencies, AgencyKind.Read(node, _context)),
            ["sites"] = node => Keep(_sites, SiteKind.Read(node, _context)),
            ["talkgroups"] = node => Keep(_talkgroups, TalkgroupKind.Read(node, _context)),
            ["subscribers"] = node => Keep(_subscribers, SubscriberKind.Read(node, _context)),
            ["m17-links"] = node => Keep(_m17Links, M17LinkKind.Read(node, _context)),
            ["users"] = node => Keep(_users, UserKind.Read(node, _context)),
        };
    }

    public ErrorList Errors => _context.Errors;

    public References References => _context.References;

    /// <summary>The plan; null when there is any error.</summary>
    public NetworkPlan? Read()
    {
        ReadDocument();
        if (_source.Failure is { } failure)
        {
            // What was named before the failure may be defined after it: nothing can be said of references.
            Errors.Add(failure.Line, failure.Column, failure.Message);
            return null;
        }

        if (!_lines.ContainsKey("network"))
        {
            Errors.Add(1, 1, "The plan has no \"network\". Add the network's id: network: dak-lak.");
        }

        _context.References.Check(Errors);
        _context.CheckLinkCallsigns();
        var places = _context.Tree.Check(Errors);
        if (!Errors.IsEmpty)
        {
            return null;
        }

        var plan = Build(places);
        if (_today is { } day)
        {
            DateCheck.Check(plan, day, References, Errors);
        }

        return Errors.IsEmpty ? plan : null;
    }

    private NetworkPlan Build(ImmutableArray<Place> places) => new(_network!)
    {
        Tiers = [.. _tiers.OrderBy(t => t.Level)],
        Places = places,
        Nodes = [.. _nodes],
        Agencies = [.. _agencies],
        Sites = [.. _sites],
        Talkgroups = [.. _talkgroups.OrderBy(t => t.Id.Value)],
        Subscribers = [.. _subscribers.OrderBy(s => s.Id.Value)],
        M17Links = [.. _m17Links],
        Users = [.. _users],
    };

    private void ReadDocument()
    {
        _source.Step();
        _source.Step();
        if (_source.Current is StreamEnd or null)
        {
            _source.Fail(1, 1, "The file is empty. A plan begins with the network's id: network: dak-lak.");
            return;
        }

        _source.Step();
        if (_source.Current is not MappingStart)
        {
            var at = _source.Current;
            _source.Fail(YamlSource.Line(at), YamlSource.Column(at), "A plan is written as keys with values, the first of them: network: dak-lak.");
            return;
        }

        _source.Step();
        while (_source.Current is not (null or MappingEnd))
        {
            ReadTopEntry();
        }

        _source.Step();
        _source.Step();
        if (_source.Current is DocumentStart)
        {
            var at = _source.Current;
            _source.Fail(YamlSource.Line(at), YamlSource.Column(at), "A second document begins here. A plan is one document: take the \"---\" out.");
        }
    }

    private void ReadTopEntry()
    {
        _source.BeginEntry();
        if (_source.Current is not Scalar)
        {
            _source.Fail(YamlSource.Line(_source.Current), YamlSource.Column(_source.Current), "A key is one word, such as \"talkgroups\". Is a bracket or an indentation wrong before it?");
            return;
        }

        if (_source.ReadNode(1) is not YamlScalar key)
        {
            return;
        }

        if (!_lines.TryAdd(key.Text, key.Line))
        {
            Errors.Add(key, $"\"{Excerpt.Of(key.Text)}\" stands here twice; the first is in line {_lines[key.Text]}. Put the entries of both under one of them.");
        }

        if (_source.Current is SequenceStart && _entries.TryGetValue(key.Text, out var read))
        {
            ReadEntries(read);
        }
        else if (_source.ReadNode(1) is { } value)
        {
            ReadOther(key, value);
        }
    }

    private void ReadEntries(Action<YamlNode> read)
    {
        _source.Step();
        while (_source.Current is not (null or SequenceEnd))
        {
            _source.BeginEntry();
            if (_source.ReadNode(2) is { } node)
            {
                read(node);
            }
        }

        _source.Step();
    }

    private void ReadOther(YamlScalar key, YamlNode value)
    {
        if (key.Text == "network")
        {
            if (value is YamlScalar { IsNull: false } scalar && NameRules.IsId(scalar.Text))
            {
                _network = scalar.Text;
                return;
            }

            Errors.Add(value, $"\"network\" is {ItemReader.Shown(value)}. Write an id of letters a–z, digits, \"-\", \"_\" and \".\", at most {NameRules.LongestId} long.");
        }
        else if (!_entries.ContainsKey(key.Text))
        {
            string[] keys = ["network", .. _entries.Keys];
            Errors.Add(key, $"A plan has no key \"{Excerpt.Of(key.Text)}\".{Suggestion.For(key.Text, keys)} Its keys are {string.Join(", ", keys)}.");
        }
        else if (value is not YamlScalar { IsNull: true })
        {
            Errors.Add(value, $"\"{key.Text}\" is {ItemReader.Shown(value)}. Write a list, one entry a line, each after \"- \".");
        }
    }

    private static void Keep<T>(List<T> list, T? entry)
        where T : class
    {
        if (entry is not null)
        {
            list.Add(entry);
        }
    }
}
