using System.Security.Cryptography;
using System.Text;
using RadioNet.Api;
using RadioNet.Plan;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Plans that came from above, each unpacked and read once for all nodes of a process: the octets of a revision are the same for all of
/// them, and what is read of them is immutable. Safe from any thread; who asks for what another is reading waits for it.
/// </summary>
internal sealed class PlanReadings
{
    /// <summary>Readings kept: the newest revision, and the one before for who is a step behind.</summary>
    private const int Most = 2;

    private readonly Lock _gate = new();
    private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 2 * Math.Max(2, Environment.ProcessorCount)).ConcurrentScheduler;
    private readonly LinkedList<(string Hash, Lazy<ReadPlan?> Read)> _kept = [];

    /// <summary>
    /// Works off what a node of the process was told of the plan, as many at once as the processors and a disk are good for: the first are
    /// done before the last begin, and what else the nodes say to each other, their signs of life first, does not wait behind all of them.
    /// </summary>
    public Task InTurnAsync(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turns);

    /// <summary>Reads a canonical text.</summary>
    /// <param name="packed">As it came: UTF-8, Brotli-compressed.</param>
    /// <returns>What was read; null when the octets are damaged, or unpack to more than any plan is.</returns>
    public ReadPlan? Read(ReadOnlySpan<byte> packed)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(packed));
        Lazy<ReadPlan?>? read;
        lock (_gate)
        {
            read = _kept.FirstOrDefault(one => one.Hash == hash).Read;
            if (read is null)
            {
                var octets = packed.ToArray();
                _kept.AddFirst((hash, read = new Lazy<ReadPlan?>(() => Unpacked(octets))));
                while (_kept.Count > Most)
                {
                    _kept.RemoveLast();
                }
            }
        }

        return read.Value;
    }

    private static ReadPlan? Unpacked(byte[] packed) => PackedOctets.Unpack(packed, ApiLimits.LargestMessage) is { } text
        ? new ReadPlan(packed, SHA256.HashData(text), Written(Encoding.UTF8.GetString(text)))
        : null;

    /// <summary>
    /// The plan with the lines that it has in an export of this node, to which a decision's line sends its reader; another version
    /// of the software at the root may write it with others.
    /// </summary>
    private static PlanReading Written(string text)
    {
        var reading = PlanReader.Read(text);
        return reading.Succeeded && PlanWriter.Write(reading.Plan) is var written && written != text ? PlanReader.Read(written) : reading;
    }
}
