using RadioNet.Api;
using RadioNet.Core.Hosting;
using RadioNet.Core.Services;
using RadioNet.Core.Storage;

namespace RadioNet.Core.Records.Traces;

/// <summary>What this node knows of a call, running or over: its marks, and its record.</summary>
internal sealed class CallMarks(TraceBook book, ITraceStore store, LiveCalls live, IRecordStore records, NodeIdentity self)
{
    /// <summary>The marks, by this node's clock.</summary>
    public NodeTrace TraceOf(string call)
    {
        var trace = new NodeTrace { Node = self.Id };
        trace.Spurts.Add(store.MarksOf(call).Concat(book.MarksOf(call)).DistinctBy(spurt => (spurt.Spurt, spurt.Marks.Count > 0 ? spurt.Marks[0].At : 0, spurt.Marks.Count)));
        return trace;
    }

    /// <summary>The record, whichever node's it is; null when it is not here.</summary>
    public Call? RecordOf(string call) =>
        live.Running.FirstOrDefault(one => one.Id == call) is { } running ? CallMessages.Of(running)
        : records.Search(new RecordQuery { Id = call, Limit = 1 }) is [var ended] ? CallMessages.Of(ended)
        : null;
}
