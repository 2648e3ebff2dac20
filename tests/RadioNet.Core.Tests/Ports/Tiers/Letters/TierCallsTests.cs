using CsCheck;
using Google.Protobuf;
using RadioNet.Api;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Ports.Tiers.Letters;

namespace RadioNet.Core.Tests.Ports.Tiers.Letters;

/// <summary>What neighbour nodes say of calls, written and read again.</summary>
public sealed class TierCallsTests
{
    /// <summary>What a node says to itself alone: to its journal, alarms, timers and ports, of its ports, and its desk to its machines.</summary>
    private static readonly Type[] _stay =
    [
        typeof(ToAlarms.Emergency), typeof(ToAlarms.ClonedRadio), typeof(ToJournal.Call), typeof(ToJournal.NewArbiter), typeof(ToClock.Set), typeof(TimerFired),
        typeof(ToPorts.WhatAt), typeof(ToIngress.Started), typeof(ToIngress.RefusedThere), typeof(ToIngress.OptionsKnown), typeof(ToIngress.StillThere),
        typeof(ToIngress.SayAgain), typeof(ToIngress.Listening), typeof(ToIngress.Over), typeof(ToIngress.WhatAt), typeof(ToCall.NodesLost), typeof(ToCall.SitesLost), typeof(ToCall.Heal),
        typeof(ToCall.GiveUp), typeof(ToSite.SayAgain), typeof(ToSite.NodesLost), typeof(ToSite.Moved), typeof(ToSubscriber.Unwatched), typeof(ToSubscriber.Heard),
    ];

    private static Type[] All { get; } = [.. typeof(Message).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Message)) && !type.IsAbstract)];

    public static TheoryData<string> Travel { get; } = [.. All.Except(_stay).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Travel))]
    public void A_letter_comes_as_it_was_sent(string type) => Gen.Int.Sample(
        seed => AssertCarried(new Made(new Random(seed)).Envelope(typeof(Message).Assembly.GetType(type)!)), iter: 200);

    [Fact]
    public void What_hangs_together_comes_as_it_was_sent() => Gen.Int.Sample(
        seed =>
        {
            var made = new Made(new Random(seed));
            AssertCarried(made.Below());
            AssertCarried(made.Whole());
            AssertCarried(made.Joined());
        },
        iter: 1000);

    [Fact]
    public void What_a_node_says_to_itself_alone_has_no_form()
    {
        foreach (var type in _stay)
        {
            Assert.Throws<ArgumentException>(() => TierCalls.Of(new TierMessage.Envelope("a", "b", new Letter(Address.Call("all"), Bare(type)), null), "a"));
        }

        Assert.Throws<ArgumentException>(() => TierCalls.Of(
            new TierMessage.Envelope("a", "b", new Letter(Address.Journal, new ToCall.SiteForgot("s")), null), "a"));
    }

    [Fact]
    public void Whatever_comes_is_taken_or_refused()
    {
        var (taken, refused) = (0, 0);
        Gen.Int.Sample(
            seed =>
            {
                var die = new Random(seed);
                var bytes = Any(new Made(die), die).ToByteArray();
                for (var times = 1 + die.Next(6); times > 0 && bytes.Length > 0; times--)
                {
                    bytes = Hurt(bytes, die);
                }

                if (TryParse(bytes, out var said) && TierCalls.TryRead(said, Made.Neighbour, Made.Self, out var message, out var why))
                {
                    AssertCarried(message);
                    Interlocked.Increment(ref taken);
                }
                else
                {
                    Interlocked.Increment(ref refused);
                }
            },
            iter: 50_000);
        Assert.True(taken > 1000 && refused > 1000, $"{taken} taken, {refused} refused");
    }

    [Fact]
    public void A_term_that_no_network_reaches_is_refused()
    {
        var made = new Made(new Random(1));
        AssertCarried(made.Below() with { Clock = Terms.Largest });
        AssertRefused("clock is no term", made.Below() with { Clock = Terms.Largest + 1 });
        AssertRefused("clock is no term", made.Whole() with { Clock = long.MaxValue });
        AssertRefused("stamp.term is no term", made.Envelope(typeof(ToRouter.Stop)) with { Stamp = new Stamp("all", "a", long.MaxValue) });
    }

    [Fact]
    public void An_order_to_the_router_has_a_stream_id_that_is_not_0()
    {
        var made = new Made(new Random(1));
        var grant = (ToRouter.Grant)made.Letter(typeof(ToRouter.Grant)).Message;
        AssertRefused("outgoing_stream is 0", Order(grant with { OutgoingStream = 0 }));
        var relay = (ToRouter.Relay)made.Letter(typeof(ToRouter.Relay)).Message with { OutgoingStream = 0, Branch = new Branch("a", [], []) };
        AssertRefused("outgoing_stream is 0", Order(relay));
        AssertCarried(Order(relay with { Branch = null }));
    }

    internal static void AssertCarried(TierMessage message)
    {
        var said = TierCall.Parser.ParseFrom(TierCalls.Of(message, Made.Self).ToByteArray());
        Assert.True(TierCalls.TryRead(said, Made.Neighbour, Made.Self, out var read, out var why), $"{why}: {Made.Shown(message)}");
        Assert.Null(why);
        Assert.Equal(Made.Shown(message), Made.Shown(read));
    }

    private static TierMessage.Envelope Order(ToRouter order) => new("a", "b", new Letter(Address.Router, order), null);

    private static void AssertRefused(string problem, TierMessage message)
    {
        Assert.False(TierCalls.TryRead(TierCalls.Of(message, Made.Self), Made.Neighbour, Made.Self, out _, out var why));
        Assert.Equal(problem, why);
    }

    private static TierCall Any(Made made, Random die) => TierCalls.Of(
        die.Next(6) switch
        {
            0 => made.Below(),
            1 => made.Whole(),
            2 => made.Joined(),
            _ => made.Envelope(All.Except(_stay).ElementAt(die.Next(All.Length - _stay.Length))),
        },
        Made.Self);

    private static byte[] Hurt(byte[] bytes, Random die)
    {
        var at = die.Next(bytes.Length);
        switch (die.Next(4))
        {
            case 0:
                bytes[at] = (byte)die.Next(256);
                return bytes;
            case 1:
                bytes[at] ^= (byte)(1 << die.Next(8));
                return bytes;
            case 2:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + die.Next(8))..]];
            default:
                var until = Math.Min(bytes.Length, at + 1 + die.Next(32));
                return [.. bytes[..until], .. bytes[at..until], .. bytes[until..]];
        }
    }

    private static bool TryParse(byte[] bytes, out TierCall said)
    {
        try
        {
            said = TierCall.Parser.ParseFrom(bytes);
            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            said = new TierCall();
            return false;
        }
    }

    private static Message Bare(Type type) => (Message)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
}
