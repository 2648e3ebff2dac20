using Microsoft.Extensions.Hosting;

namespace RadioNet.Command.Demo;

/// <summary>A node that does not mind signals: the demonstration takes them, so that its repeaters say goodbye first.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
