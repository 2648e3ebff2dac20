using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Command.Terminal;
using RadioNet.Core.Hosting;

namespace RadioNet.Command.Demo;

/// <summary>A real node in a temporary folder of its own, on free ports of the loopback address.</summary>
internal sealed class DemoNode : IAsyncDisposable
{
    private readonly NodeHost _host;
    private readonly bool _keep;

    private DemoNode(NodeHost host, string folder, bool keep) => (_host, Folder, _keep) = (host, folder, keep);

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    public string Web => $"http://{_host.Addresses.Web}";

    public string Grpc => $"http://{_host.Addresses.Grpc}";

    public IPEndPoint Homebrew => _host.Addresses.Homebrew!;

    /// <summary>Starts the node; <paramref name="silent"/> keeps its log from a terminal that shows something else.</summary>
    public static async Task<DemoNode> StartAsync(DemoPlan plan, bool keep, bool silent, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("radionet-demo-").FullName;
        var file = Path.Combine(folder, "dak-lak.yaml");
        await File.WriteAllTextAsync(file, plan.Text, cancel).ConfigureAwait(false);
        var any = new IPEndPoint(IPAddress.Loopback, 0);
        var options = new NodeOptions
        {
            DataFolder = Path.Combine(folder, "data"),
            PlanFile = file,
            Web = any,
            Grpc = any,
            Links = any,
            Homebrew = any,
            Voice = any,
        };
        try
        {
            return new(await NodeHost.StartAsync(options, parts => Quieten(parts, silent), cancel: cancel).ConfigureAwait(false), folder, keep);
        }
        catch (NodeStartException cannot)
        {
            Directory.Delete(folder, recursive: true);
            throw new Failure(cannot.Sentences);
        }
        catch (OperationCanceledException)
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        if (!_keep)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static void Quieten(IServiceCollection parts, bool silent)
    {
        parts.AddSingleton<IHostLifetime, QuietLifetime>();
        parts.AddLogging(logging => logging.SetMinimumLevel(silent ? LogLevel.None : LogLevel.Warning));
    }
}
