using System.Security.Cryptography;
using System.Text;
using RadioNet.Plan;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Plans that came from above, each read once for all nodes of a process: the text of a revision is the same for all of them, and
/// what is read of it is immutable. Safe from any thread; who asks for what another is reading waits for it.
/// </summary>
internal sealed class PlanReadings
{
    /// <summary>Readings kept: the newest revision, and the one before for who is a step behind.</summary>
    private const int Most = 2;

    private readonly Lock _gate = new();
    private readonly LinkedList<(string Hash, Lazy<PlanReading> Reading)> _kept = [];

    /// <summary>Reads a canonical text.</summary>
    /// <param name="text">UTF-8.</param>
    public PlanReading Read(byte[] text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(text));
        Lazy<PlanReading>? reading;
        lock (_gate)
        {
            reading = _kept.FirstOrDefault(one => one.Hash == hash).Reading;
            if (reading is null)
            {
                _kept.AddFirst((hash, reading = new Lazy<PlanReading>(() => Written(Encoding.UTF8.GetString(text)))));
                while (_kept.Count > Most)
                {
                    _kept.RemoveLast();
                }
            }
        }

        return reading.Value;
    }

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
