namespace RadioNet.Command.Bench;

/// <summary>What a load test does: so many repeaters, so many calls at once, each to so many listeners.</summary>
internal sealed record BenchScenario
{
    /// <summary>A short run that shows everything: for trying it, and for the ordinary tests.</summary>
    public static readonly BenchScenario Quick = new()
    {
        Name = "quick",
        Repeaters = 40,
        Calls = 10,
        Listeners = 3,
        Seconds = 3,
        WarmUpSeconds = 2,
        RelayWarmUpSeconds = 1,
        SuperframesPerSpurt = 2,
    };

    /// <summary>The named ones, in the order of the help.</summary>
    public static readonly IReadOnlyList<BenchScenario> All =
    [
        Quick,
        new() { Name = "pairs", Repeaters = 1000, Calls = 500, Listeners = 1, Seconds = 30 },
        new() { Name = "everybody", Repeaters = 1000, Calls = 1, Listeners = 999, Seconds = 180 },
        new() { Name = "fan-out", Repeaters = 101, Calls = 100, Listeners = 100, Seconds = 30, Links = true },
        new()
        {
            Name = "plan-size",
            Kind = BenchKind.PlanSize,

            // Enough listeners that the delay is the node's work, and no toss of the scheduler's coin between two idle cores.
            Repeaters = 101,
            Calls = 100,
            Listeners = 40,
            Seconds = 10,
            Links = true,
            Talkgroups = 20_000,
            Subscribers = 50_000,
        },
        new() { Name = "tiers", Repeaters = 20, Calls = 20, Listeners = 19, Seconds = 30, Links = true, Nodes = 3 },
        new() { Name = "idle", Kind = BenchKind.Idle, Repeaters = 1000, Calls = 1, Listeners = 1, Seconds = 30 },
    ];

    /// <summary>Its name; <c>custom</c> when the words of the command changed it.</summary>
    public required string Name { get; init; }

    /// <summary>What is compared with what.</summary>
    public BenchKind Kind { get; init; }

    /// <summary>Repeaters that log in, each with a socket of its own.</summary>
    public required int Repeaters { get; init; }

    /// <summary>Calls at once, each on a talkgroup of its own.</summary>
    public required int Calls { get; init; }

    /// <summary>Repeaters that hear each call, the talker's not counted.</summary>
    public required int Listeners { get; init; }

    /// <summary>How long to talk; the least, rounded up to whole spurts.</summary>
    public required int Seconds { get; init; }

    /// <summary>How long to talk before that, uncounted, so that all code is compiled as well as it will ever be.</summary>
    public int WarmUpSeconds { get; init; } = 20;

    /// <summary>The same for the bare relay, which has little code.</summary>
    public int RelayWarmUpSeconds { get; init; } = 3;

    /// <summary>Whether the repeaters are links that carry many calls at once, and no two-slot repeaters.</summary>
    public bool Links { get; init; }

    /// <summary>Nodes, each below the one before; the repeaters log in at them in turn, and the first arbitrates all calls.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>Talkgroups of the plan, those of the calls included; fewer than the calls is as many as them.</summary>
    public int Talkgroups { get; init; }

    /// <summary>Subscribers of the plan, the talkers included; fewer than the calls is as many as them.</summary>
    public int Subscribers { get; init; }

    /// <summary>Superframes of 360 ms in a spurt.</summary>
    public int SuperframesPerSpurt { get; init; } = 10;

    /// <summary>Why it cannot be run, in Vietnamese and English; null when it can.</summary>
    public (string Vi, string En)? Problem()
    {
        if (Listeners >= Repeaters)
        {
            return ("--listeners phải ít hơn --repeaters.", "--listeners must be fewer than --repeaters.");
        }

        return !Links && Calls * (Listeners + 1L) > 2L * Repeaters
            ? ("Mỗi trạm lặp chỉ có hai khe thời gian: hãy bớt --calls hay --listeners, thêm --repeaters, hoặc dùng --links.",
                "A repeater has two timeslots: take fewer --calls or --listeners, more --repeaters, or --links.")
            : null;
    }
}
