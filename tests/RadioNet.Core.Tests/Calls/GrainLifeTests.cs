using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.Core.Calls;
using RadioNet.Core.Hosting;

namespace RadioNet.Core.Tests.Calls;

/// <summary>What a real silo's grains tell of their lives.</summary>
public sealed class GrainLifeTests : IAsyncLifetime
{
    private static readonly Address _call = Address.Call("group:1");

    private readonly TempFolder _folder = new();
    private NodeHost? _node;

    public async ValueTask InitializeAsync()
    {
        IPEndPoint any = new(IPAddress.Loopback, 0);
        _node = await NodeHost.StartAsync(new NodeOptions { DataFolder = _folder.Path, Web = any, Grpc = any, Links = any, Homebrew = any, Voice = any });
    }

    public async ValueTask DisposeAsync()
    {
        await _node!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_answer_tells_one_life_of_a_grain_from_the_next()
    {
        await using var seat = Join("another");
        GrainHost machines = new(seat);
        var first = await machines.Handle(_call, new Batch([]));
        Assert.Equal(first.Activation, (await machines.Handle(_call, new Batch([]))).Activation);
        await seat.Grains.GetGrain<ICallGrain>(seat.Prefix + "group:1").AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        var next = first.Activation;
        for (var tries = 0; next == first.Activation && tries < 500; tries++)
        {
            await Task.Delay(10);
            next = (await machines.Handle(_call, new Batch([]))).Activation;
        }

        Assert.NotEqual(0, next);
        Assert.NotEqual(first.Activation, next);
    }

    [Fact]
    public async Task A_machine_that_holds_nothing_is_made_anew_in_another_epoch_alone()
    {
        await using var seat = Join("third");
        GrainHost machines = new(seat);
        Message nothing = new ToCall.Affiliated("nowhere");
        Assert.True(AsksItsPorts(await machines.Handle(_call, new Batch([nothing, new ToCall.GiveUp("x")], 1))));
        Assert.False(AsksItsPorts(await machines.Handle(_call, new Batch([nothing], 1)))); // another node has the call
        Assert.True(AsksItsPorts(await machines.Handle(_call, new Batch([nothing], 2))));
        Assert.False(AsksItsPorts(await machines.Handle(_call, new Batch([nothing], 3)))); // it is learning, which is not forgotten
    }

    private SiloSeat Join(string node) =>
        _node!.Services.GetRequiredService<SiloHost>().Nodes.Join(node, _node.Services.GetRequiredService<RulesContext>());

    private static bool AsksItsPorts(Answer answer) => answer.Letters.Any(letter => letter.Message is ToIngress.WhatOf);
}
