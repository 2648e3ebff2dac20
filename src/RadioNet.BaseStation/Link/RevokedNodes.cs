using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Protocols.Identity;

namespace RadioNet.BaseStation.Link;

/// <summary>
/// The nodes that a base station has nothing to do with any more: the newest list that the root signed, kept in <c>revoked.bin</c> in the
/// station's data folder. From its making on the station's links refuse who is in it. Safe from any thread.
/// </summary>
public sealed class RevokedNodes
{
    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly LinkHolder _holder;
    private readonly RevokedServers _servers;
    private volatile RevokedCertificates? _known;

    /// <summary>With what lies in a data folder; a file that is no list of this network's is passed over: nodes give it again.</summary>
    public RevokedNodes(string folder, LinkHolder holder, LinkClock clock)
    {
        ArgumentNullException.ThrowIfNull(holder);
        (_path, _holder) = (Path.Combine(folder, "revoked.bin"), holder);
        _known = Load();
        _servers = new RevokedServers(holder, clock, () => _known);
    }

    /// <summary>The list's number; 0 when there is none.</summary>
    public long Number => _known?.List.Number ?? 0;

    /// <summary>Takes a list that came, when the root signed it and it is newer; whether it did. It holds also when the disk refuses it: then until the station stops.</summary>
    public bool Take(RevokedList list)
    {
        lock (_gate)
        {
            if (RevokedCertificates.Newer(list, Number, _holder.Current.Authority) is not { } newer)
            {
                return false;
            }

            _known = newer;
            try
            {
                PrivateFile.Write(_path, list.ToByteArray());
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException)
            {
                // The node says it again after each attach.
            }

            return true;
        }
    }

    /// <summary>Whether the certificate that a node showed last is in the list.</summary>
    public bool Has(string node) => _servers.Has(node);

    private RevokedCertificates? Load()
    {
        try
        {
            return File.Exists(_path) ? RevokedCertificates.Newer(RevokedList.Parser.ParseFrom(File.ReadAllBytes(_path)), 0, _holder.Current.Authority) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
