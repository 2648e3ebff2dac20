using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;

namespace RadioNet.Command.Verbs;

/// <summary><c>radionet calls</c>: what happens now and what happened, newest first; or as it happens.</summary>
internal static class CallsVerb
{
    private const int UsualLimit = 50;

    public static Verb Create(Language language)
    {
        var verb = new Verb(
            language, "calls", "Các cuộc gọi, mới nhất trước; --follow theo dõi trực tiếp.", "Calls, newest first; --follow shows them as they happen.",
            "radionet calls", "radionet calls --follow --talkgroup 1001", "radionet calls --radio 4520001 --since 2h", "radionet calls --since 2026-11-22T08:00Z --json --limit 1000");
        var follow = verb.Option<bool>("--follow", null, "Theo dõi đến khi nhấn Ctrl-C", "Goes on until Ctrl-C");
        var talkgroup = verb.Option<uint>("--talkgroup", "ID", "Chỉ nhóm này", "Only this talkgroup");
        var radio = verb.Option<uint>("--radio", "ID", "Chỉ máy này, gọi hay được gọi", "Only this radio, calling or called");
        var site = verb.Option<string>("--site", "ID", "Chỉ trạm này", "Only this site");
        var text = verb.Option<string>("--text", "WORDS", "Từ trong tên nhóm hoặc máy, không cần dấu", "Words of the talkgroup's or radios' names, diacritics or not");
        var since = verb.Option<DateTimeOffset?>("--since", "TIME", "Từ lúc này: 10m, 2h, 3d hoặc giờ ISO 8601", "Since then: 10m, 2h, 3d, or a time in ISO 8601");
        since.CustomParser = SinceParser(language);
        var limit = verb.Option<int>("--limit", "N", $"Nhiều nhất bao nhiêu cuộc (mặc định {UsualLimit})", $"At most so many ({UsualLimit} otherwise)").AtLeast(1, language);
        verb.Validators.Add(result =>
        {
            if (result.GetValue(follow) && (result.GetResult(since) is not null || result.GetResult(limit) is not null || result.GetResult(text) is not null))
            {
                result.AddError(language.Say(
                    "--follow chỉ đi cùng --talkgroup, --radio và --site.", "--follow goes with --talkgroup, --radio and --site only."));
            }
        });
        return verb.Asks((parsed, node, output, cancel) => parsed.GetValue(follow)
            ? FollowAsync(node, output, new FollowCallsRequest { Talkgroup = parsed.GetValue(talkgroup), Radio = parsed.GetValue(radio), Site = parsed.GetValue(site) ?? "" })
            : ListAsync(node, output, parsed.GetValue(limit) is > 0 and var asked ? asked : UsualLimit, new ListCallsRequest
            {
                Talkgroup = parsed.GetValue(talkgroup),
                Radio = parsed.GetValue(radio),
                Site = parsed.GetValue(site) ?? "",
                Text = parsed.GetValue(text) ?? "",
                Since = parsed.GetValue(since)?.ToTimestamp(),
            }, cancel));
    }

    /// <summary>A span back from now (<c>90s</c>, <c>10m</c>, <c>2h</c>, <c>3d</c>) or a time; without a zone it is UTC.</summary>
    internal static DateTimeOffset? ParseSince(string text, DateTimeOffset now)
    {
        var unit = text.Length > 1 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 } : 0;
        if (unit > 0 && uint.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count * (double)unit < (now - DateTimeOffset.UnixEpoch).TotalSeconds)
        {
            return now - TimeSpan.FromSeconds(count * (double)unit);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    internal static Func<System.CommandLine.Parsing.ArgumentResult, DateTimeOffset?> SinceParser(Language language) => result =>
    {
        var word = result.Tokens[0].Value;
        var since = ParseSince(word, DateTimeOffset.UtcNow);
        if (since is null)
        {
            result.AddError(language.Say(
                $"--since {word} không phải là 10m, 2h, 3d hay giờ như 2026-11-22T08:00Z.", $"--since {word} is neither 10m, 2h or 3d nor a time such as 2026-11-22T08:00Z."));
        }

        return since;
    };

    private static async Task ListAsync(NodeClient node, Output output, int limit, ListCallsRequest request, CancellationToken cancel)
    {
        var calls = new List<Call>();
        do
        {
            request.PageSize = Math.Min(limit - calls.Count, ApiLimits.LargestPage);
            var page = await node.Calls.ListAsync(request, cancellationToken: cancel);
            calls.AddRange(page.Calls);
            request.PageToken = page.NextPageToken;
        }
        while (calls.Count < limit && request.PageToken.Length > 0);
        if (output.Json)
        {
            foreach (var call in calls.Take(limit))
            {
                output.Object(json => CallView.Write(json, call));
            }
        }
        else
        {
            output.Table(CallView.Heads(output.Language), calls.Take(limit).Select(call => CallView.Row(call, output.Language)));
        }
    }

    private static async Task FollowAsync(NodeClient node, Output output, FollowCallsRequest request)
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            using var events = node.Calls.Follow(request, cancellationToken: stop.Token);
            await foreach (var told in events.ResponseStream.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                foreach (var call in told.Changed is { } changed ? [changed] : told.Snapshot.Calls)
                {
                    Tell(output, call);
                }
            }
        }
        catch (Exception ended) when (stop.IsCancellationRequested && ended is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            // Ctrl-C is how one leaves.
        }
    }

    private static void Tell(Output output, Call call)
    {
        if (output.Json)
        {
            output.Object(json => CallView.Write(json, call));
        }
        else
        {
            output.Line(string.Join("  ", CallView.Row(call, output.Language).Where(cell => cell.Length > 0)));
            Console.Out.Flush();
        }
    }
}
