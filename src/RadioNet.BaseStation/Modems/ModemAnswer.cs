using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>What became of a technician's request.</summary>
/// <param name="Kind">What.</param>
/// <param name="Reason">Why the modem refused; null when it didn't.</param>
/// <param name="Reply">The whole frame that it answered with; empty when there is none.</param>
public sealed record ModemAnswer(ModemAnswerKind Kind, NakReason? Reason, ReadOnlyMemory<byte> Reply)
{
    /// <summary>It was not sent.</summary>
    public static ModemAnswer NotSent { get; } = Of(ModemAnswerKind.NotSent);

    internal static ModemAnswer Of(ModemAnswerKind kind, NakReason? reason = null, ReadOnlyMemory<byte> reply = default) => new(kind, reason, reply);
}
