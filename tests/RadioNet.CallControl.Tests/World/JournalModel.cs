using RadioNet.CallControl.Calls;

namespace RadioNet.CallControl.Tests.World;

/// <summary>The call records, and how they came about.</summary>
internal sealed class JournalModel
{
    private readonly Dictionary<CallId, CallReport> _all = [];
    private readonly Dictionary<string, CallId> _running = [];

    /// <summary>What must never be written: a record that goes on after its end, or ends without having been.</summary>
    public List<string> Faults { get; } = [];

    public IEnumerable<CallReport> All => _all.Values;

    public IEnumerable<CallReport> Denied => All.Where(r => r.State == CallState.Denied);

    public IEnumerable<CallReport> Running => All.Where(r => r.State == CallState.Running);

    public IEnumerable<CallReport> Ended => All.Where(r => r.State == CallState.Ended);

    public CallReport Only => Assert.Single(All, r => r.State != CallState.Denied);

    public int Written { get; private set; }

    public CallReport DenialOf(Press press) => Assert.Single(Denied, r => IsOf(r, press));

    public IEnumerable<CallReport> DenialsOf(Press press) => Denied.Where(r => IsOf(r, press));

    public void Write(CallReport report)
    {
        Written++;
        if (_all.TryGetValue(report.Id, out var last) && last.State == CallState.Ended)
        {
            Faults.Add($"call {report.Id} was written again after its end");
        }

        if (report.State != CallState.Denied && report.Type != CallType.Data)
        {
            NoteRunning(report);
        }

        _all[report.Id] = report;
    }

    private void NoteRunning(CallReport report)
    {
        if (report.State == CallState.Ended)
        {
            if (_running.GetValueOrDefault(report.Key) == report.Id)
            {
                _running.Remove(report.Key);
            }

            return;
        }

        if (_running.TryGetValue(report.Key, out var older) && older != report.Id)
        {
            Faults.Add($"call {report.Id} runs beside {older} of the same key {report.Key}");
        }

        _running[report.Key] = report.Id;
    }

    /// <summary>Ends what a dead arbiter left running.</summary>
    public void Abandon(string callKey, DateTimeOffset at)
    {
        if (_running.Remove(callKey, out var left))
        {
            _all[left] = _all[left].Abandoned(at);
        }
    }

    private static bool IsOf(CallReport report, Press press) =>
        report.Spurts[0].Source == press.Stream.Source && report.Spurts[0].Started == press.Stream.HeardAt
        && report.Spurts[0].From.At == new RepeaterSlot(press.Stream.Repeater, press.Stream.Slot);
}
