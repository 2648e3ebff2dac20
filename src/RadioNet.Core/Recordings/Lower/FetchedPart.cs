using RadioNet.Api;

namespace RadioNet.Core.Recordings.Lower;

/// <summary>Octets of a recording at another node.</summary>
/// <param name="Size">Octets of the whole file.</param>
/// <param name="Octets">Those from where it was asked.</param>
/// <param name="Problem">Why there are none; unspecified when there are.</param>
internal readonly record struct FetchedPart(long Size, ReadOnlyMemory<byte> Octets, RecordingProblem Problem)
{
    public static FetchedPart None(RecordingProblem problem) => new(0, default, problem);
}
