using System.Collections.Concurrent;
using RadioNet.Core.Records;
using RadioNet.Plan.Model;

namespace RadioNet.Core.Tests;

/// <summary>Alarms as they are raised and cleared.</summary>
internal sealed class SaidAlarms : IAlarmBook
{
    public ConcurrentQueue<string> Said { get; } = [];

    public List<AlarmRecord> Open { get; } = [];

    IReadOnlyList<AlarmRecord> IAlarmBook.Open => Open;

    public Task<bool> RaiseAsync(string kind, string subject, LocalizedText text)
    {
        Assert.NotEqual(text.Vi, text.En);
        Said.Enqueue($"raise {kind} {subject}");
        return Task.FromResult(true);
    }

    public Task ClearAsync(string kind, string subject, string who)
    {
        Said.Enqueue($"clear {kind} {subject}");
        return Task.CompletedTask;
    }

    public Task<AlarmRecord?> AcknowledgeAsync(long id, string who) => throw new NotSupportedException();

    public Task<AlarmRecord?> ClearAsync(long id, string who) => throw new NotSupportedException();

    public IReadOnlyList<AlarmRecord> List(long before, int limit) => [];
}
