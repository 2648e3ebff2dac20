using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Api;
using RadioNet.Api.Links;
using RadioNet.Core.Access;
using RadioNet.Core.Ports.Links;
using RadioNet.Protocols.Identity;

namespace RadioNet.Core.Ports.Tiers;

/// <summary>
/// Passes the list of what was revoked down the tree, and cuts who is in it off: links from below, and the one above. What a
/// parent that was revoked itself may hold back is asked of the other parents from time to time.
/// </summary>
internal sealed partial class RevokedNews : BackgroundService, ITierMatter
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);

    private readonly Revocations _revocations;
    private readonly LinkConnections _connections;
    private readonly NodeCredentials _node;
    private readonly TierLinkOptions _options;
    private readonly LinkClock _clock;
    private readonly ILogger<RevokedNews> _log;
    private readonly ConcurrentDictionary<AttachedChild, byte> _children = [];
    private volatile ParentLine? _parent;

    public RevokedNews(
        Revocations revocations, LinkConnections connections, NodeCredentials node, TierLinkOptions options, LinkClock clock, ILogger<RevokedNews> log)
    {
        (_revocations, _connections, _node, _options, _clock, _log) = (revocations, connections, node, options, clock, log);
        revocations.Changed += OnChanged;
    }

    public override void Dispose()
    {
        _revocations.Changed -= OnChanged;
        base.Dispose();
    }

    public void ParentUp(ParentLine parent)
    {
        _parent = parent;
        LeaveWhenRevoked();
    }

    public void ParentDown() => _parent = null;

    public void Hear(ToChild said)
    {
        if (said.Revoked is { } list)
        {
            Take(list);
        }
    }

    public void ChildUp(AttachedChild child)
    {
        _children[child] = 0;
        Tell(child);
    }

    public void ChildDown(AttachedChild child) => _children.TryRemove(child, out _);

    public void Hear(AttachedChild child, FromChild said)
    {
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_options.Nodes.Count > 1 && _node is { Authority: null, Holder: not null })
        {
            await Task.Delay(_options.RevokedInterval, _clock.Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var other in _options.Nodes.Where(node => node != _parent?.Address))
            {
                if (stoppingToken.IsCancellationRequested)
                {
                    return;
                }

                await AskAsync(other, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task AskAsync(Uri other, CancellationToken cancel)
    {
        try
        {
            using var channel = LinkChannel.Open(other, _node.Holder!, _clock);
            var answer = await new TierLinkService.TierLinkServiceClient(channel)
                .HailAsync(new HailRequest { Revoked = _revocations.Number }, deadline: DateTime.UtcNow + AnswerTime, cancellationToken: cancel)
                .ResponseAsync.ConfigureAwait(false);
            if (answer.Revoked is { } list)
            {
                Take(list);
            }
        }
        catch (RpcException)
        {
            // Another time, or of another node.
        }
    }

    private void Take(RevokedList list)
    {
        try
        {
            if (_revocations.Take(list))
            {
                LogTaken(_log, list.Number);
            }
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            LogNotKept(_log, failed);
        }
    }

    private void OnChanged(object? sender, EventArgs change)
    {
        _connections.Recheck();
        foreach (var child in _children.Keys)
        {
            Tell(child);
        }

        LeaveWhenRevoked();
    }

    private void Tell(AttachedChild child)
    {
        if (_revocations.NewerThan(0) is { } list)
        {
            child.Send(new ToChild { Revoked = list });
        }
    }

    private void LeaveWhenRevoked()
    {
        if (_parent is { } parent && _revocations.HasServer(parent.Node))
        {
            LogLeft(_log, parent.Node);
            parent.Leave();
        }
    }

    [LoggerMessage(EventId = 4351, Level = LogLevel.Information, Message = "The list of revoked certificates came, number {Number}")]
    private static partial void LogTaken(ILogger logger, long number);

    [LoggerMessage(EventId = 4352, Level = LogLevel.Error, Message = "The list of revoked certificates could not be kept; the one before stays in force")]
    private static partial void LogNotKept(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 4353, Level = LogLevel.Warning, Message = "The certificate of {Parent}, which this node is attached to, was revoked: the link is left")]
    private static partial void LogLeft(ILogger logger, string parent);
}
