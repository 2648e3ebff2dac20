using Google.Protobuf.WellKnownTypes;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Command.Verbs;

namespace RadioNet.Command.Radio;

/// <summary>What the network made of what a virtual radio sent, by the node's call records.</summary>
internal static class CallOutcome
{
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the record of a radio's spurt that began after a time; null when none comes.</summary>
    public static async Task<Call?> FindAsync(NodeClient node, RadioWords.Called called, DateTimeOffset since, CancellationToken cancel)
    {
        var request = new ListCallsRequest { Radio = called.From.Value, Since = since.ToTimestamp(), PageSize = 10 };
        for (var waited = TimeSpan.Zero; waited < _longestWait; waited += _look)
        {
            var calls = await node.Calls.ListAsync(request, cancellationToken: cancel);
            if (calls.Calls.FirstOrDefault(call => call.Target == called.Target && Own(call, called) is { } spurt && IsOver(call, spurt)) is { } found)
            {
                return found;
            }

            await Task.Delay(_look, cancel).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Shows the call; a failure when it was denied, or the network knows nothing of it.</summary>
    public static void Show(Output output, Call? call, RadioWords.Called called)
    {
        if (call is null)
        {
            throw new Failure(
                "Nút không ghi nhận cuộc gọi nào. Trạm lặp có thuộc nhóm ấy, trên khe ấy không? Xem 'radionet site list'.",
                "The node has no record of it. Does the repeater have that talkgroup, on that timeslot? See 'radionet site list'.");
        }

        if (output.Json)
        {
            output.Object(json => CallView.Write(json, call));
        }

        var spurt = Own(call, called)!;
        if (Reason(call, spurt) is { Length: > 0 } reason)
        {
            var why = call.Decisions.LastOrDefault()?.Text ?? "";
            throw new Failure($"Bị từ chối: {reason}. {why}", $"Denied: {reason}. {why}");
        }

        if (!output.Json)
        {
            var sites = string.Join(", ", call.Sites);
            var missed = string.Concat(call.Missed.Select(m => $"; {m.Site}: {m.Reason}"));
            output.Say($"Đã gửi: cuộc gọi {call.Id}, tới {sites}{missed}.", $"Sent: call {call.Id}, to {sites}{missed}.");
        }
    }

    private static string Reason(Call call, Spurt spurt) => spurt.DeniedReason.Length > 0 ? spurt.DeniedReason : call.State == CallState.Denied ? call.Reason : "";

    private static bool IsOver(Call call, Spurt spurt) => spurt.Ended is not null || spurt.DeniedReason.Length > 0 || call.State == CallState.Denied;

    /// <summary>The radio's own, last spurt in a call.</summary>
    private static Spurt? Own(Call call, RadioWords.Called called) =>
        call.Spurts.LastOrDefault(spurt => spurt.Source == called.From.Value) ?? (call.Source == called.From.Value && call.State == CallState.Denied ? new Spurt() : null);
}
