using System.Diagnostics;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Repeaters;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.Consoles;

/// <summary>What a virtual repeater is sent, burst by burst.</summary>
internal sealed class RepeaterEar
{
    private readonly List<Heard> _bursts = [];

    public RepeaterEar(VirtualRepeater repeater) => repeater.BurstHeard += (VirtualRepeater _, in DmrdPacket packet) =>
    {
        var heard = new Heard(packet.Burst, packet.Sequence, packet.Source.Value, packet.Target, packet.Payload.ToArray(), Stopwatch.GetTimestamp());
        lock (_bursts) _bursts.Add(heard);
    };

    public List<Heard> Bursts
    {
        get
        {
            lock (_bursts) return [.. _bursts];
        }
    }

    public void Clear()
    {
        lock (_bursts) _bursts.Clear();
    }

    public Task HearsAsync(Func<List<Heard>, bool> isSo) => Wait.UntilAsync(() => isSo(Bursts), () => $"It heard {string.Join(' ', Bursts.Select(burst => burst.Kind))}.");

    internal sealed record Heard(DmrdBurst Kind, byte Sequence, uint Source, uint Target, byte[] Payload, long At);
}
