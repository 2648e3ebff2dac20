using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Ports;
using RadioNet.Core.Ports.Tiers;

namespace RadioNet.Core.Calls;

/// <summary>
/// The node's place among others: what its links tell, from any thread, waits here for the switchboard's thread, on which the
/// desk carries letters. Of a node whose plan has no other and that never had a link it carries none.
/// </summary>
/// <param name="self">The node.</param>
/// <param name="context">Plan, clock and ids.</param>
/// <param name="log">Hears of neighbours that say what is not theirs to say.</param>
internal sealed partial class TierSwitch(string self, RulesContext context, ILogger<TierSwitch> log) : ITierHearer
{
    /// <summary>Messages of one neighbour that may wait; more ends its link.</summary>
    public const int MostWaiting = 4096;

    /// <summary>What is told in one turn of the switchboard, so that the own ports and timers have theirs.</summary>
    private const int MostInTurn = 256;

    private readonly SeldomLines _lines = new(context.Time);
    private readonly ConcurrentQueue<News> _news = new();
    private readonly ConcurrentDictionary<string, Backlog> _backlogs = new();
    private TierDesk? _desk;
    private Action? _ring;
    private bool _isAlone = true;
    private volatile NodeDirectory? _told;
    private volatile NodeView _view = NodeView.Alone(self);

    /// <summary>Who serves which site may have changed; told on the switchboard's thread, and a handler waits for nothing.</summary>
    public event EventHandler? Changed;

    /// <summary>What hangs together now.</summary>
    public NodeView View => _view;

    /// <summary>What was not obeyed; zeros before the start.</summary>
    public TierCounters Counters => _desk?.Counters ?? new();

    /// <summary>Rises when machines may live elsewhere than before. Switchboard's thread.</summary>
    public long Epoch { get; private set; }

    /// <summary>Whether links have told something. Switchboard's thread.</summary>
    public bool IsWork => _desk is not null && !_news.IsEmpty;

    /// <summary>Begins; what links said before is heard then.</summary>
    /// <param name="host">The machines.</param>
    /// <param name="post">The way to the neighbours.</param>
    /// <param name="ring">Wakes the switchboard.</param>
    public void Start(ITierHost host, ITierPost post, Action ring)
    {
        _desk = new TierDesk(self, context, host, post.Send, this);
        _told = _desk.Homes;
        _ring = ring;
        LookAround();
    }

    /// <inheritdoc/>
    public void UplinkUp(string above) => Note(new News(NewsKind.Up, above));

    /// <inheritdoc/>
    public void LinkDown(string neighbour) => Note(new News(NewsKind.Down, neighbour));

    /// <inheritdoc/>
    public bool Hear(string neighbour, TierMessage message)
    {
        var backlog = _backlogs.GetOrAdd(neighbour, _ => new Backlog());
        if (Interlocked.Increment(ref backlog.Waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref backlog.Waiting);
            return false;
        }

        Note(new News(NewsKind.Message, neighbour, message, backlog));
        return true;
    }

    /// <inheritdoc/>
    public bool WaitsFor(string neighbour) => _told?.Held.ContainsValue(neighbour) ?? false;

    /// <summary>Whether a site's slot table lives here now; what has no node to be served by does. Any thread.</summary>
    public bool IsServedHere(string site)
    {
        var plan = context.Plan.Current;
        return plan.Plan.Nodes.Length <= 1 || DirectoryNow().NodeOf(Address.Site(site)) == self;
    }

    /// <summary>The node that has a call, as far as it is known here; this one before the start. Any thread.</summary>
    public string NodeOf(Address call) => _told?.NodeOf(call) ?? self;

    /// <summary>As <see cref="TierDesk.TryCarry"/>. Switchboard's thread.</summary>
    public bool TryCarry(Address from, Address to, Message message) => !_isAlone && _desk!.TryCarry(from, to, message);

    /// <summary>A machine's host made it anew. Switchboard's thread.</summary>
    public void Forget(Address machine)
    {
        if (machine.Kind == MachineKind.Call)
        {
            _desk?.Lose(machine.Key);
        }
    }

    /// <summary>Another plan holds. Switchboard's thread.</summary>
    public void ObeyPlan()
    {
        LookAround();
        _desk?.ObeyPlan();
    }

    /// <summary>Tells the desk what the links have told, a turn's worth of it. Switchboard's thread.</summary>
    public void Deliver()
    {
        for (var turn = 0; turn < MostInTurn && _desk is { } desk && _news.TryDequeue(out var news); turn++)
        {
            _isAlone = false;
            switch (news.Kind)
            {
                case NewsKind.Up:
                    desk.UplinkUp(news.Neighbour);
                    break;
                case NewsKind.Down:
                    desk.LinkDown(news.Neighbour);
                    break;
                case NewsKind.Want:
                    desk.WantSite(news.Neighbour);
                    break;
                case NewsKind.Leave:
                    desk.LeaveSite(news.Neighbour);
                    break;
                default:
                    Interlocked.Decrement(ref news.Backlog!.Waiting);
                    if (desk.Take(news.Neighbour, news.Message!) is { } problem && _lines.Due(news.Neighbour) is > 0 and var count)
                    {
                        LogRefused(log, news.Neighbour, count, problem);
                    }

                    break;
            }
        }
    }

    /// <summary>Tells who wants to know when somebody serves other sites than before. Switchboard's thread.</summary>
    public void Publish()
    {
        if (_isAlone || _desk is not { } desk || ReferenceEquals(_told, desk.Homes))
        {
            return;
        }

        _told = desk.Homes;
        _view = _told.View;
        Epoch++;
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private void Note(News news)
    {
        _news.Enqueue(news);
        _ring?.Invoke();
    }

    [LoggerMessage(EventId = 4371, Level = LogLevel.Warning, Message = "Node {Neighbour} said {Count} things of calls that are not its to say; of the last one: {Problem}. They are not obeyed, and its link stays")]
    private static partial void LogRefused(ILogger logger, string neighbour, long count, string problem);

    private void LookAround() => _isAlone &= context.Plan.Current.Plan.Nodes.Length <= 1;

    private enum NewsKind : byte
    {
        Up,
        Down,
        Message,
        Want,
        Leave,
    }

    /// <param name="Kind">What it is.</param>
    /// <param name="Neighbour">Of whom; or the site that is wanted.</param>
    /// <param name="Message">What a neighbour says.</param>
    /// <param name="Backlog">What waits of that neighbour.</param>
    private readonly record struct News(NewsKind Kind, string Neighbour, TierMessage? Message = null, Backlog? Backlog = null);

    /// <summary>What waits of one neighbour.</summary>
    private sealed class Backlog
    {
        public int Waiting;
    }
}
