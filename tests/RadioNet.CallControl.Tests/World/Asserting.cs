using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.World;

/// <summary>What a scenario asks of its world.</summary>
internal static class Asserting
{
    /// <summary>Only these timeslot-1 listeners hear a stream.</summary>
    public static void IsHeardAt(this RulesWorld world, Press press, params uint[] repeaters) =>
        Assert.Equal(repeaters, world.Router.Sent.Where(s => s.Stream == press).Select(s => s.At.Repeater.Value).Order());

    public static void IsDenied(this RulesWorld world, Press press, Reason why)
    {
        Assert.False(press.IsPassing);
        Assert.True(press.WasRefused);
        var denial = world.Journal.DenialOf(press);
        Assert.Equal(why, denial.Why);
        Assert.NotEmpty(denial.Decisions);
    }

    public static CallReport CallOf(this RulesWorld world, Press press) =>
        Assert.Single(world.Journal.All, r => r.State != CallState.Denied && r.Spurts.Any(s => s.Source == press.Stream.Source && s.Started == press.Stream.HeardAt));

    /// <summary>What an arbiter asked its ports with, to be answered.</summary>
    public static long Question(this Outbox box) =>
        Assert.Single(box.Letters.Select(l => l.Message).OfType<ToIngress.WhatOf>()).Question;

    public static Press? On(this RulesWorld world, uint repeater, Timeslot slot = Timeslot.One) => world.Router.At(repeater, slot);
}
