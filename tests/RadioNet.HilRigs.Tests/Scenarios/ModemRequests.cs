using RadioNet.BaseStation.Modems;
using RadioNet.HilRigs.Tests.Driving;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>A technician's commands, as scenarios give them.</summary>
internal static class ModemRequests
{
    /// <summary>Times with which nothing but a scenario's own requests asks for the status, and a command without a no counts soon.</summary>
    public static ModemSessionOptions Alone { get; } =
        ModemSessionOptions.Default with { StatusPoll = TimeSpan.FromHours(1), Reply = TimeSpan.FromMilliseconds(300) };

    public static byte[] Frame(ModemCommand command, params byte[] payload)
    {
        byte[] frame = new byte[ModemFrame.LengthOf(payload.Length)];
        ModemFrame.Write(frame, command, payload);
        return frame;
    }

    /// <summary>Asks for the status.</summary>
    public static async Task<StatusReply> StatusAsync(this RigModem modem, ScenarioRun run)
    {
        var answer = await modem.RequestAsync(Frame(ModemCommand.GetStatus), run.Cancel);
        StatusReply status = default;
        bool isRead = ModemFrame.TryRead(answer.Reply.Span, out var frame) && StatusReply.TryRead(frame, modem.Session.Modem!.Protocol, out status);
        run.Require(isRead, $"Modem không trả lời GET_STATUS ({answer.Kind}).", $"The modem did not answer GET_STATUS ({answer.Kind}).");
        return status;
    }

    public static async Task<bool> TransmitsAsync(this RigModem modem, ScenarioRun run) =>
        ((await modem.StatusAsync(run)).Flags & ModemStatusFlags.Transmitting) != 0;

    /// <summary>Gives a command that is to be obeyed.</summary>
    public static async Task ObeyAsync(this RigModem modem, ScenarioRun run, string name, byte[] frame)
    {
        var answer = await modem.RequestAsync(frame, run.Cancel);
        bool isObeyed = answer.Kind is ModemAnswerKind.Acknowledged or ModemAnswerKind.Sent;
        run.Require(isObeyed, $"{name}: modem không làm theo ({answer.Kind} {answer.Reason}).", $"{name}: the modem does not obey ({answer.Kind} {answer.Reason}).");
    }

    /// <summary>Gives a command that is to be refused.</summary>
    /// <param name="modem">The modem.</param>
    /// <param name="run">The run.</param>
    /// <param name="name">What is wrong with it.</param>
    /// <param name="frame">The command.</param>
    /// <param name="reason">Why it is to be refused; null: for whatever reason.</param>
    public static async Task RefuseAsync(this RigModem modem, ScenarioRun run, string name, byte[] frame, NakReason? reason)
    {
        var answer = await modem.RequestAsync(frame, run.Cancel);
        bool isRefused = answer.Kind == ModemAnswerKind.Refused && (reason is null || answer.Reason == reason);
        run.Require(
            isRefused,
            $"{name}: phải bị từ chối ({reason}), modem lại {answer.Kind} {answer.Reason}.",
            $"{name}: to be refused ({reason}), the modem says {answer.Kind} {answer.Reason}.");
    }
}
