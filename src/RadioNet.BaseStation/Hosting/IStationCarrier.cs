using System.Net;
using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;
using RadioNet.Plan;

namespace RadioNet.BaseStation.Hosting;

/// <summary>One carrier of the station: its modem, its repeater and its way for voice. Safe from any thread; nothing of it waits.</summary>
internal interface IStationCarrier : IDisposable
{
    /// <summary>Its id at the base station.</summary>
    string Id { get; }

    /// <summary>Whether nobody talks on it.</summary>
    bool IsQuiet { get; }

    /// <summary>Whether its modem works.</summary>
    bool IsReady { get; }

    /// <summary>Starts it: its modem's port is opened as soon as it is known how it is to be set up.</summary>
    void Start();

    /// <summary>Makes it what the plan says; <paramref name="port"/> null: the plan has it no more, its modem rests and its port is closed.</summary>
    /// <returns>What of it cannot be done; null when all of it can.</returns>
    LocalizedText? Obey(PlanIndex plan, SlotPort? port);

    /// <summary>A node serves it, at this host: voice goes there from the next spurt on.</summary>
    void Connect(VoiceSession voice, IPAddress node);

    /// <summary>No node serves it: it goes on by itself.</summary>
    void Disconnect();

    /// <summary>It was decided about what it hears.</summary>
    void Decided(HeardSpurt spurt, FloorOutcome outcome, Reason why);

    /// <summary>Whether a spurt that it told of still runs.</summary>
    bool Hears(HeardSpurt spurt);

    /// <summary>How it is.</summary>
    CarrierHealth Health();
}
