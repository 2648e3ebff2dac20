using RadioNet.Api;
using RadioNet.CallControl;
using RadioNet.CallControl.Channels;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Registration;
using RadioNet.Plan;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Ports.Sites;

/// <summary>The carriers of the base stations: their ports, their voice, and what was refused there.</summary>
internal sealed partial class StationBook
{
    /// <summary>Opens the carriers that the plan gives a station and closes the others; returns the sessions of the new ones.</summary>
    private List<VoiceSession> OpenCarriers(AttachedStation station, PlanIndex current)
    {
        var planned = current.PortsAt(station.Site).Where(p => p.BaseStation?.Id == station.BaseStation).ToDictionary(p => p.Carrier!.Id);
        foreach (var (carrier, open) in station.Ports)
        {
            if (!planned.TryGetValue(carrier, out var port) || port.Id != open.Repeater || RepeaterShape.Of(port.Carrier!) != open.Shape)
            {
                CloseCarrier(station, carrier, open);
            }
        }

        var opened = new List<VoiceSession>();
        foreach (var (carrier, port) in planned.Where(p => !station.Ports.ContainsKey(p.Key)))
        {
            var (link, session) = voices.Open(carrier);
            var description = new LinkPortDescription(port.BaseStation!.ColorCode, ManyCalls: false);
            station.Ports[carrier] = ports.OpenLink(port.Id, station.Site, link, description, RepeaterShape.Of(port.Carrier!));
            _byCarrier[port.Id] = (station, carrier);
            station.Voices[carrier] = session;
            opened.Add(session);
        }

        return opened;
    }

    private void Close(AttachedStation station)
    {
        foreach (var (carrier, port) in station.Ports)
        {
            CloseCarrier(station, carrier, port);
        }

        station.LetGo();
    }

    /// <summary>Has a station attach anew when another node serves its site now; its carriers would hear of no call here.</summary>
    private void SendElsewhere(AttachedStation station)
    {
        if (sites is null || Serves(station.Site) || !station.Ports.Values.All(port => sites.MustGo(station.Site, port.Repeater)))
        {
            return;
        }

        lock (_gate)
        {
            if (_stations.TryRemove(KeyValuePair.Create((station.Site, station.BaseStation), station)))
            {
                Close(station);
                alarms.Left(station);
            }
        }
    }

    private void CloseCarrier(AttachedStation station, string carrier, OpenedPort port)
    {
        station.Ports.TryRemove(carrier, out _);
        if (station.Voices.Remove(carrier, out var voice))
        {
            voices.Close(voice);
        }

        _byCarrier.TryRemove(KeyValuePair.Create(port.Repeater, (station, carrier)));
        ports.Close(port);
    }

    private void NoteRefusal(AttachedStation station, SpurtRequest asked)
    {
        if (!station.Ports.TryGetValue(asked.Carrier, out var port) || asked.Slot is not (1 or 2) || Reasons.Parse(asked.Refused) == Reason.None
            || asked.Source > RadioId.Largest || asked.Target > RadioId.Largest)
        {
            return;
        }

        var stream = new HeardStream
        {
            Ingress = default,
            Repeater = port.Repeater,
            Slot = asked.Slot == 2 ? Timeslot.Two : Timeslot.One,
            Simplex = port.Shape.Simplex,
            TargetKind = asked.TargetIsRadio ? AddressKind.Unit : AddressKind.Group,
            Source = new RadioId(asked.Source),
            Target = asked.Target,
            Data = asked.Kind == SpurtKind.Data,
            Options = new ServiceOptions((byte)asked.ServiceOptions),
            HeardAt = time.GetUtcNow(),
        };
        switchboard.Post(new Letter(Address.Ingress, new ToIngress.RefusedThere(stream, Reasons.Parse(asked.Refused))));
    }

    private void CheckVoice(AttachedStation station)
    {
        if (station.IsVoiceMissing(time, VoiceWait))
        {
            alarms.VoiceMissing(station);
        }
    }
}
