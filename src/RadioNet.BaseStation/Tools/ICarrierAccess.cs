using System.Threading.Channels;
using RadioNet.BaseStation.Modems;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>A carrier of a running base station as a technician's tools see it. All members are for any thread; nothing of it waits.</summary>
public interface ICarrierAccess
{
    /// <summary>Its id within the base station.</summary>
    string Id { get; }

    /// <summary>What its modem is; null before it has answered.</summary>
    VersionReply? Modem { get; }

    /// <summary>How its modem is.</summary>
    ModemCondition Condition { get; }

    /// <summary>How its modem did.</summary>
    ModemHealth Health { get; }

    /// <summary>What the plan says of it; null before it has one.</summary>
    BenchCarrier? Planned { get; }

    /// <summary>Sends a frame to a modem under maintenance.</summary>
    Task<ModemAnswer> RequestAsync(ReadOnlyMemory<byte> frame);

    /// <summary>Gives a copy of each frame of the modem until it is disposed of; null while the carrier has no plan.</summary>
    IDisposable? Watch(ChannelWriter<HeardFrame> frames);
}
