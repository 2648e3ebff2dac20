using CsCheck;
using RadioNet.Plan.Model;
using RadioNet.Plan.Overlay;

namespace RadioNet.Plan.Tests.Overlay;

/// <summary>A root and three nodes, of which one lies below another, through random cuts, edits, losses and restarts.</summary>
public sealed class OverlayStoryTests
{
    [Fact]
    public void Every_edit_is_taken_or_refused_exactly_once_and_then_the_roots_plan_holds()
    {
        var (taken, refused) = (0, 0);
        Gen.Select(Gen.Int, Gen.Int[5, 60]).Sample(
            (seed, steps) =>
            {
                var story = new Story(new Random(seed));
                story.Run(steps);
                Interlocked.Add(ref taken, story.Taken);
                Interlocked.Add(ref refused, story.Refused);
            },
            iter: 400);
        Assert.True(taken > 400 && refused > 100, $"The stories tell too little: {taken} taken, {refused} refused.");
    }

    private sealed class Node(string id, Node? above)
    {
        public string Id { get; } = id;

        public Node? Above { get; } = above;

        public bool IsUp { get; set; } = true;

        public int Revision { get; set; } = 1;

        public OverlayLedger Ledger { get; set; } = OverlayLedger.Of(id, []);

        public bool ReachesRoot => IsUp && Above?.ReachesRoot != false;

        /// <summary>The highest node that is in reach; null for the root.</summary>
        public Node? Top => !IsUp ? this : Above?.Top;
    }

    private sealed class Story
    {
        private readonly Random _random;
        private readonly List<NetworkPlan> _plans = [OverlayMergeTests.Plan];
        private readonly Dictionary<OverlayKey, OverlayDecision> _decided = [];
        private readonly Dictionary<OverlayKey, OverlayEdit> _made = [];
        private readonly HashSet<uint> _refusedTalkgroups = [];
        private readonly Node[] _nodes;
        private int _takings;

        public Story(Random random)
        {
            _random = random;
            var mid = new Node("mid", null);
            _nodes = [mid, new Node("low", mid), new Node("side", null)];
        }

        public int Taken => _decided.Values.Count(decision => decision.IsTaken);

        public int Refused => _decided.Count - Taken;

        public void Run(int steps)
        {
            for (; steps > 0; steps--)
            {
                Step(_nodes[_random.Next(_nodes.Length)]);
            }

            foreach (var node in _nodes)
            {
                node.IsUp = true;
            }

            foreach (var node in _nodes)
            {
                Offer(node, losing: false);
            }

            foreach (var node in _nodes)
            {
                Bring(node);
            }

            Check();
        }

        private static string Words(Random random, OverlayKind kind) => kind == OverlayKind.Subscriber
            ? random.Next(4) switch { 0 => $"alias=A{random.Next(3)}", 1 => $"priority={random.Next(3)}", 2 => $"talkgroups+={100 + random.Next(3)}", _ => $"talkgroups-={100 + random.Next(3)}" }
            : random.Next(2) == 0 ? $"priority={random.Next(3)}" : "sites=s1";

        private void Step(Node node)
        {
            switch (_random.Next(9))
            {
                case 0:
                    node.IsUp = !node.IsUp;
                    break;
                case 1:
                    if (Draw(_plans[^1]) is var (kind, action, id, words) && OverlayMerge.Apply(_plans[^1], kind, action, id, words) is { Succeeded: true } edited)
                    {
                        _plans.Add(edited.Plan);
                    }

                    break;
                case 2 or 3 or 4:
                    Edit(node);
                    break;
                case 5:
                    GiveDown(node);
                    break;
                case 6:
                    Offer(node, losing: true);
                    break;
                case 7:
                    Bring(node);
                    break;
                default:
                    node.Ledger = OverlayLedger.Of(node.Id, node.Ledger.All);
                    break;
            }
        }

        private (OverlayKind Kind, OverlayAction Action, uint Id, string[] Words) Draw(NetworkPlan plan)
        {
            var kind = _random.Next(2) == 0 ? OverlayKind.Talkgroup : OverlayKind.Subscriber;
            var id = (uint)(kind == OverlayKind.Talkgroup ? 100 + _random.Next(3) : 1 + _random.Next(3));
            var isThere = OverlayMerge.EntryText(plan, kind, id).Length > 0;
            return !isThere ? (kind, OverlayAction.Add, id, kind == OverlayKind.Talkgroup ? ["home=p", Words(_random, kind)] : [Words(_random, kind)])
                : _random.Next(4) == 0 ? (kind, OverlayAction.Remove, id, [])
                : (kind, OverlayAction.Set, id, [Words(_random, kind)]);
        }

        private NetworkPlan View(Node node) => OverlayMerge.Lay(_plans[node.Revision - 1], node.Ledger.InForce(node.Revision));

        private void Edit(Node node)
        {
            if (node.Top != node)
            {
                return;
            }

            var view = View(node);
            var (kind, action, id, words) = Draw(view);
            if (OverlayMerge.Apply(view, kind, action, id, words) is { Succeeded: true } edited && !PlanContent.Same(view, edited.Plan))
            {
                var edit = new OverlayEdit(
                    new OverlayKey(node.Id, 1, node.Ledger.LastNumber + 1), node.Revision, kind, action, id, [.. words],
                    OverlayMerge.EntryText(view, kind, id), OverlayMerge.EntryText(edited.Plan, kind, id));
                node.Ledger = node.Ledger.With(edit);
                Assert.True(_made.TryAdd(edit.Key, edit));
                Assert.Contains(edit.Key.ToString(), node.Ledger.Label(node.Revision), StringComparison.Ordinal);
            }
        }

        private static void GiveDown(Node node)
        {
            if (node is { IsUp: true, Above: { ReachesRoot: false } above })
            {
                node.Revision = Math.Max(node.Revision, above.Revision);
                node.Ledger = node.Ledger.WithAbove(above.Ledger.InForce(above.Revision)).Settled(node.Revision);
            }
        }

        /// <summary>Offers in order; with losses an offer, or its answer, is lost, comes twice, or the link ends.</summary>
        private void Offer(Node node, bool losing)
        {
            foreach (var edit in node.Ledger.Open.ToList())
            {
                if (!node.ReachesRoot || (losing && _random.Next(8) == 0))
                {
                    return;
                }

                if (losing && _random.Next(6) == 0)
                {
                    continue;
                }

                var decision = Decide(edit);
                if (!losing || _random.Next(6) != 0)
                {
                    node.Ledger = node.Ledger.With(decision).Settled(node.Revision);
                    node.Ledger = node.Ledger.With(Decide(edit));
                }
            }
        }

        private OverlayDecision Decide(OverlayEdit edit)
        {
            if (_decided.TryGetValue(edit.Key, out var before))
            {
                return before;
            }

            var verdict = OverlayMerge.Decide(_plans[^1], edit, _refusedTalkgroups);
            Assert.Equal(verdict.Why is null, verdict.Reading.Succeeded);
            if (verdict.Reading.Succeeded)
            {
                Assert.Equal(edit.After, OverlayMerge.EntryText(verdict.Reading.Plan, edit.Kind, edit.Id));
                if (!PlanContent.Same(_plans[^1], verdict.Reading.Plan))
                {
                    _plans.Add(verdict.Reading.Plan);
                    _takings++;
                }
            }
            else if (edit.Kind == OverlayKind.Talkgroup)
            {
                _refusedTalkgroups.Add(edit.Id);
            }

            return _decided[edit.Key] = new OverlayDecision(edit.Key, verdict.Why is null, _plans.Count, verdict.Why);
        }

        private void Bring(Node node)
        {
            if (node.ReachesRoot)
            {
                node.Revision = _plans.Count;
                node.Ledger = node.Ledger.Settled(node.Revision);
            }
        }

        private void Check()
        {
            Assert.Equal(_made.Keys.ToHashSet(), _decided.Keys.ToHashSet());
            Assert.True(_takings <= _decided.Values.Count(decision => decision.IsTaken));
            foreach (var node in _nodes)
            {
                Assert.Empty(node.Ledger.Open);
                Assert.Equal("", node.Ledger.Label(node.Revision));
                Assert.True(PlanContent.Same(_plans[^1], View(node)));
                var own = node.Ledger.All.Where(held => held.Edit.Key.Node == node.Id).ToList();
                Assert.Equal(_made.Keys.Where(key => key.Node == node.Id).ToHashSet(), own.Select(held => held.Edit.Key).ToHashSet());
                Assert.Equal(own.Count, node.Ledger.All.Length);
                Assert.All(own, held => Assert.Equal(
                    (_decided[held.Edit.Key].IsTaken ? OverlayState.Taken : OverlayState.Refused, _decided[held.Edit.Key].IsTaken, held.State == OverlayState.Refused),
                    (held.State, held.Why is null, held.Why is not null)));
            }
        }
    }
}
