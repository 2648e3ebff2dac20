using System.Globalization;
using Grpc.Core;
using RadioNet.Api;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Services;

/// <summary>What a request is refused with: the gRPC status of each cause, in one place.</summary>
internal static class Refusal
{
    /// <summary>A field that makes no sense; the sentence begins with its name.</summary>
    public static RpcException Field(string field, string what) => new(new Status(StatusCode.InvalidArgument, $"{field}: {what}"));

    public static RpcException NotFound(string what) => new(new Status(StatusCode.NotFound, what));

    /// <summary>The plan is the root's to change.</summary>
    public static RpcException OfRoot(string self, string root) => new(new Status(StatusCode.FailedPrecondition,
        $"The plan is changed at the root node {root} alone, and {self} gets it from there. Ask {root}, with --server."));

    /// <summary>The plan has changed since the caller has seen it.</summary>
    public static RpcException Stale(int expected, int current) => new(new Status(StatusCode.Aborted,
        $"expected_revision: the plan is at revision {current}, not {expected}. Look at what changed, then ask again."));

    /// <summary>Checks the id that makes a change safe to ask again.</summary>
    public static string RequestId(string id) => id.Length is > 0 and <= ApiLimits.LongestRequestId
        ? id
        : throw Field("request_id", $"must have 1 to {ApiLimits.LongestRequestId} characters, chosen anew for each change.");

    /// <summary>Who asks; a node without accounts believes it.</summary>
    public static string Who(string who) => who.Length switch
    {
        0 => "anonymous",
        <= 100 => who,
        _ => throw Field("who", "must have at most 100 characters."),
    };

    public static string Comment(string comment) =>
        comment.Length <= 1000 ? comment : throw Field("comment", "must have at most 1000 characters.");

    public static int PageSize(int size, int usual) => size switch
    {
        0 => usual,
        > 0 and <= ApiLimits.LargestPage => size,
        _ => throw Field("page_size", $"must be from 1 to {ApiLimits.LargestPage}, or 0 for {usual}."),
    };

    /// <summary>Where a page begins; a token is the number at which the last page stopped.</summary>
    public static long PageToken(string token, long start)
    {
        if (token.Length == 0)
        {
            return start;
        }

        return long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Field("page_token", "is none that this service gave. Leave it empty for the first page.");
    }

    public static string NextToken(bool more, long number) => more ? number.ToString(CultureInfo.InvariantCulture) : "";
}
