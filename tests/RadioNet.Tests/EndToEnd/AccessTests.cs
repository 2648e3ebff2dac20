using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text.Json;
using Grpc.Core;
using RadioNet.Api.Links;
using RadioNet.Protocols.Identity;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.EndToEnd;

/// <summary>Letting sites and nodes into the network and putting them out, with the command's own words and a node that is killed.</summary>
public sealed class AccessTests : IDisposable
{
    private const string Plan = """
        network: test-net
        tiers: [ { level: 1, name: Province }, { level: 2, name: District } ]
        places: [ { id: province, tier: 1 }, { id: district, tier: 2, in: province } ]
        nodes: [ { id: core, at: province }, { id: core-district, at: district } ]
        sites: [ { id: hill, at: district }, { id: roof, at: district } ]
        """;

    private static readonly LinkClock Clock = new(TimeProvider.System);
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.Path, "data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_site_is_let_in_listed_and_put_out()
    {
        await using var node = await StartAsync();
        var links = node.Ready.GetProperty("links").GetString()!;
        Assert.Matches(@"^https://127\.0\.0\.1:[1-9]\d*$", links);

        var answer = Assert.Single((await node.RunAsync("site", "token", "hill", "--json")).Succeeded().Json);
        Assert.Equal(["token", "expires"], answer.EnumerateObject().Select(field => field.Name));
        Assert.InRange(answer.GetProperty("expires").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        using var site = await EnrollAsync(node, answer.GetProperty("token").GetString()!, "site");
        using var channel = LinkChannel.Open(new Uri(links), new LinkHolder(site), Clock);
        using var renewed = await Enrollment("site").RenewAsync(channel, site);
        Assert.Equal("radionet://test-net/site/hill", renewed.Identity.ToString());

        var listed = (await node.RunAsync("ca", "list", "--id", "hill", "--json")).Succeeded().Json;
        Assert.Equal([renewed.Certificate.SerialNumber, site.Certificate.SerialNumber], listed.Select(Word("serial")));
        Assert.True(listed[1].GetProperty("connected").GetBoolean());
        Assert.Contains("site hill  valid", (await node.RunAsync("ca", "list")).Succeeded().Output, StringComparison.Ordinal);

        await node.RunAsync("site", "revoke", "hill", "--serial", site.Certificate.SerialNumber);
        await Wait.UntilAsync(
            async () => (await StatusOfAsync(node, site, "old")) == StatusCode.Unauthenticated, () => Task.FromResult("The revoked certificate still serves."));
        Assert.Contains("Revoked: 1 certificates, 0 unused tokens", (await node.RunAsync("site", "revoke", "hill")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(StatusCode.Unauthenticated, await StatusOfAsync(node, renewed, "old"));
    }

    [Fact]
    public async Task A_node_is_let_in_and_listed_with_the_root()
    {
        await using var node = await StartAsync();
        var token = (await node.RunAsync("node", "token", "core-district")).Succeeded().OutputLines[0];
        using var lower = await EnrollAsync(node, token, "lower");
        var nodes = (await node.RunAsync("node", "list", "--json")).Succeeded().Json;
        Assert.Equal(["core", "core-district"], nodes.Select(Word("id")));
        Assert.Equal([true, false], nodes.Select(one => one.GetProperty("self").GetBoolean()));
        Assert.Equal(lower.Certificate.SerialNumber, nodes[1].GetProperty("certificate").GetProperty("serial").GetString());
        Assert.Contains("core-district", (await node.RunAsync("node", "revoke", "core-district", "--json")).Succeeded().Output, StringComparison.Ordinal);

        foreach (var (words, sentence) in new[]
        {
            (["site", "token", "nowhere"], "The plan has no site \"nowhere\"."),
            (["node", "revoke", "nowhere"], "The plan has no node \"nowhere\", and it has no certificate."),
            (new[] { "node", "token", "core" }, "id: \"core\" is this node, which gives itself its certificate."),
        })
        {
            var refused = await node.RunAsync(words);
            Assert.Equal((1, sentence), (refused.ExitCode, refused.Errors.Trim()));
        }
    }

    [Fact]
    public async Task What_was_answered_survives_a_kill()
    {
        var holders = new List<LinkCredentials>();
        var used = "";
        for (var kill = 0; kill < 3; kill++)
        {
            await using var node = await StartAsync();
            foreach (var holder in holders)
            {
                Assert.Equal(StatusCode.OK, await StatusOfAsync(node, holder, "again"));
            }

            var listed = (await node.RunAsync("ca", "list", "--id", "roof", "--json")).Succeeded().Json.Select(Word("serial")).ToHashSet();
            Assert.All(holders, holder => Assert.Contains(holder.Certificate.SerialNumber, listed));
            if (used.Length > 0)
            {
                var refused = await Assert.ThrowsAsync<EnrollmentException>(() => EnrollAsync(node, used, "thief"));
                Assert.Equal(EnrollmentFailure.Refused, refused.Failure);
            }

            used = (await node.RunAsync("site", "token", "roof")).Succeeded().OutputLines[0];
            holders.Add(await EnrollAsync(node, used, $"holder-{kill}"));
            await node.KillAsync();
        }

        holders.ForEach(holder => holder.Dispose());
    }

    [Fact]
    public async Task The_CA_is_backed_up_and_brought_back_to_another_machine()
    {
        var passphrase = _folder.Write("passphrase", "a long enough passphrase\n");
        var backup = Path.Combine(_folder.Path, "backup.pem");
        LinkCredentials site;
        await using (var node = await StartAsync())
        {
            site = await EnrollAsync(node, (await node.RunAsync("site", "token", "hill")).Succeeded().OutputLines[0], "site");
            (await node.RunAsync("ca", "backup", backup, "--passphrase-file", passphrase)).Succeeded();
            Assert.Equal(1, (await node.RunAsync("ca", "backup", backup, "--passphrase-file", passphrase)).ExitCode);
            var tooShort = await node.RunAsync("ca", "backup", backup + "2", "--passphrase-file", _folder.Write("short", "short"));
            Assert.Equal((1, true), (tooShort.ExitCode, tooShort.Errors.StartsWith("passphrase: ", StringComparison.Ordinal)));
            Assert.Equal(2, (await node.RunAsync("ca", "backup", backup + "2")).ExitCode);
            var running = await RestoreAsync(Data, passphrase);
            Assert.Contains("in use by another node", running.Errors, StringComparison.Ordinal);
        }

        var text = await File.ReadAllTextAsync(backup);
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", text, StringComparison.Ordinal);
        var elsewhere = Path.Combine(_folder.Path, "elsewhere");
        await using (var fresh = await StartAsync(elsewhere))
        {
            Assert.NotEqual(StatusCode.OK, await StatusOfAsync(fresh, site, "site"));
        }

        var wrong = await RestoreAsync(elsewhere, _folder.Write("wrong", "another passphrase"), "--replace");
        Assert.Equal((1, true), (wrong.ExitCode, wrong.Errors.Contains("passphrase is another", StringComparison.Ordinal)));
        Assert.Contains("has another CA", (await RestoreAsync(elsewhere, passphrase)).Errors, StringComparison.Ordinal);
        (await RestoreAsync(elsewhere, passphrase, "--replace")).Succeeded();
        await using (var restored = await StartAsync(elsewhere))
        {
            Assert.Equal(StatusCode.OK, await StatusOfAsync(restored, site, "site"));
            Assert.Contains("former-ca", (await restored.RunAsync("ca", "list", "--json")).Succeeded().Json.Select(Word("state")));
            (await restored.RunAsync("site", "revoke", "hill")).Succeeded();
            Assert.Equal(StatusCode.Unauthenticated, await StatusOfAsync(restored, site, "site"));
        }

        site.Dispose();
    }

    [Fact]
    public async Task A_root_that_lost_its_CA_carries_calls_without_links_and_says_so()
    {
        await using (var node = await StartAsync())
        {
            Assert.True(File.Exists(Path.Combine(Data, "ca.pem")));
        }

        File.Delete(Path.Combine(Data, "ca.pem"));
        await using (var node = await StartAsync())
        {
            Assert.False(node.Ready.TryGetProperty("links", out _));
            var alarm = Assert.Single((await node.RunAsync("alarms", "--json")).Succeeded().Json);
            Assert.Equal("no-links", alarm.GetProperty("kind").GetString());
            Assert.Contains("radionet ca restore", (await node.RunAsync("site", "token", "hill")).Errors, StringComparison.Ordinal);
        }

        (await RadioNetCommand.RunAsync("ca", "create", "--data", Data)).Succeeded();
        await using (var node = await StartAsync())
        {
            (await node.RunAsync("site", "token", "hill")).Succeeded();
            Assert.Empty((await node.RunAsync("alarms", "--json")).Succeeded().Json);
        }
    }

    [Fact]
    public async Task Noise_at_the_links_port_is_dropped_without_a_word()
    {
        await using var node = await StartAsync();
        var links = IPEndPoint.Parse(new Uri(node.Ready.GetProperty("links").GetString()!).Authority);
        int said = node.Log.Count;
        var noise = new Random(11);
        for (int attempt = 0; attempt < 200; attempt++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(links);
            byte[] bytes = new byte[noise.Next(1, 2000)];
            noise.NextBytes(bytes);
            var sent = (attempt % 4) switch
            {
                0 => NoiseUnderTlsAsync(client, bytes, []),
                1 => NoiseUnderTlsAsync(client, bytes, [SslApplicationProtocol.Http2]),
                2 => client.GetStream().WriteAsync(bytes).AsTask(),
                _ => client.GetStream().WriteAsync(new byte[] { 0x16, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3 }.Concat(bytes).ToArray()).AsTask(),
            };
            await sent;
        }

        using var site = await EnrollAsync(node, (await node.RunAsync("site", "token", "hill")).Succeeded().OutputLines[0], "site");
        Assert.Equal(StatusCode.OK, await StatusOfAsync(node, site, "site"));
        Assert.Equal([], node.Log.Skip(said));
    }

    private static async Task NoiseUnderTlsAsync(TcpClient client, byte[] noise, List<SslApplicationProtocol> protocols)
    {
        await using var tls = new SslStream(client.GetStream(), false, (_, certificate, _, _) => certificate is not null);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "noise", ApplicationProtocols = protocols });
            await tls.WriteAsync(noise);
            while (await tls.ReadAsync(new byte[100]) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Turned away, as it should be.
        }
    }

    private static Func<JsonElement, string?> Word(string name) => line => line.GetProperty(name).GetString();

    private Task<CommandResult> RestoreAsync(string data, string passphraseFile, params string[] more) => RadioNetCommand.RunAsync(
        ["ca", "restore", Path.Combine(_folder.Path, "backup.pem"), "--data", data, "--passphrase-file", passphraseFile, .. more]);

    private Task<NodeProcess> StartAsync(string? data = null) => NodeProcess.StartAsync(data ?? Data, "--plan", _folder.Write("plan.yaml", Plan));

    private Enrollment Enrollment(string folder) => new(new LinkStore(Path.Combine(_folder.Path, folder)), Clock);

    private async Task<LinkCredentials> EnrollAsync(NodeProcess node, string text, string folder)
    {
        Assert.Equal(EnrollmentTokenStatus.Done, EnrollmentToken.TryParse(text, out var token));
        return await Enrollment(folder).EnrollAsync(new Uri(node.Ready.GetProperty("links").GetString()!), token!);
    }

    /// <summary>How a node answers who shows a certificate.</summary>
    private async Task<StatusCode> StatusOfAsync(NodeProcess node, LinkCredentials credentials, string folder)
    {
        using var channel = LinkChannel.Open(new Uri(node.Ready.GetProperty("links").GetString()!), new LinkHolder(credentials), Clock);
        try
        {
            (await Enrollment(folder).RenewAsync(channel, credentials)).Dispose();
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
