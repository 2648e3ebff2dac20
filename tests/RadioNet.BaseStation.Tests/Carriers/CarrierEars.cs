using System.Collections.Concurrent;
using System.Diagnostics;
using RadioNet.BaseStation.Carriers;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Repeater;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Tests.Carriers;

/// <summary>Keeps what a carrier says. Bursts it only stamps, in room taken at the start, so that a carrier's thread allocates nothing for it.</summary>
internal sealed class CarrierEars : ICarrierUser
{
    private const int MostBursts = 4096;

    private readonly (long At, LinkBurst Head)[] _bursts = new (long, LinkBurst)[MostBursts];
    private int _count;

    public static TimeSpan Soon { get; } = TimeSpan.FromSeconds(20);

    public ConcurrentQueue<(long At, ModemCondition Condition)> Conditions { get; } = new();

    public ConcurrentQueue<ModemAlarm> Alarms { get; } = new();

    public ConcurrentQueue<RepeaterEvent> Events { get; } = new();

    public int Bursts => Volatile.Read(ref _count);

    public IEnumerable<ModemPhase> Phases => Conditions.Select(told => told.Condition.Phase);

    /// <summary>When a burst was handed over, and its head.</summary>
    public (long At, LinkBurst Head) this[int burst] => _bursts[burst];

    public void SendToNetwork(in LinkBurst head, ReadOnlySpan<byte> burst, in UplinkPlace place)
    {
        if (_count < MostBursts) _bursts[_count] = (Stopwatch.GetTimestamp(), head);
        Volatile.Write(ref _count, _count + 1);
    }

    public void Tell(in RepeaterEvent said) => Events.Enqueue(said);

    public void OnCondition(ModemCondition condition) => Conditions.Enqueue((Stopwatch.GetTimestamp(), condition));

    public void OnAlarm(ModemAlarm alarm) => Alarms.Enqueue(alarm);

    public void OnOther(in ModemFrame frame)
    {
    }

    /// <summary>Waits until a phase is told for so many a time, and returns when that was.</summary>
    public long WaitFor(ModemPhase phase, int times = 1)
    {
        Wait(() => Phases.Count(told => told == phase) >= times, $"The modem was not {phase} {times} times, but {string.Join(", ", Conditions)}");
        return Conditions.Where(told => told.Condition.Phase == phase).ElementAt(times - 1).At;
    }

    public static void Wait(Func<bool> holds, string otherwise) => Assert.True(SpinUntil(holds), otherwise);

    private static bool SpinUntil(Func<bool> holds)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Soon;)
        {
            if (holds()) return true;
            Thread.Sleep(5);
        }

        return holds();
    }
}
