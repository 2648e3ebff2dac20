using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using RadioNet.Core.Storage;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Plan.Overlay;

namespace RadioNet.Core.Services;

/// <summary>
/// The plan in force. A change is checked, stored and published under one lock, in this order: what was published is on disk,
/// and what failed its checks has changed nothing.
/// </summary>
public sealed class PlanKeeper
{
    private readonly Lock _gate = new();
    private readonly IPlanStore _store;
    private readonly TimeProvider _time;
    private volatile State _state;
    private Func<OverlayLedger>? _ledger;

    /// <summary>Takes up the newest revision; in an empty store that is <see cref="NetworkPlan.Empty"/>, as revision 1.</summary>
    /// <param name="store">The revisions.</param>
    /// <param name="time">The clock.</param>
    /// <param name="read">A revision by its number as it was read already; null, or gives null, where its text is to be read.</param>
    public PlanKeeper(IPlanStore store, TimeProvider time, Func<int, PlanIndex?>? read = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(time);
        (_store, _time) = (store, time);
        _state = store.Newest() is not { } newest ? Begin()
            : read?.Invoke(newest.Number) is { } index ? new State(newest, index, index.Plan, "")
            : Of(newest, Stored(newest.Number));
    }

    /// <summary>Told after each change, in order, on the thread that changed it; a handler is quick and never throws.</summary>
    public event EventHandler<PlanChangedEventArgs>? Changed;

    /// <summary>The plan in force.</summary>
    public PlanIndex Current => _state.Index;

    /// <summary>Its revision.</summary>
    public StoredRevision Revision => _state.Revision;

    /// <summary>The local edits on top of it, the last of each node's; empty when there are none.</summary>
    public string Overlay => _state.Overlay;

    /// <summary>SHA-256 of a content as it was given, lower-case hexadecimal.</summary>
    public static string GivenHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>What applying a text would come to; changes nothing.</summary>
    public PlanOutcome Compare(string text)
    {
        var state = _state;
        var reading = Read(text, state);
        return reading.Succeeded
            ? new PlanOutcome(
                PlanContent.Same(state.Plan, reading.Plan) ? PlanOutcomeKind.Unchanged : PlanOutcomeKind.Changed,
                state.Revision, state.Plan, reading.Plan)
            : Refused(state, reading.Errors);
    }

    /// <summary>Makes a text the plan, whole or not at all.</summary>
    public PlanOutcome Apply(ChangeRequest request, string text, RevisionOrigin origin = RevisionOrigin.Apply) =>
        Change(request, origin, "the plan's text", GivenHash(text), state => Read(text, state));

    /// <summary>Changes one entry of the plan by a function from plan to plan, such as those of <see cref="PlanEdits"/>.</summary>
    public PlanOutcome Edit(ChangeRequest request, string detail, Func<NetworkPlan, PlanReading> edit) =>
        Change(request, RevisionOrigin.Edit, detail, null, state => PlanDates.Check(edit(state.Plan), state.Plan, Today));

    /// <summary>Makes an older revision's content the plan again, as a new revision.</summary>
    public PlanOutcome Rollback(ChangeRequest request, int revision) => _store.Find(revision) is null
        ? new PlanOutcome(PlanOutcomeKind.NoSuchRevision, _state.Revision, _state.Plan, _state.Plan)
        : Change(request, RevisionOrigin.Rollback, $"back to revision {revision}", null, _ => PlanReader.Read(_store.ReadText(revision)!));

    /// <summary>Obeys a revision that the root made, with the lines of its text; <paramref name="add"/> stores it.</summary>
    internal void Obey(PlanIndex plan, Func<StoredRevision> add)
    {
        lock (_gate)
        {
            var before = _state;
            var after = Lay(new State(add(), plan, plan.Plan, ""));
            _state = after;
            Changed?.Invoke(this, new PlanChangedEventArgs(before.Index, after.Index));
        }
    }

    /// <summary>From now on local edits lie on top of the revision; <paramref name="ledger"/> tells which, at any time, on any thread.</summary>
    internal void UseOverlay(Func<OverlayLedger> ledger)
    {
        _ledger = ledger;
        LayAnew();
    }

    /// <summary>Puts the local edits that are in force now on top of the revision.</summary>
    internal void LayAnew()
    {
        lock (_gate)
        {
            var (before, after) = (_state, Lay(_state));
            _state = after;
            if (before.Index != after.Index)
            {
                Changed?.Invoke(this, new PlanChangedEventArgs(before.Index, after.Index));
            }
        }
    }

    /// <summary>A revision's plan; null when there is none of that number.</summary>
    public NetworkPlan? Find(int revision) =>
        revision == _state.Revision.Number ? _state.Plan : _store.ReadText(revision) is { } text ? PlanReader.Read(text).Plan : null;

    /// <summary>The day in this machine's zone, which is the network's.</summary>
    private DateOnly Today => DateOnly.FromDateTime(_time.GetLocalNow().DateTime);

    private PlanReading Read(string text, State state)
    {
        var reading = PlanReader.Read(text, Today);
        return reading.Succeeded ? PlanSecrets.Fill(reading.Plan, state.Plan) : reading;
    }

    private static PlanOutcome Refused(State state, ImmutableArray<PlanError> errors) =>
        new(PlanOutcomeKind.Refused, state.Revision, state.Plan, state.Plan) { Errors = errors };

    /// <summary>
    /// The plan as its canonical text reads back: its lines are then those of an export, which is where a decision's line
    /// sends its reader.
    /// </summary>
    private static PlanIndex Index(string text, int revision)
    {
        var reading = PlanReader.Read(text);
        return reading.Succeeded
            ? new PlanIndex(reading.Plan, revision)
            : throw new InvalidDataException($"Revision {revision} in plan.db does not read back: {reading.Errors[0]}");
    }

    private string Stored(int revision) =>
        _store.ReadText(revision) ?? throw new InvalidDataException($"Revision {revision} in plan.db has no text.");

    private State Begin()
    {
        var text = PlanWriter.Write(NetworkPlan.Empty, withSecrets: true);
        var revision = _store.Add(Draft(text, RevisionOrigin.Initial, new ChangeRequest("radionet"), "the plan of an empty folder", null));
        return Of(revision, text);
    }

    private static State Of(StoredRevision revision, string text)
    {
        var index = Index(text, revision.Number);
        return new State(revision, index, index.Plan, "");
    }

    /// <summary>A revision with the local edits on top that are in force on it. Its own text stays as it is.</summary>
    private State Lay(State state)
    {
        var number = state.Revision.Number;
        if (_ledger?.Invoke() is not { } ledger || (ledger.InForce(number) is { Count: 0 } && state.Overlay.Length == 0))
        {
            return state;
        }

        var plan = OverlayMerge.Lay(state.Root, ledger.InForce(number));
        return state with
        {
            Overlay = ledger.Label(number),
            Index = PlanContent.Same(plan, state.Plan) ? state.Index : Index(PlanWriter.Write(plan, withSecrets: true), number),
        };
    }

    private RevisionDraft Draft(string text, RevisionOrigin origin, ChangeRequest request, string detail, string? given) =>
        new(text, GivenHash(text), origin, request.Who, _time.GetUtcNow(), request.Comment)
        {
            RequestId = request.RequestId,
            GivenSha256 = given,
            Detail = detail,
            Takes = request.Takes,
        };

    private PlanOutcome Change(
        ChangeRequest request, RevisionOrigin origin, string detail, string? given, Func<State, PlanReading> read)
    {
        lock (_gate)
        {
            var state = _state;
            if (request.RequestId is { } id && _store.AnsweredWith(id) is { } answered)
            {
                return new PlanOutcome(PlanOutcomeKind.Unchanged, _store.Find(answered) ?? state.Revision, state.Plan, state.Plan);
            }

            if (request.ExpectedRevision != 0 && request.ExpectedRevision != state.Revision.Number)
            {
                return new PlanOutcome(PlanOutcomeKind.Stale, state.Revision, state.Plan, state.Plan);
            }

            var reading = read(state);
            if (!reading.Succeeded)
            {
                return Refused(state, reading.Errors);
            }

            if (PlanContent.Same(state.Plan, reading.Plan))
            {
                _store.Remember(state.Revision.Number, given, request.RequestId);
                return new PlanOutcome(PlanOutcomeKind.Unchanged, state.Revision, state.Plan, state.Plan);
            }

            var text = PlanWriter.Write(reading.Plan, withSecrets: true);
            return Publish(state, _store.Add(Draft(text, origin, request, detail, given)), text);
        }
    }

    private PlanOutcome Publish(State before, StoredRevision revision, string text)
    {
        var after = Of(revision, text);
        _state = after;
        Changed?.Invoke(this, new PlanChangedEventArgs(before.Index, after.Index));
        return new PlanOutcome(PlanOutcomeKind.Changed, revision, before.Plan, after.Plan);
    }

    /// <param name="Revision">The revision.</param>
    /// <param name="Index">What is in force.</param>
    /// <param name="Root">What the revision says, without local edits.</param>
    /// <param name="Overlay">The local edits on top.</param>
    private sealed record State(StoredRevision Revision, PlanIndex Index, NetworkPlan Root, string Overlay)
    {
        public NetworkPlan Plan => Index.Plan;
    }
}
