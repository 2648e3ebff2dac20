using System.Net.Sockets;
using Grpc.Core;

namespace RadioNet.Api.Links;

/// <summary>What went wrong with a link.</summary>
public static class LinkFailure
{
    /// <summary>Whether a failure to attach is one of the node or of the way to it.</summary>
    public static bool IsOfLink(Exception failure) =>
        failure is RpcException or OperationCanceledException or HttpRequestException or IOException or SocketException;

    /// <summary>What a failure of a link means, and its words.</summary>
    public static (LinkLoss Why, string Detail) Explain(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure switch
        {
            RpcException { StatusCode: StatusCode.NotFound or StatusCode.PermissionDenied or StatusCode.Unauthenticated or StatusCode.InvalidArgument } refused =>
                (LinkLoss.Refused, refused.Status.Detail),
            RpcException { StatusCode: StatusCode.Aborted } left => (LinkLoss.Left, left.Status.Detail),
            RpcException broken => (LinkLoss.Unreachable, broken.Status.Detail),
            OperationCanceledException => (LinkLoss.Silent, "The node did not answer in time."),
            _ => (LinkLoss.Unreachable, failure.Message),
        };
    }
}
