using System.Diagnostics.CodeAnalysis;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using Wire = RadioNet.Api;

namespace RadioNet.Core.Ports.Tiers.Letters;

/// <summary>What neighbour nodes say of calls, as it stands on the wire (contract: <c>tier_calls.proto</c>).</summary>
internal static class TierCalls
{
    /// <summary>What a node sends.</summary>
    /// <exception cref="ArgumentException">It is a letter that never leaves its node.</exception>
    public static Wire.TierCall Of(TierMessage message, string self) => message switch
    {
        TierMessage.Below below => new() { Below = CallNodesWriter.Of(below, self) },
        TierMessage.Whole whole => new() { Whole = CallNodesWriter.Of(whole) },
        TierMessage.Joined joined => new() { Joined = new Wire.CallJoined { CallKey = joined.CallKey, Arbiter = joined.Arbiter, Into = joined.Into } },
        TierMessage.Envelope envelope => new() { Envelope = Of(envelope) },
        _ => throw new ArgumentException($"{message.GetType().Name} has no form on the wire.", nameof(message)),
    };

    /// <summary>Takes what came; false, with what is wrong in a few words, for what breaks a rule. It never throws.</summary>
    /// <param name="said">What came.</param>
    /// <param name="self">This node.</param>
    /// <param name="neighbour">Who said it.</param>
    /// <param name="message">What it says.</param>
    /// <param name="why">What is wrong.</param>
    public static bool TryRead(Wire.TierCall said, string self, string neighbour, [NotNullWhen(true)] out TierMessage? message, [NotNullWhen(false)] out string? why)
    {
        var check = new LetterCheck();
        message = said.SaidCase switch
        {
            Wire.TierCall.SaidOneofCase.Below => CallNodesReader.Below(said.Below, self, neighbour, check),
            Wire.TierCall.SaidOneofCase.Whole => CallNodesReader.Whole(said.Whole, check),
            Wire.TierCall.SaidOneofCase.Joined => new TierMessage.Joined(
                check.CallKey(said.Joined.CallKey, "joined.call_key"), check.Id(said.Joined.Arbiter, "joined.arbiter"), check.Id(said.Joined.Into, "joined.into")),
            Wire.TierCall.SaidOneofCase.Envelope => Read(said.Envelope, check),
            _ => check.Wrong<TierMessage>("nothing that is known is said"),
        };
        why = check.Problem;
        message = why is null ? message : null;
        return why is null;
    }

    private static Wire.CallEnvelope Of(TierMessage.Envelope envelope) => new()
    {
        From = envelope.From,
        To = envelope.To,
        Hops = (uint)envelope.Hops,
        Stamp = envelope.Stamp is { } stamp ? new Wire.CallStamp { CallKey = stamp.CallKey, Arbiter = stamp.Arbiter, Term = stamp.Term } : null,
        Letter = LetterWriter.Of(envelope.Letter),
    };

    private static TierMessage.Envelope Read(Wire.CallEnvelope said, LetterCheck check)
    {
        Stamp? stamp = said.Stamp is { } of
            ? new Stamp(check.CallKey(of.CallKey, "stamp.call_key"), check.Id(of.Arbiter, "stamp.arbiter"), check.Term(of.Term, "stamp.term"))
            : null;
        return new TierMessage.Envelope(
            check.Id(said.From, "from"),
            check.Id(said.To, "to"),
            check.There(said.Letter, "letter") ? LetterReader.Read(said.Letter, check) : default(Letter),
            stamp,
            check.Within(said.Hops, LetterLimits.MostHops, "hops"));
    }
}
