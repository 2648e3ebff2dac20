using System.Net;

namespace RadioNet.Core.Hosting;

/// <summary>Where the node really listens; each part fills in its own before the start is over. Null is what does not listen.</summary>
public sealed class NodeAddresses
{
    /// <summary>The web console's and the status page's.</summary>
    public IPEndPoint? Web { get; set; }

    /// <summary>What is spoken there: <c>http</c> or <c>https</c>.</summary>
    public string WebScheme { get; set; } = "http";

    /// <summary>The gRPC services'.</summary>
    public IPEndPoint? Grpc { get; set; }

    /// <summary>The site and tier links'.</summary>
    public IPEndPoint? Links { get; set; }

    /// <summary>The Homebrew protocol's.</summary>
    public IPEndPoint? Homebrew { get; set; }

    /// <summary>The voice transport's.</summary>
    public IPEndPoint? Voice { get; set; }
}
