using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using RadioNet.BaseStation.Ports;
using RadioNet.Plan.Model;

namespace RadioNet.BaseStation.Tests.Ports;

public sealed class PortLifeTests
{
    private static readonly PortFault Gone = new(PortFaultKind.Lost, LocalizedText.Same("gone"));
    private static readonly PortFault Missing = new(PortFaultKind.NotFound, LocalizedText.Same("missing"));

    private readonly FakeTimeProvider _time = new();
    private readonly PortLife _life;

    public PortLifeTests() => _life = new PortLife(new PortTiming(), _time);

    [Fact]
    public void Every_event_in_every_state_leads_where_the_table_says_or_does_not_happen()
    {
        string[] rows = [.. from state in Enum.GetValues<PortState>() from happened in Enum.GetValues<PortEvent>() select Row(state, happened)];

        Assert.Equal(
            [
                "Stopped Start: Opening, Open", "Stopped Opened: -", "Stopped Refused: -", "Stopped Lost: -", "Stopped Due: -", "Stopped Stop: -",
                "Opening Start: -", "Opening Opened: Open, Use", "Opening Refused: Waiting, Wait", "Opening Lost: -", "Opening Due: -", "Opening Stop: Stopped, End",
                "Open Start: -", "Open Opened: -", "Open Refused: -", "Open Lost: Waiting, Wait", "Open Due: -", "Open Stop: Stopped, End",
                "Waiting Start: -", "Waiting Opened: -", "Waiting Refused: -", "Waiting Lost: -", "Waiting Due: Opening, Open", "Waiting Stop: Stopped, End",
            ],
            rows);
    }

    [Fact]
    public void Waits_double_from_a_fifth_of_a_second_to_five_seconds()
    {
        _life.Handle(PortEvent.Start);
        double[] waits = [.. Enumerable.Range(0, 8).Select(_ => Refuse())];

        Assert.Equal([0.2, 0.4, 0.8, 1.6, 3.2, 5, 5, 5], waits);
    }

    [Fact]
    public void A_port_that_was_open_for_a_while_is_tried_soon_and_one_that_is_lost_at_once_is_not()
    {
        _life.Handle(PortEvent.Start);
        double[] waits = [Use(4.9), Use(4.9), Use(0), Use(5), Use(4.9), Refuse()];

        Assert.Equal([0.2, 0.4, 0.8, 0.2, 0.4, 0.8], waits);
        Assert.Equal((5, 5), (_life.Status.Openings, _life.Status.Losses));
    }

    [Fact]
    public void The_wait_shrinks_as_time_passes()
    {
        _life.Handle(PortEvent.Start);
        _life.Handle(PortEvent.Refused, Missing);
        Assert.Equal(TimeSpan.FromSeconds(0.2), _life.UntilDue);
        _time.Advance(TimeSpan.FromSeconds(0.15));
        Assert.Equal(TimeSpan.FromSeconds(0.05), _life.UntilDue);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, _life.UntilDue);
    }

    [Fact]
    public void The_same_refusal_again_is_no_news_and_another_one_is()
    {
        _life.Handle(PortEvent.Start);
        var busy = new PortFault(PortFaultKind.InUse, LocalizedText.Same("busy"));
        List<bool> repeated = [];
        foreach (var fault in (PortFault[])[Missing, Missing with { }, busy, busy, Missing])
        {
            Refuse(fault);
            repeated.Add(_life.Status.IsRepeated);
            Assert.Equal(fault, _life.Status.Fault);
            _life.Handle(PortEvent.Due);
            Assert.Null(_life.Status.Fault);
            _life.Handle(PortEvent.Opened);
            _life.Handle(PortEvent.Lost, Gone);
            Assert.False(_life.Status.IsRepeated);
            _life.Handle(PortEvent.Due);
        }

        Assert.All(repeated, Assert.False);

        repeated.Clear();
        foreach (var fault in (PortFault[])[Missing, Missing with { }, busy, busy, Missing])
        {
            _life.Handle(PortEvent.Refused, fault);
            repeated.Add(_life.Status.IsRepeated);
            _life.Handle(PortEvent.Due);
        }

        Assert.Equal([false, true, false, true, false], repeated);
    }

    private double Refuse(PortFault? fault = null)
    {
        if (_life.Status.State == PortState.Waiting) _life.Handle(PortEvent.Due);
        Assert.Equal(PortAction.Wait, _life.Handle(PortEvent.Refused, fault ?? Missing));
        return _life.Status.RetryIn.TotalSeconds;
    }

    /// <summary>Opens it, uses it for so many seconds, and loses it.</summary>
    private double Use(double seconds)
    {
        if (_life.Status.State == PortState.Waiting) _life.Handle(PortEvent.Due);
        _life.Handle(PortEvent.Opened);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(PortAction.Wait, _life.Handle(PortEvent.Lost, Gone));
        return _life.Status.RetryIn.TotalSeconds;
    }

    private string Row(PortState state, PortEvent happened)
    {
        var life = new PortLife(new PortTiming(), _time);
        PortEvent[] way = state switch
        {
            PortState.Opening => [PortEvent.Start],
            PortState.Open => [PortEvent.Start, PortEvent.Opened],
            PortState.Waiting => [PortEvent.Start, PortEvent.Refused],
            _ => [],
        };
        foreach (var step in way) life.Handle(step);
        try
        {
            var action = life.Handle(happened);
            return $"{state} {happened}: {life.Status.State}, {action}";
        }
        catch (UnreachableException)
        {
            return $"{state} {happened}: -";
        }
    }
}
