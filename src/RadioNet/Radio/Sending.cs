using System.CommandLine;
using RadioNet.Api;
using RadioNet.Command.Client;
using RadioNet.Command.Terminal;
using RadioNet.Protocols;
using RadioNet.Simulator.Radios;

namespace RadioNet.Command.Radio;

/// <summary>Sends what a virtual radio says, and shows what became of it.</summary>
internal static class Sending
{
    /// <summary>What the virtual radio transmits with: the node gives each destination its own.</summary>
    public static ColorCode ColorCode => new(1);

    public static async Task SendAsync(
        ParseResult parsed, NodeClient node, Output output, RadioSite.Words words, RadioWords.Called called, Transmission transmission, CancellationToken cancel)
    {
        var since = DateTimeOffset.UtcNow;
        Call? call;
        var site = await RadioSite.OpenAsync(words, parsed, node, cancel).ConfigureAwait(false);
        await using (site.ConfigureAwait(false))
        {
            await site.Repeater.TransmitAsync(transmission, called.Slot, null, cancel).ConfigureAwait(false);
            call = await CallOutcome.FindAsync(node, called, since, cancel).ConfigureAwait(false);
        }

        CallOutcome.Show(output, call, called);
    }
}
