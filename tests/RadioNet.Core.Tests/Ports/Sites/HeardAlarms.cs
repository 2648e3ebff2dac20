using System.Collections.Concurrent;
using RadioNet.Core.Records;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests.Ports.Sites;

/// <summary>The alarms that are open, in memory alone.</summary>
internal sealed class HeardAlarms : IAlarmBook
{
    private readonly ConcurrentDictionary<(string Kind, string Subject), AlarmRecord> _open = new();
    private long _last;

    public IReadOnlyList<AlarmRecord> Open => [.. _open.Values];

    /// <summary>The open ones as <c>kind subject</c>, in the letters' order.</summary>
    public IEnumerable<string> Words => _open.Keys.Select(key => $"{key.Kind} {key.Subject}").Order(StringComparer.Ordinal);

    public Task<bool> RaiseAsync(string kind, string subject, LocalizedText text)
    {
        _open[(kind, subject)] = new AlarmRecord(Interlocked.Increment(ref _last), kind, subject, text, DateTimeOffset.UnixEpoch);
        return Task.FromResult(true);
    }

    public Task ClearAsync(string kind, string subject, string who)
    {
        _open.TryRemove((kind, subject), out _);
        return Task.CompletedTask;
    }

    public Task<AlarmRecord?> AcknowledgeAsync(long id, string who) => throw new NotSupportedException();

    public Task<AlarmRecord?> ClearAsync(long id, string who) => throw new NotSupportedException();

    public IReadOnlyList<AlarmRecord> List(long before, int limit) => throw new NotSupportedException();
}
