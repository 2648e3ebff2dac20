using System.Threading.Channels;
using RadioNet.BaseStation.Modems;

namespace RadioNet.BaseStation.Tools;

/// <summary>A way to one modem for a technician's tools: its port, or the running base station that has its port.</summary>
public interface IModemAccess : IAsyncDisposable
{
    /// <summary>What is at the other end, for people.</summary>
    string Name { get; }

    /// <summary>
    /// Whether this is the modem's port, and nobody else tells the modem anything. Otherwise a base station does, and takes
    /// requests while it is under maintenance only.
    /// </summary>
    bool IsPort { get; }

    /// <summary>
    /// What the modem says without being asked: bursts, debug messages, and the status, which is asked in the background. One
    /// reads; the oldest frames are dropped when nobody does. It ends with a <see cref="ModemAccessException"/> when the way is lost.
    /// </summary>
    ChannelReader<HeardFrame> Frames { get; }

    /// <summary>What the modem is and how it is now.</summary>
    /// <exception cref="ModemAccessException">The way is lost.</exception>
    Task<ModemFindings> ProbeAsync(CancellationToken cancel);

    /// <summary>Sends one whole frame and tells what became of it; requests wait for each other.</summary>
    /// <exception cref="ModemAccessException">The way is lost.</exception>
    Task<ModemAnswer> RequestAsync(ReadOnlyMemory<byte> frame, CancellationToken cancel);
}
