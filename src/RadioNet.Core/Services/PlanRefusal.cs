using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using RadioNet.Api;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Services;

/// <summary>A plan that failed its checks: INVALID_ARGUMENT, with all that is wrong in a trailer.</summary>
internal static class PlanRefusal
{
    /// <summary>Bytes of errors in the trailer: clients bound what they take as headers, many at 64 KB after base64.</summary>
    private const int TrailerRoom = 32 * 1024;

    public static RpcException Of(string field, ImmutableArray<Plan.PlanError> errors)
    {
        var details = new PlanErrors { Total = errors.Length };
        var room = TrailerRoom;
        foreach (var error in errors.Select(Message))
        {
            room -= error.CalculateSize() + 4;
            if (room < 0)
            {
                break;
            }

            details.Errors.Add(error);
        }

        var more = errors.Length > 1 ? $" (and {errors.Length - 1} more)" : "";
        return new RpcException(
            new Status(StatusCode.InvalidArgument, $"{field}: {errors[0]}{more}"),
            new Metadata { { ApiLimits.PlanErrorsTrailer, details.ToByteArray() } });
    }

    public static PlanError Message(Plan.PlanError error) => new() { Line = error.Line, Column = error.Column, Message = error.Message };
}
