using Google.Protobuf;
using RadioNet.Api;
using RadioNet.BaseStation.Modems;

namespace RadioNet.BaseStation.Tools;

/// <summary>What the modem service calls things, both ways.</summary>
internal static class ModemWire
{
    public static CarrierPhase Of(ModemPhase phase) => phase switch
    {
        ModemPhase.Ready => CarrierPhase.Ready,
        ModemPhase.Maintenance => CarrierPhase.Maintenance,
        ModemPhase.Lost => CarrierPhase.Lost,
        ModemPhase.Refused => CarrierPhase.Refused,
        ModemPhase.Stopped => CarrierPhase.Stopped,
        _ => CarrierPhase.Opening,
    };

    public static ModemPhase Of(CarrierPhase phase) => phase switch
    {
        CarrierPhase.Ready => ModemPhase.Ready,
        CarrierPhase.Maintenance => ModemPhase.Maintenance,
        CarrierPhase.Lost => ModemPhase.Lost,
        CarrierPhase.Refused => ModemPhase.Refused,
        CarrierPhase.Stopped => ModemPhase.Stopped,
        _ => ModemPhase.Opening,
    };

    public static ModemOutcome Of(ModemAnswerKind kind) => kind switch
    {
        ModemAnswerKind.Acknowledged => ModemOutcome.Acknowledged,
        ModemAnswerKind.Refused => ModemOutcome.Refused,
        ModemAnswerKind.Replied => ModemOutcome.Replied,
        ModemAnswerKind.Sent => ModemOutcome.Sent,
        ModemAnswerKind.TimedOut => ModemOutcome.TimedOut,
        _ => ModemOutcome.NotSent,
    };

    public static ModemAnswerKind Of(ModemOutcome kind) => kind switch
    {
        ModemOutcome.Acknowledged => ModemAnswerKind.Acknowledged,
        ModemOutcome.Refused => ModemAnswerKind.Refused,
        ModemOutcome.Replied => ModemAnswerKind.Replied,
        ModemOutcome.Sent => ModemAnswerKind.Sent,
        ModemOutcome.TimedOut => ModemAnswerKind.TimedOut,
        _ => ModemAnswerKind.NotSent,
    };

    /// <summary>A frame of at most 255 octets.</summary>
    public static ByteString Frame(FrameWriter write)
    {
        Span<byte> frame = stackalloc byte[byte.MaxValue];
        return ByteString.CopyFrom(frame[..write(frame)]);
    }

    /// <summary>Writes a frame and returns its length.</summary>
    public delegate int FrameWriter(Span<byte> destination);
}
