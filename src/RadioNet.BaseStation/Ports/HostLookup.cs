using System.Net;
using System.Net.Sockets;

namespace RadioNet.BaseStation.Ports;

/// <summary>Finds the addresses of a modem's host.</summary>
internal static class HostLookup
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>The addresses of a host, or why there are none.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static (IPAddress[] Addresses, PortFault? Fault) Find(string host, CancellationToken cancel)
    {
        if (IPAddress.TryParse(host, out var address)) return ([address], null);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Limit);
        try
        {
            var found = Dns.GetHostAddressesAsync(host, limited.Token).GetAwaiter().GetResult();
            return found.Length > 0 ? (found, null) : ([], PortFaults.NoSuchHost(host, null));
        }
        catch (SocketException unknown)
        {
            return ([], PortFaults.NoSuchHost(host, unknown.Message));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ([], PortFaults.NoSuchHost(host, null));
        }
    }
}
