using System.Net;
using System.Text.Json;
using RadioNet.Command.Terminal;
using RadioNet.Core.Hosting;

namespace RadioNet.Command.Verbs;

/// <summary>The life of a node in this process. Apart from the verb, so that the other verbs load no server.</summary>
internal static class RunNode
{
    public static async Task<int> RunAsync(NodeOptions options, Output output, CancellationToken cancel)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new Failure(problems, 2);
        }

        NodeHost host;
        try
        {
            host = await NodeHost.StartAsync(options, ConsolePage.Add, cancel: cancel).ConfigureAwait(false);
        }
        catch (NodeStartException cannot)
        {
            throw new Failure(cannot.Sentences);
        }

        await using (host.ConfigureAwait(false))
        {
            SayReady(host, options, output);
            await host.WaitForShutdownAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return 0;
    }

    private static void SayReady(NodeHost host, NodeOptions options, Output output)
    {
        var addresses = host.Addresses;
        if (output.Json)
        {
            output.Object(json => WriteReady(json, host.Identity.Id, addresses));
            return;
        }

        var language = output.Language;
        output.Line(language.Say($"Nút {host.Identity.Id} đã sẵn sàng.", $"Node {host.Identity.Id} is ready."));
        output.Line($"  {language.Say("bàn điều hành", "console")}  {addresses.WebScheme}://{addresses.Web}/console");
        output.Line($"  {language.Say("trang trạng thái", "status page")}  {addresses.WebScheme}://{addresses.Web}");
        output.Line($"  gRPC  http://{addresses.Grpc}");
        if (addresses.Links is { } links)
        {
            output.Line($"  {language.Say("liên kết trạm", "site links")}  https://{links}");
        }

        if (addresses.Homebrew is { } homebrew)
        {
            output.Line($"  Homebrew  {homebrew} (UDP)");
        }

        output.Line(language.Say(
            $"Dữ liệu ở {Path.GetFullPath(options.DataFolder)}. Ctrl-C để dừng.",
            $"Data in {Path.GetFullPath(options.DataFolder)}. Ctrl-C stops it."));
    }

    /// <summary>What does not listen is left out.</summary>
    private static void WriteReady(Utf8JsonWriter json, string node, NodeAddresses addresses)
    {
        json.WriteBoolean("ready", true);
        json.WriteString("node", node);
        WriteAddress(json, "web", $"{addresses.WebScheme}://", addresses.Web);
        WriteAddress(json, "grpc", "http://", addresses.Grpc);
        WriteAddress(json, "links", "https://", addresses.Links);
        WriteAddress(json, "homebrew", "", addresses.Homebrew);
        WriteAddress(json, "voice", "", addresses.Voice);
    }

    private static void WriteAddress(Utf8JsonWriter json, string name, string scheme, IPEndPoint? address)
    {
        if (address is not null)
        {
            json.WriteString(name, $"{scheme}{address}");
        }
    }
}
