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
}
