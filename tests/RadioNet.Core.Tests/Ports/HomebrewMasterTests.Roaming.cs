using System.Collections.Immutable;
using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Core.Ports.Homebrew;
using RadioNet.Plan;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Core.Tests.Ports;

/// <content>Repeaters that log in at another node than their site's: this one is the root's, and the site is low's.</content>
public sealed partial class HomebrewMasterTests
{
    private static readonly TierMessage.Below _lowIsBelow = new(
        ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, ImmutableArray<Part>>.Empty, 0);

    [Fact]
    public void A_repeater_of_another_nodes_site_is_answered_when_that_lets_the_site_go()
    {
        StartAmongOthers();
        Knock();
        Assert.Empty(_voice.TakeSent());
        Assert.Equal(new ToPorts.SiteWanted("hill"), Assert.Single(Said<ToPorts.SiteWanted>()));

        Hear(Answer(null));
        Assert.Equal(Message(HomebrewKind.Acknowledgement, Known), Assert.Single(_voice.TakeSent()).Datagram);
        Assert.Equal("core", _tiers.View.ClaimantOf("hill"));
        Configure(Home);
        Assert.Equal("hill", Assert.Single(_master.Sessions).Port!.Site);
        Assert.Equal(0, _master.Counters.Elsewhere);
    }

    [Fact]
    public void A_proof_that_comes_again_while_it_waits_asks_nobody_twice_and_is_answered_once()
    {
        StartAmongOthers();
        Knock();
        Knock();
        Assert.Single(Said<ToPorts.SiteWanted>());
        Hear(Answer(null));
        Assert.Single(_voice.TakeSent());
    }

    [Fact]
    public void It_is_refused_while_a_repeater_of_the_site_is_heard_there_and_said_so_once()
    {
        StartAmongOthers();
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            Knock();
            Hear(Answer("452009"));
            Assert.Equal(Message(HomebrewKind.Refusal, Known), Assert.Single(_voice.TakeSent()).Datagram);
        }

        Assert.Empty(_master.Sessions);
        Assert.Equal((5, 5), (_master.Counters.Elsewhere, _master.Counters.Refused));
        Assert.Matches("452001.*hill.*low.*452009", Assert.Single(_log.Lines));
        _master.Expire();
        Hear();
        Assert.Empty(_tiers.View.Away);
    }

    [Fact]
    public void It_is_refused_when_nobody_answers_and_an_answer_that_comes_then_changes_nothing()
    {
        StartAmongOthers();
        Knock();
        _time.Advance(HomebrewMaster.SiteWait);
        _master.Expire();
        Assert.Empty(_voice.TakeSent());
        _time.Advance(TimeSpan.FromSeconds(1));
        _master.Expire();
        Assert.Equal(Message(HomebrewKind.Refusal, Known), Assert.Single(_voice.TakeSent()).Datagram);
        Hear(Answer(null));
        Assert.Empty(_tiers.View.Away);
    }

    [Fact]
    public void A_wrong_secret_asks_nobody_for_the_site()
    {
        StartAmongOthers();
        var nonce = Ask(Home, Known);
        Take(Home, Proof(Known, nonce, "guess"));
        Assert.Equal(Message(HomebrewKind.Refusal, Known), Assert.Single(_voice.TakeSent()).Datagram);
        Hear();
        Assert.Empty(Said<ToPorts.SiteWanted>());
    }

    [Fact]
    public void Who_cannot_prove_itself_here_is_told_so_at_once_and_the_log_says_what_to_do()
    {
        StartAmongOthers(PlanSecrets.Kept);
        for (var i = 0; i < 3; i++)
        {
            Take(Home, Message(HomebrewKind.Login, Known));
            Assert.Equal(Message(HomebrewKind.Refusal, Known), Assert.Single(_voice.TakeSent()).Datagram);
        }

        Assert.Equal(3, _master.Counters.Elsewhere);
        Assert.Contains("roam: true", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void When_its_session_is_over_the_site_goes_back()
    {
        StartAmongOthers();
        ComeIn();
        _master.Expire();
        Hear();
        Assert.Equal("core", _tiers.View.ClaimantOf("hill"));
        Take(Home, Message(HomebrewKind.Logout, Known));
        _master.Expire();
        Hear();
        Assert.Null(_tiers.View.ClaimantOf("hill"));
        Assert.False(_tiers.IsServedHere("hill"));
    }

    [Fact]
    public void A_session_whose_site_was_taken_elsewhere_meanwhile_stays_until_it_is_known_who_is_heard()
    {
        StartAmongOthers();
        ComeIn();
        Hear(LowClaims(1000));
        _master.Expire();
        Hear();
        Assert.Single(_master.Sessions);
        Assert.Equal(2, Said<ToPorts.SiteWanted>().Count());
        Hear(Answer(null));
        _master.Expire();
        Assert.Single(_master.Sessions);
        Assert.Equal("core", _tiers.View.ClaimantOf("hill"));

        Hear(LowClaims(2000));
        _master.Expire();
        Hear(Answer("452009"));
        _master.Expire();
        Assert.Empty(_master.Sessions);
    }

    [Fact]
    public void A_session_is_heard_for_two_of_its_own_ping_intervals()
    {
        LogIn(Home, "secret-1");
        Assert.Equal(Known.ToString(), _master.UserOf("hill"));
        Assert.Null(_master.UserOf("pass"));
        _time.Advance(TimeSpan.FromSeconds(11));
        Assert.Null(_master.UserOf("hill"));
        Ping();
        _time.Advance(TimeSpan.FromSeconds(20));
        Ping();
        _time.Advance(TimeSpan.FromSeconds(39));
        Assert.Equal(Known.ToString(), _master.UserOf("hill"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(_master.UserOf("hill"));
        _voice.Heard[Assert.Single(_master.Sessions).Port!.Port] = _time.GetTimestamp();
        Assert.Equal(Known.ToString(), _master.UserOf("hill"));
    }

    [Fact]
    public void Who_asks_for_a_site_of_this_node_is_told_whether_a_repeater_of_it_is_heard()
    {
        var plan = PlanBelow();
        _plan.Current = new PlanIndex(plan with { Sites = [plan.Sites[0] with { At = plan.Places[0].Id }] }, 2);
        _tiers.Start(_switchboard, _post, () => { });
        Hear(_lowIsBelow);
        LogIn(Home, "secret-1");
        Hear(Wanted());
        _time.Advance(TimeSpan.FromSeconds(11));
        Hear(Wanted());
        Assert.Equal([Known.ToString(), null], Said<ToPorts.SiteAnswer>().Select(answer => answer.User));

        static TierMessage.Envelope Wanted() => Envelope(new ToPorts.SiteWanted("hill"));
    }

    private static TierMessage.Below LowClaims(long number) =>
        _lowIsBelow with { Clock = number, Away = NodeView.NothingAway.Add("hill", new SiteClaim("low", number)) };

    private static TierMessage.Envelope Answer(string? user) => Envelope(new ToPorts.SiteAnswer("hill", user, 7));

    private static TierMessage.Envelope Envelope(Message message) => new("low", "core", new Letter(Address.Ports, message), null);

    /// <summary>The site is low's, which hangs together with this node.</summary>
    private void StartAmongOthers(string secret = "secret-1")
    {
        var plan = PlanBelow();
        _plan.Current = new PlanIndex(plan with { Sites = [plan.Sites[0] with { Repeaters = [plan.Sites[0].Repeaters[0] with { Secret = secret }] }] }, 2);
        _tiers.Start(_switchboard, _post, () => { });
        Hear(_lowIsBelow);
    }

    private void Knock()
    {
        Take(Home, Proof(Known, Ask(Home, Known), "secret-1"));
        Hear();
    }

    /// <summary>Knocks, and is let in with its site.</summary>
    private void ComeIn()
    {
        Knock();
        Hear(Answer(null));
        Assert.Equal(HomebrewKind.Acknowledgement, Said(Assert.Single(_voice.TakeSent())).Kind);
        Configure(Home);
    }

    private void Ping()
    {
        Take(Home, Message(HomebrewKind.Ping, Known));
        Assert.Equal(HomebrewKind.Pong, Said(Assert.Single(_voice.TakeSent())).Kind);
    }

    /// <summary>The node hears something of its neighbour, and the sessions look at what has changed.</summary>
    private void Hear(TierMessage? message = null)
    {
        if (message is not null)
        {
            _tiers.Hear("low", message);
        }

        _tiers.Deliver();
        _tiers.Publish();
        _master.ObeyPlan();
    }

    private IEnumerable<T> Said<T>()
        where T : Message => _post.Sent.OfType<TierMessage.Envelope>().Select(envelope => envelope.Letter.Message).OfType<T>();
}
