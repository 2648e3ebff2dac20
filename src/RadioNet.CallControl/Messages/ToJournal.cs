using RadioNet.CallControl.Calls;

namespace RadioNet.CallControl.Messages;

/// <summary>What is written down of calls.</summary>
public abstract record ToJournal : Message
{
    private ToJournal()
    {
    }

    /// <summary>A call's newest state, whole; the last one is an ended or a denied one.</summary>
    public sealed record Call(CallReport Report) : ToJournal;

    /// <summary>
    /// A call's arbiter has come to life and knows what its ports carry: a record that an earlier activation left running is
    /// over (<see cref="CallReport.Abandoned"/>).
    /// </summary>
    /// <param name="CallKey">The arbiter's key.</param>
    public sealed record NewArbiter(string CallKey) : ToJournal;
}
