using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>The one command on its way, its answer, its tries.</summary>
public sealed partial class ModemSession
{
    /// <summary>
    /// A technician's command: any whole frame, while the modem is under <see cref="ModemPhase.Maintenance"/> and no other command
    /// is on its way. What became of it <see cref="IModemUser.OnAnswer"/> tells. The modem's identity and state are the
    /// technician's meanwhile; at the end of the maintenance it is configured again.
    /// </summary>
    /// <returns>Whether it was sent.</returns>
    public bool TryRequest(ReadOnlySpan<byte> frame, TimeSpan now)
    {
        if (Condition.Phase != ModemPhase.Maintenance || _stage != ModemStage.Ready || _command.IsBusy) return false;
        if (!ModemFrame.TryRead(frame, out var read)) return false;
        _command.Take(frame, read.Command, isRequest: true);
        SendCommand(now);
        return true;
    }

    private void Ask(ReadOnlySpan<byte> frame, ModemCommand command, TimeSpan now)
    {
        _command.Take(frame, command, isRequest: false);
        SendCommand(now);
    }

    private void SendCommand(TimeSpan now)
    {
        Put(_command.Frame, isCommand: true);
        _command.Sent(now + _options.Reply);
    }

    private void OnCommandDue(TimeSpan now)
    {
        if (!_command.IsAwaited)
        {
            SendCommand(now);
        }
        else if (_command.IsRequest)
        {
            bool isSilentCommand = _command.Command.ReplyKind() == ModemReplyKind.None;
            if (!isSilentCommand) _cells.CommandsUnanswered++;
            EndRequest(ModemAnswer.Of(isSilentCommand ? ModemAnswerKind.Sent : ModemAnswerKind.TimedOut), now);
        }
        else
        {
            _cells.CommandsUnanswered++;
            if (_command.Tries < _options.Tries)
                SendCommand(now);
            else
                Lose(IsGarbage ? ModemFaults.Garbage(_port) : ModemFaults.CommandUnanswered(_port, _command.Command), now);
        }
    }

    private void OnAcknowledgement(in ModemAcknowledgement answer, TimeSpan now)
    {
        if (!_command.Awaits(answer.Command))
        {
            if (answer.Reason is { } why) OnRefusal(answer.Command, why, now);
        }
        else if (_command.IsRequest)
        {
            EndRequest(ModemAnswer.Of(answer.IsPositive ? ModemAnswerKind.Acknowledged : ModemAnswerKind.Refused, answer.Reason), now);
        }
        else if (answer.Reason is { } reason)
        {
            OnCommandRefused(answer.Command, reason, now);
        }
        else
        {
            _command.Clear();
            OnObeyed(now);
        }
    }

    private void OnObeyed(TimeSpan now)
    {
        switch (_stage)
        {
            case ModemStage.Ready:
                OnStateSet(now);
                break;
            case ModemStage.Stopping:
                Rest();
                break;
            default:
                Advance(now);
                break;
        }
    }

    /// <summary>A no may be a disturbed line's doing, so it counts when it was said to every try.</summary>
    private void OnCommandRefused(ModemCommand command, NakReason reason, TimeSpan now)
    {
        _cells.Refusals++;
        if (_stage == ModemStage.Stopping) Rest();
        else if (_command.Tries < _options.Tries) _command.SendAgain(now + _options.RetryPause);
        else if (_stage == ModemStage.Ready) Restart(ModemFaults.Restarted(_port), now);
        else Refuse(ModemFaults.Refused(command, reason, _setup), now);
    }

    /// <summary>Whether a frame is what a technician waits for.</summary>
    private bool IsAnswerToRequest(in ModemFrame frame, TimeSpan now)
    {
        if (!_command.IsRequest || !_command.Awaits(frame.Command)) return false;
        EndRequest(ModemAnswer.Of(ModemAnswerKind.Replied, reply: frame.Octets.ToArray()), now);
        return true;
    }

    private void EndRequest(ModemAnswer answer, TimeSpan now)
    {
        _command.Clear();
        _user.OnAnswer(answer, now);
    }
}
