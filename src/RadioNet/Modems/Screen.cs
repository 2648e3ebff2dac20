using Spectre.Console;
using Spectre.Console.Rendering;

namespace RadioNet.Command.Modems;

/// <summary>A person's terminal with a live picture; elsewhere the tools print lines.</summary>
internal static class Screen
{
    public static bool IsLive => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities is { Ansi: true, AlternateBuffer: true };

    /// <summary>Shows a picture that the action keeps fresh, until the action ends.</summary>
    public static Task ShowAsync(Func<LiveDisplayContext, Task> refresh) =>

        // The other screen of a terminal can be had for a synchronous action alone: it gets a thread of its own.
        Task.Factory.StartNew(
            () => AnsiConsole.AlternateScreen(() => AnsiConsole.Live(Text.Empty).StartAsync(refresh).GetAwaiter().GetResult()),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public static void Update(LiveDisplayContext live, IRenderable picture)
    {
        live.UpdateTarget(picture);
        live.Refresh();
    }
}
