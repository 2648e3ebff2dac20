using System.Net;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Consoles.Tests;

/// <summary>The rig's repeater on real UDP, and what it hears, each with the wall clock's time.</summary>
internal sealed class HearingRepeater : IAsyncDisposable
{
    private readonly List<Heard> _heard = [];

    private HearingRepeater(IPEndPoint node)
    {
        Repeater = new VirtualRepeater(new VirtualRepeaterOptions { Master = node, Repeater = new RepeaterId(452001), Secret = "s" });
        Repeater.BurstHeard += (VirtualRepeater _, in DmrdPacket packet) =>
        {
            var at = DateTimeOffset.UtcNow;
            lock (_heard) _heard.Add(new Heard(at, packet.Burst, packet.Payload.ToArray()));
        };
    }

    public VirtualRepeater Repeater { get; }

    /// <summary>What it heard since it was asked to forget.</summary>
    public IReadOnlyList<Heard> Bursts
    {
        get
        {
            lock (_heard) return [.. _heard];
        }
    }

    /// <summary>Logs it in.</summary>
    public static async Task<HearingRepeater> StartAsync(IPEndPoint node)
    {
        var one = new HearingRepeater(node);
        one.Repeater.Start();
        await one.Repeater.WaitForAsync(LoginState.Running).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        return one;
    }

    public void Forget()
    {
        lock (_heard) _heard.Clear();
    }

    public ValueTask DisposeAsync() => Repeater.DisposeAsync();

    /// <summary>A burst that it heard.</summary>
    internal readonly record struct Heard(DateTimeOffset At, DmrdBurst Kind, byte[] Payload);
}
