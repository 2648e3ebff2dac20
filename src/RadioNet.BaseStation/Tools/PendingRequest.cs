using RadioNet.BaseStation.Modems;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>A command on its way to a modem, and what becomes of it.</summary>
internal sealed class PendingRequest(ModemCommand command)
{
    public TaskCompletionSource<ModemAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes a frame that answers it; false when it answers something else, or nothing.</summary>
    public bool TryTake(in ModemFrame frame)
    {
        if (ModemAcknowledgement.TryRead(frame, out var said))
        {
            if (said.Command != command) return false;
            return Answer.TrySetResult(ModemAnswer.Of(said.IsPositive ? ModemAnswerKind.Acknowledged : ModemAnswerKind.Refused, said.Reason));
        }

        return frame.Command == command && command.ReplyKind() == ModemReplyKind.Data
            && Answer.TrySetResult(ModemAnswer.Of(ModemAnswerKind.Replied, reply: frame.Octets.ToArray()));
    }
}
