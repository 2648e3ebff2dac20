using RadioNet.Protocols;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Conversations;

/// <summary>The air at a site: sends what its radios say, and takes down what its timeslots carry.</summary>
internal interface ISiteAir : IAsyncDisposable
{
    /// <summary>Whether what a radio says here is to be heard here too, because the site itself repeats it.</summary>
    bool Repeats { get; }

    /// <summary>From a burst sent anywhere to the same burst heard here, at the very most.</summary>
    TimeSpan Latency { get; }

    /// <summary>Voice frames that its radios have sent.</summary>
    long FramesSent { get; }

    /// <summary>How often a stream came back to a timeslot after another had begun there: never, on an honest channel.</summary>
    long Interleaved { get; }

    /// <summary>Sends a spurt at the air's pace and says in it how far it came; when the conversations stop it ends early, whole.</summary>
    Task SendAsync(Spurt spurt, CancellationToken stop);

    /// <summary>What a timeslot carried, in order.</summary>
    IReadOnlyList<ReceivedTransmission> Heard(Timeslot slot);

    /// <summary>By how much this machine was too late at the most, between two timestamps, for what had to be sent or heard here then.</summary>
    TimeSpan LatenessBetween(long from, long to);
}
