using System.Security.Cryptography;
using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Recordings;
using RadioNet.Core.Recordings.Lower;
using Status = Grpc.Core.Status;

namespace RadioNet.Core.Services;

/// <summary>Recordings of lower nodes as those who ask for them are given them.</summary>
internal static class LowerFiles
{
    /// <summary>Brings what was recorded from its node.</summary>
    /// <exception cref="RpcException">It is not in reach, or not what was closed.</exception>
    public static async Task<byte[]> ReadAsync(RecordingFetch fetch, RecordingEntry entry, CancellationToken cancel)
    {
        var (octets, problem) = await fetch.FileAsync(entry.Node, entry.File!, cancel).ConfigureAwait(false);
        return problem switch
        {
            RecordingProblem.Away => throw new RpcException(new Status(StatusCode.Unavailable, $"The recording is at node {entry.Node}, which is not in reach or did not answer. Try again when it is back.")),
            RecordingProblem.Busy => throw new RpcException(new Status(StatusCode.ResourceExhausted, $"Too many recordings are being fetched from {entry.Node}. Try again.")),
            RecordingProblem.Gone => throw new RpcException(new Status(StatusCode.DataLoss, $"Node {entry.Node} has no more the file {entry.File} that its chain names. Check its recordings with 'radionet recordings verify'.")),
            _ when Convert.ToHexStringLower(SHA256.HashData(octets)) != entry.Sha256 =>
                throw new RpcException(new Status(StatusCode.DataLoss, $"{entry.File} of node {entry.Node} is not what that node closed. Check its recordings with 'radionet recordings verify'.")),
            _ => octets,
        };
    }

    /// <summary>Which part of its call an entry's file is, from 1.</summary>
    public static int PartOf(RecordingEntry entry)
    {
        var name = entry.File![(entry.File!.LastIndexOf('/') + 1)..];
        for (var part = 1; part < ushort.MaxValue; part++)
        {
            var one = RecordingFolder.NameOf(entry.Call!, part);
            if (one == name)
            {
                return part;
            }

            if (one.Length > name.Length)
            {
                break;
            }
        }

        return 1;
    }
}
