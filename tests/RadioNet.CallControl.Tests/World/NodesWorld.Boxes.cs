using RadioNet.CallControl.Messages;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.CallControl.Tests.World;

/// <content>
/// The repeaters, each a box that logs in at one node and tries that one until it is taken; the nodes take and send it as those of
/// <c>HomebrewMaster</c> do.
/// </content>
internal sealed partial class NodesWorld
{
    public const int SiteWait = 3000;
    public const int Retry = 1000;

    private readonly Dictionary<string, Box> _boxes = [];

    /// <summary>How often a node has refused a box.</summary>
    public int Refusals { get; private set; }

    /// <summary>Times that a box was taken at another node than the one before.</summary>
    public int Moves { get; private set; }

    /// <summary>The node where a site's repeater is logged in; null while it is nowhere.</summary>
    public string? At(string site) => _boxes[site].At;

    /// <summary>Whether a repeater is logged in at a node, and still listens to it.</summary>
    public bool IsAt(RepeaterId repeater, string node) => Plan.TryPort(repeater, out var port) && At(port.Site.Id) == node;

    /// <summary>A radio calls another one.</summary>
    public Press KeyTo(uint radio, uint at, uint callee) => Key(radio, at, callee, kind: AddressKind.Unit);

    /// <summary>Whether nobody talks at a site.</summary>
    public bool IsSilent(string site) => !Live.Any(press => _boxes[site].Site.Repeaters.Any(r => r.Id == press.Stream.Repeater));

    /// <summary>The box of a site goes to a node, and takes its leave where it is, or is just not heard there any more.</summary>
    public void GoTo(string site, string node, bool takesLeave = true)
    {
        var box = _boxes[site];
        if (takesLeave)
        {
            End(box);
        }
        else if (box.At is { } at)
        {
            Nodes[at].Unheard.Add(site);
            box.Ghosts.Add(at);
            box.At = null;
        }

        Withdraw(box);
        (box.Knocks, box.Next) = (node, _milliseconds);
    }

    private void Tend(Box box)
    {
        foreach (var ghost in box.Ghosts.Where(ghost => ServerOf(box, ghost) != ghost).ToArray())
        {
            box.Ghosts.Remove(ghost);
            LogOut(box, ghost);
        }

        if (box.Knocks is { } node)
        {
            Knock(box, node);
        }
        else if (box.At is { } at && ServerOf(box, at) != at && IsSilent(box.Site.Id))
        {
            SendElsewhere(box, at);
        }
        else
        {
            box.AsksSince = null;
        }
    }

    private void Knock(Box box, string node)
    {
        if (box.AsksSince is null && box.Next <= _milliseconds)
        {
            box.AsksSince = _milliseconds;
            Want(box, node);
        }

        if (box.AsksSince is null)
        {
            return;
        }

        if (ServerOf(box, node) == node)
        {
            if (box.Ghosts.Remove(node))
            {
                Nodes[node].Detach(box.Site); // its login replaces the session
            }

            Moves += box.Last == node ? 0 : 1;
            (box.At, box.Last, box.Knocks, box.AsksSince) = (node, node, null, null);
            Want(box, node);
            Nodes[node].Attach(box.Site);
        }
        else if (IsRefused(box, node))
        {
            Refusals++;
            Withdraw(box);
            (box.Knocks, box.Next) = (node, _milliseconds + Retry);
        }
    }

    /// <summary>Another node serves the site: one that has claimed it is asked; where the plan says so, the box has to go there.</summary>
    private void SendElsewhere(Box box, string at)
    {
        if (Nodes[at].Room.Tiers.Homes.View.ClaimantOf(box.Site.Id) is not null)
        {
            if (box.AsksSince is null)
            {
                box.AsksSince = _milliseconds;
                Want(box, at);
                return;
            }

            if (!IsRefused(box, at))
            {
                return;
            }
        }

        End(box);
        Refusals++;
        (box.Knocks, box.Next) = (ServerOf(box, at), _milliseconds + Retry);
    }

    private bool IsRefused(Box box, string node) => Nodes[node].Kept.Contains(box.Site.Id) || _milliseconds - box.AsksSince > SiteWait;

    /// <summary>Who serves a box's site, as a node sees it.</summary>
    private string ServerOf(Box box, string self) => Nodes[self].Room.Tiers.Homes.NodeOf(Address.Site(box.Site.Id))!;

    private void Want(Box box, string node)
    {
        Nodes[node].Kept.Remove(box.Site.Id);
        Nodes[node].Room.Tiers.WantSite(box.Site.Id);
        Nodes[node].Room.Room.Deliver();
    }

    private void Withdraw(Box box)
    {
        if (box is { Knocks: { } node, AsksSince: not null })
        {
            Leave(box, node);
        }

        (box.Knocks, box.AsksSince) = (null, null);
    }

    private void End(Box box)
    {
        if (box.At is { } at)
        {
            LogOut(box, at);
        }

        (box.At, box.AsksSince) = (null, null);
    }

    private void LogOut(Box box, string at)
    {
        Nodes[at].Detach(box.Site);
        Leave(box, at);
    }

    private void Leave(Box box, string node)
    {
        Nodes[node].Room.Tiers.LeaveSite(box.Site.Id);
        Nodes[node].Room.Room.Deliver();
    }

    private sealed class Box(Site site, string at)
    {
        public Site Site { get; } = site;

        /// <summary>Where it is logged in.</summary>
        public string? At { get; set; } = at;

        /// <summary>Where it was logged in before it went without a word: its session there is over when the site is served elsewhere.</summary>
        public HashSet<string> Ghosts { get; } = [];

        /// <summary>Where it was taken last.</summary>
        public string Last { get; set; } = at;

        /// <summary>The node that it tries to log in at, when next, and since when that one asks for its site.</summary>
        public string? Knocks { get; set; }

        public int Next { get; set; }

        public int? AsksSince { get; set; }
    }
}
