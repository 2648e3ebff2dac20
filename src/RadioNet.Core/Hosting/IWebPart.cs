using Microsoft.AspNetCore.Builder;

namespace RadioNet.Core.Hosting;

/// <summary>What a process serves at a node's web address beside the node's own: a service of the node's, mapped before it starts.</summary>
public interface IWebPart
{
    /// <summary>Adds what it serves; the node's own is mapped already.</summary>
    void Map(WebApplication app);
}
