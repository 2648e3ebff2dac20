using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Calls;
using RadioNet.Protocols;
using RadioNet.Voice.Routing;

namespace RadioNet.Core.Tests.Calls;

/// <summary>The spurts of other nodes that a node shows.</summary>
public sealed class LiveStreamsTests
{
    private static readonly CallId _call = new("core", 1, 1);
    private static readonly TimeSpan _wait = new RouterOptions().RelayWait + TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly LiveStreams _streams;

    public LiveStreamsTests() => _streams = new LiveStreams("district", _time);

    [Fact]
    public void A_spurt_whose_voice_comes_no_more_is_forgotten_though_nobody_says_that_it_is_over()
    {
        _streams.Show(Order(1));
        _streams.Note(Mark(1, stream: 7, ends: false));
        _time.Advance(10 * _wait);
        Assert.Single(_streams.Relays);
        _streams.Note(Mark(1, stream: 8, ends: true)); // which was never let through
        _time.Advance(_wait);
        Assert.Single(_streams.Relays);
        _streams.Note(Mark(1, stream: 7, ends: true));
        _time.Advance(_wait / 2);
        Assert.Single(_streams.Relays);
        _time.Advance(_wait / 2);
        Assert.Empty(_streams.Relays);
    }

    [Fact]
    public void A_spurt_whose_voice_never_came_is_forgotten_too()
    {
        _streams.Show(Order(1));
        _time.Advance(_wait / 2);
        _streams.Show(Order(1));
        _time.Advance(_wait / 2);
        Assert.Single(_streams.Relays);
        _time.Advance(_wait);
        Assert.Empty(_streams.Relays);
    }

    [Fact]
    public void A_spurt_that_is_over_is_shown_no_more()
    {
        _streams.Show(Order(1));
        _streams.Show(Order(1) with { Branch = null });
        Assert.Empty(_streams.Relays);
    }

    [Fact]
    public void They_are_bounded_and_those_whose_voice_comes_stay()
    {
        _streams.Show(Order(0));
        _streams.Note(Mark(0, stream: 7, ends: false));
        for (var spurt = 1; spurt <= LiveStreams.MostRelays; spurt++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _streams.Show(Order(spurt));
        }

        Assert.Equal(LiveStreams.MostRelays, _streams.Relays.Count());
        Assert.Contains(_streams.Relays, relay => relay.From == "n0");
        Assert.DoesNotContain(_streams.Relays, relay => relay.From == "n1");
    }

    private static ToRouter.Relay Order(int spurt) => new(_call, new SpurtId("core", 1, spurt), 1, new Branch($"n{spurt}", [], []));

    private static PassMark Mark(int spurt, long stream, bool ends) => new()
    {
        Stream = new StreamId(stream),
        Spurt = IdSource.NumberOf(new SpurtId("core", 1, spurt)),
        FromNode = true,
        To = ends ? null : new PortId(1),
    };
}
