using System.Collections.Concurrent;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Ports.Tiers;

namespace RadioNet.Core.Calls;

/// <summary>
/// The node's place among others: what its links tell, from any thread, waits here for the switchboard's thread, on which the
/// desk carries letters. Of a node whose plan has no other and that never had a link it carries none.
/// </summary>
/// <param name="self">The node.</param>
/// <param name="context">Plan, clock and ids.</param>
internal sealed class TierSwitch(string self, RulesContext context) : ITierHearer
{
    private readonly ConcurrentQueue<News> _news = new();
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
        _desk = new TierDesk(self, context, host, post.Send);
        _told = _desk.Homes;
        _ring = ring;
        LookAround();
    }

    /// <inheritdoc/>
    public void UplinkUp(string above) => Note(new News(NewsKind.Up, above, null));

    /// <inheritdoc/>
    public void LinkDown(string neighbour) => Note(new News(NewsKind.Down, neighbour, null));

    /// <inheritdoc/>
    public void Hear(string neighbour, TierMessage message) => Note(new News(NewsKind.Message, neighbour, message));

    /// <summary>Whether a site's slot table lives here now; what has no node to be served by does. Any thread.</summary>
    public bool IsServedHere(string site)
    {
        var plan = context.Plan.Current;
        return plan.Plan.Nodes.Length <= 1 || new NodeDirectory(new AddressHomes(plan), self, _view).NodeOf(Address.Site(site)) == self;
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

    /// <summary>Tells the desk what the links have told. Switchboard's thread.</summary>
    public void Deliver()
    {
        while (_desk is { } desk && _news.TryDequeue(out var news))
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
                default:
                    desk.Take(news.Neighbour, news.Message!);
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

    private void LookAround() => _isAlone &= context.Plan.Current.Plan.Nodes.Length <= 1;

    private enum NewsKind : byte
    {
        Up,
        Down,
        Message,
    }

    private readonly record struct News(NewsKind Kind, string Neighbour, TierMessage? Message);
}
