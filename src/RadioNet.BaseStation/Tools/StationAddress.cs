using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Grpc.Net.Client;
using RadioNet.Api;

namespace RadioNet.BaseStation.Tools;

/// <summary>Where a running base station serves tools: <c>unix:PATH</c>, or <c>http://127.0.0.1:PORT</c>.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Path">The socket's path; null of a URL.</param>
public sealed record StationAddress(string Text, string? Path)
{
    private const string Scheme = "unix:";

    /// <summary>The socket that a base station serves tools at, in its data folder.</summary>
    public const string SocketName = "modem.sock";

    /// <summary>Reads one; false when it is none.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out StationAddress? address)
    {
        address = null;
        if (text is null) return false;
        if (text.StartsWith(Scheme, StringComparison.Ordinal) && text.Length > Scheme.Length)
            address = new StationAddress(text, System.IO.Path.GetFullPath(text[Scheme.Length..]));
        else if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http", IsLoopback: true })
            address = new StationAddress(text, null);
        return address is not null;
    }

    /// <summary>Opens a channel.</summary>
    internal GrpcChannel Open()
    {
        var options = new GrpcChannelOptions { MaxReceiveMessageSize = ApiLimits.LargestMessage, DisposeHttpClient = true };
        if (Path is null) return GrpcChannel.ForAddress(Text, options);
        options.HttpHandler = new SocketsHttpHandler { ConnectCallback = async (_, cancel) => await ConnectAsync(Path, cancel).ConfigureAwait(false) };
        return GrpcChannel.ForAddress("http://localhost", options);
    }

    private static async Task<Stream> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
