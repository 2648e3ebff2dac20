using Grpc.Core;
using RadioNet.Api;
using RadioNet.Core.Accounts;
using RadioNet.Tests.EndToEnd.Rig;
using static RadioNet.Tests.Tiers.TierRig;

namespace RadioNet.Tests.Tiers;

/// <summary>Dispatchers sign in at nodes below the root, also while those are cut off from it.</summary>
[Collection(nameof(RealTime))]
public sealed class TierSignInTests
{
    private const string Password = "mưa to nước lớn", Another = "nước đã rút rồi";

    [TierFact]
    public async Task A_commune_that_is_cut_off_signs_its_dispatcher_in_until_the_plan_says_otherwise()
    {
        var (hash, other) = (PasswordHash.Of(Password), PasswordHash.Of(Another));
        await using var rig = await StartAsync();
        await rig.AddAsync(District, Root);
        await rig.AddAsync(Commune, District);
        await rig.AddAsync(Elsewhere, Root);
        int revision = await rig.ApplyAsync("with-users", Users(hash));
        foreach (string node in new[] { District, Commune, Elsewhere })
        {
            await rig.HasPlanAsync(node, revision);
        }

        Assert.NotNull(await SignInAsync(rig, Elsewhere, "chief", Password));
        Assert.Null(await SignInAsync(rig, Elsewhere, "clerk", Password));

        // The flood: the commune is alone, and starts anew meanwhile.
        await rig.KillAsync(District);
        await rig.KillAsync(Commune);
        await rig.StartAsync(Commune);
        (await rig[Commune].RunAsync("subscriber", "set", "4520001", "alias=Flood")).Succeeded();
        var token = await SignInAsync(rig, Commune, "clerk", Password);
        Assert.NotNull(token);
        Assert.NotNull(await SignInAsync(rig, Commune, "chief", Password));
        Assert.Null(await SignInAsync(rig, Commune, "clerk", Another));
        Assert.Null(await SignInAsync(rig, Commune, "stranger", Password));
        var who = await rig[Commune].Consoles.WhoAmIAsync(new WhoAmIRequest(), Bearer(token));
        Assert.Equal(("clerk", "commune", Commune), (who.Name, who.Place, who.Node));
        Assert.Equal([1001u], (await rig[Commune].Consoles.ListTalkgroupsAsync(new ListConsoleTalkgroupsRequest(), Bearer(token))).Talkgroups.Select(one => one.Id));

        // Another password at the root: it serves at the commune as soon as that hears of it, and what the old one opened is over.
        int changed = await rig.ApplyAsync("with-another-password", Users(other));
        await rig.StartAsync(District);
        // The commune's own edit comes up at once, and makes one more.
        await rig.HasPlanAsync(Commune, changed + 1, TimeSpan.FromSeconds(30));
        Assert.False(await ServesAsync(rig, token));
        Assert.Null(await SignInAsync(rig, Commune, "clerk", Password));
        token = await SignInAsync(rig, Commune, "clerk", Another);
        Assert.NotNull(token);
        Assert.True(await ServesAsync(rig, token));

        await rig.HasPlanAsync(Commune, await rig.ApplyAsync("without-clerk", Users(null)), TimeSpan.FromSeconds(30));
        Assert.False(await ServesAsync(rig, token));
        Assert.Null(await SignInAsync(rig, Commune, "clerk", Another));
    }

    private static string Users(string? clerk) => $$"""
        talkgroups: [ { id: 1001, name: Cứu hộ, home: commune } ]
        subscribers: [ { id: 4520001, alias: Đội 1, talkgroups: [ 1001 ] } ]
        users:
          - { name: chief, role: dispatcher, place: province, password-hash: "{{PasswordHash.Of(Password)}}" }
        {{(clerk is null ? "" : $"  - {{ name: clerk, role: dispatcher, place: commune, password-hash: \"{clerk}\" }}")}}
        """;

    /// <summary>A token; null when name and password are refused.</summary>
    private static async Task<string?> SignInAsync(TierRig rig, string node, string name, string password)
    {
        try
        {
            return (await rig[node].Consoles.SignInAsync(new SignInRequest { Name = name, Password = password })).Token;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.Unauthenticated)
        {
            return null;
        }
    }

    private static async Task<bool> ServesAsync(TierRig rig, string token)
    {
        try
        {
            await rig[Commune].Consoles.WhoAmIAsync(new WhoAmIRequest(), Bearer(token));
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.Unauthenticated)
        {
            return false;
        }
    }

    private static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };
}
