using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Core.Calls;
using RadioNet.Core.Ports.Links;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Ports.Sites;

/// <summary>
/// The base stations that are attached: opens and closes the ports of their carriers, gives them their part of the plan and the
/// decisions about what they hear. Safe from any thread; waits for nothing.
/// </summary>
internal sealed partial class StationBook(
    IPlanView plan, PortBook ports, VoiceSessions voices, StationAlarms alarms, Switchboard switchboard, TimeProvider time, ILogger<StationBook> log, SitesHere? sites = null)
{
    /// <summary>How often a base station shall ping: three pings lost, and the link is dead at either end.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>From a station's request to the first burst of its voice, while the link stands.</summary>
    private static readonly TimeSpan VoiceWait = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TurnWatch<string> _turns = new(time);
    private Task _obeying = Task.CompletedTask;
    private readonly ConcurrentDictionary<(string Site, string BaseStation), AttachedStation> _stations = new();
    private readonly ConcurrentDictionary<RepeaterId, (AttachedStation Station, string Carrier)> _byCarrier = new();

    /// <summary>The stations.</summary>
    public IEnumerable<AttachedStation> All => _stations.Values;

    /// <summary>Finds a station.</summary>
    public bool TryGet(string site, string baseStation, [MaybeNullWhen(false)] out AttachedStation station) =>
        _stations.TryGetValue((site, baseStation), out station);

    /// <summary>Whether base stations of a site attach here, and not at another node that serves it now.</summary>
    public bool Serves(string site) => sites?.Has(site) ?? true;

    /// <summary>
    /// Attaches a base station that the plan has; one that was attached before under its name is let go. Null when the plan has
    /// none.
    /// </summary>
    public AttachedStation? Attach(LinkPeer peer, Attach hello)
    {
        var current = plan.Current;
        if (StationPart.Cut(current, peer.Id, hello.BaseStation) is not { } part)
        {
            return null;
        }

        lock (_gate)
        {
            if (_stations.TryGetValue((peer.Id, hello.BaseStation), out var before))
            {
                Close(before);
                if (time.GetUtcNow() - before.Heard < 2 * PingInterval && _turns.Note(before.Name))
                {
                    alarms.TwoBoxes(before);
                }
            }

            var station = new AttachedStation(peer.Id, hello.BaseStation, peer, StationWords.Short(hello.Software), time.GetUtcNow()) { Part = part };
            _stations[(station.Site, station.BaseStation)] = station;
            var welcome = new Welcome { PingMilliseconds = (uint)PingInterval.TotalMilliseconds };
            welcome.Voice.Add(OpenCarriers(station, current));
            if (!part.IsHeldBy(hello))
            {
                welcome.Plan = part.Message();
            }

            station.Send(new ToBaseStation { Welcome = welcome });
            alarms.Attached(station);

            // A change while its part was cut has passed it by.
            if (plan.Current != current)
            {
                ObeyPlan();
            }

            return station;
        }
    }

    /// <summary>A station's stream is over.</summary>
    /// <param name="station">Which.</param>
    /// <param name="inOrder">Whether this node ended it because it stops.</param>
    public void Detach(AttachedStation station, bool inOrder = false)
    {
        lock (_gate)
        {
            if (_stations.TryRemove(KeyValuePair.Create((station.Site, station.BaseStation), station)))
            {
                Close(station);
                if (station.IsLeaving)
                {
                    alarms.Left(station);
                }
                else if (!inOrder)
                {
                    alarms.Lost(station);
                }
            }
        }
    }

    /// <summary>
    /// Another plan holds: who is in it no more is let go, the others get their part when it changed for them. Cutting the parts
    /// out takes its time with a large plan, so it is done beside, one change after the other.
    /// </summary>
    public void ObeyPlan()
    {
        lock (_gate)
        {
            _obeying = _obeying.ContinueWith(_ => TryObeyPlan(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Takes what a station said.</summary>
    public void Take(AttachedStation station, FromBaseStation message)
    {
        switch (message.SaidCase)
        {
            case FromBaseStation.SaidOneofCase.Ping:
                station.Heard = time.GetUtcNow();
                station.Send(new ToBaseStation { Pong = message.Ping });
                CheckVoice(station);
                SendElsewhere(station);
                break;
            case FromBaseStation.SaidOneofCase.Applied:
                station.Applied = StationWords.Short(message.Applied);
                alarms.Applied(station, station.Applied);
                break;
            case FromBaseStation.SaidOneofCase.Health:
                station.Health = StationWords.Short(message.Health);
                break;
            case FromBaseStation.SaidOneofCase.Alarm:
                alarms.Said(station, message.Alarm);
                break;
            case FromBaseStation.SaidOneofCase.OpenAlarms:
                alarms.SaidAll(station, message.OpenAlarms);
                break;
            case FromBaseStation.SaidOneofCase.Goodbye:
                station.IsLeaving = true;
                break;
            case FromBaseStation.SaidOneofCase.Request when message.Request.Refused.Length > 0:
                NoteRefusal(station, message.Request);
                break;
            case FromBaseStation.SaidOneofCase.Request:
                station.NoteRequest(message.Request.Carrier, time.GetTimestamp());
                break;
        }
    }

    /// <summary>The voice of a stream came: the way for voice is open.</summary>
    public void HearVoice(HeardStream stream)
    {
        if (_byCarrier.TryGetValue(stream.Repeater, out var at))
        {
            at.Station.NoteVoice(at.Carrier, time.GetTimestamp());
            alarms.VoiceHeard(at.Station);
        }
    }

    /// <summary>Tells the station that heard a stream what was decided about it.</summary>
    public void Decide(HeardStream stream, SpurtOutcome outcome, Reason why, int position)
    {
        if (_byCarrier.TryGetValue(stream.Repeater, out var at))
        {
            at.Station.Send(new ToBaseStation
            {
                Decision = new SpurtDecision
                {
                    Carrier = at.Carrier,
                    Slot = (uint)stream.Slot,
                    Source = stream.Source.Value,
                    Target = stream.Target,
                    Outcome = outcome,
                    Reason = why == Reason.None ? "" : Reasons.Word(why),
                    Position = (uint)position,
                },
            });
        }
    }

    private void TryObeyPlan()
    {
        try
        {
            ObeyPlanNow();
        }
        catch (Exception failed)
        {
            // The next change, and a station that attaches anew, bring it about again.
            LogNotObeyed(log, failed);
        }
    }

    private void ObeyPlanNow()
    {
        var current = plan.Current;
        alarms.Planned((site, baseStation) => HasStation(current, site, baseStation));
        foreach (var station in _stations.Values)
        {
            var part = StationPart.Cut(current, station.Site, station.BaseStation);
            lock (_gate)
            {
                // It left meanwhile, or attached anew with a younger plan.
                if (TryGet(station.Site, station.BaseStation, out var attached) && attached == station && station.Part.Plan.Revision <= current.Revision)
                {
                    Give(station, part, current);
                }
            }
        }
    }

    private void Give(AttachedStation station, StationPart? part, PlanIndex current)
    {
        if (part is null)
        {
            _stations.TryRemove((station.Site, station.BaseStation), out _);
            Close(station);
            return;
        }

        foreach (var voice in OpenCarriers(station, current))
        {
            station.Send(new ToBaseStation { Voice = voice });
        }

        if (part.Sha256 != station.Part.Sha256)
        {
            station.Send(new ToBaseStation { Plan = part.Message() });
        }

        station.Part = part;
    }

    private static bool HasStation(PlanIndex plan, string site, string baseStation) =>
        plan.TrySite(site, out var planned) && planned.BaseStations.Any(b => b.Id == baseStation);

    [LoggerMessage(EventId = 4201, Level = LogLevel.Error, Message = "A change of the plan was not told to all base stations")]
    private static partial void LogNotObeyed(ILogger logger, Exception exception);
}
