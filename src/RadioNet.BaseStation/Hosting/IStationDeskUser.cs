using RadioNet.Api;
using RadioNet.BaseStation.Fallback;
using RadioNet.BaseStation.Repeater;
using RadioNet.CallControl;

namespace RadioNet.BaseStation.Hosting;

/// <summary>Who carries out what is decided at a <see cref="StationDesk"/>. Called on its thread; nothing of it waits.</summary>
internal interface IStationDeskUser
{
    /// <summary>Asks the node about a spurt, or tells it of one that was refused for a reason.</summary>
    void Ask(HeardSpurt spurt, Reason refused);

    /// <summary>Tells a spurt's carrier what was decided.</summary>
    void Decided(HeardSpurt spurt, FloorOutcome outcome, Reason why);

    /// <summary>Whether a spurt's carrier still hears it.</summary>
    bool Hears(HeardSpurt spurt);

    /// <summary>Takes records of the station's own calls.</summary>
    void Keep(IReadOnlyList<LocalRecord> records);
}
