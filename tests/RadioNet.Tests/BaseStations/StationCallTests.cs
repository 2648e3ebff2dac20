using System.Diagnostics;
using System.Text.Json;
using RadioNet.Api;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Simulator.Air;
using RadioNet.Simulator.Radios;
using RadioNet.Tests.EndToEnd.Rig;

namespace RadioNet.Tests.BaseStations;

/// <summary>Calls from handset to handset: air, modem, base station, node, and all the way back.</summary>
[Collection(nameof(RealTime))]
public sealed class StationCallTests(ThreeStations stations) : IClassFixture<ThreeStations>, IAsyncLifetime
{
    private static readonly TimeSpan _bound = TimeSpan.FromSeconds(12);

    /// <summary>Who has not carried three calls until then carries none.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    private static readonly TalkgroupId _main = new(StationPlan.Main);
    private static readonly TalkgroupId _second = new(StationPlan.Second);

    private readonly StationRig _rig = stations.Rig;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _rig.ClearAsync();

    [Fact]
    public async Task A_call_at_one_base_station_is_heard_whole_at_two_others()
    {
        LiveHandset[] handsets = [_rig.Handset(1), _rig.Handset(2), _rig.Handset(3)];
        var since = Stopwatch.StartNew();
        for (int turn = 0, skipped = 0; turn < 3;)
        {
            var before = _rig.Modems.ToDictionary(modem => modem, modem => modem.Statistics);
            var talker = handsets[turn];
            var call = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(2), turn));
            if (!await _rig.IsHeardWholeAsync(talker, call, [.. handsets.Where(h => h != talker)]))
            {
                skipped++;
                Assert.True(since.Elapsed < _longest, $"{turn} calls, {skipped} more that this machine was too busy to play.");
                continue;
            }

            foreach (var modem in _rig.Modems)
            {
                var (counts, then) = (modem.Statistics, before[modem]);
                Assert.Equal((0L, 0L), (counts.OnAir.Underruns - then.OnAir.Underruns, counts.Firmware.Overruns - then.Firmware.Overruns));
            }

            turn++;
        }
    }

    [StationFact]
    public async Task A_private_call_is_heard_by_whom_it_calls_alone_and_answered()
    {
        LiveHandset caller = _rig.Handset(1), called = _rig.Handset(2), other = _rig.Handset(3);

        // A network knows where a radio is once it has heard it.
        await IntroduceAsync(called, caller, other);
        var call = caller.Radio.CallUnit(called.Radio.Id, StationRig.Speech(TimeSpan.FromSeconds(1.5), 11));
        await _rig.SendAsync(caller, call);
        await _rig.HearsWholeAsync(called, call);
        var answer = called.Radio.CallUnit(caller.Radio.Id, StationRig.Speech(TimeSpan.FromSeconds(1), 12));
        await _rig.SendAsync(called, answer);
        await _rig.HearsWholeAsync(caller, answer);
        Assert.False(other.Calls.TryRead(out var overheard), $"{overheard}");
        var record = await _rig.Node.CallAsync(
            "private, answered", new ListCallsRequest { Radio = caller.Radio.Id.Value }, c => c.Type == CallType.Private && c.Spurts.Count == 2);
        Assert.Equal(["s1", "s2"], record.Sites.Order());
    }

    [StationFact]
    public async Task An_emergency_takes_a_running_floor()
    {
        LiveHandset talker = _rig.Handset(1), caller = _rig.Handset(2), listener = _rig.Handset(3);
        var first = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(6), 21));
        var running = talker.PressAsync(first);
        await _rig.RunsAsync(first);
        var help = caller.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(2), 22), new ServiceOptions(ServiceOptions.EmergencyBit));
        await _rig.SendAsync(caller, help);
        var before = await _rig.ReadAsync(listener);
        Assert.Equal(talker.Radio.Id, before.Source);
        await _rig.HearsWholeAsync(listener, help);
        await running.WaitAsync(_bound);
        var record = await _rig.Node.CallAsync(
            "the emergency took the floor", new ListCallsRequest { Radio = caller.Radio.Id.Value },
            c => c.Spurts.Any(s => s.Emergency && s.Source == caller.Radio.Id.Value) || c.Emergency);
        Assert.True(record.Emergency);
        await _rig.Node.CallAsync(
            "the first talker lost it", new ListCallsRequest { Radio = talker.Radio.Id.Value }, c => c.Spurts.Any(s => s.EndReason == "pre-empted"));
    }

    [StationFact]
    public async Task A_text_reaches_a_handset_of_another_site()
    {
        LiveHandset sender = _rig.Handset(1), receiver = _rig.Handset(2), other = _rig.Handset(3);
        await IntroduceAsync(receiver, sender, other);
        const string text = "Cháy rừng ở Tân Lợi, cần hai xe";
        await _rig.SendAsync(sender, sender.Radio.SendText(receiver.Radio.Id.Value, AddressKind.Unit, text));
        var heard = await TextAsync(receiver);
        Assert.Equal((sender.Radio.Id, text), (heard.Source, heard.Text));
        await _rig.QuietAsync();
        await _rig.SendAsync(sender, sender.Radio.SendText(StationPlan.Main, AddressKind.Group, text));
        foreach (var listener in new[] { receiver, other })
        {
            heard = await TextAsync(listener);
            Assert.Equal((StationPlan.Main, text), (heard.Target, heard.Text));
        }
    }

    [StationFact]
    public async Task The_talkers_name_and_position_arrive_with_the_voice()
    {
        var position = GpsInfo.FromDegrees(12.6797, 108.0447, PositionError.Below20Metres);
        var talker = _rig.Handset(1, with: o => o with { Interleaved = [.. VirtualRadio.AliasMessages("Đội 1 Tân Lợi"), position.ToLinkControl()] });
        var listener = _rig.Handset(2);
        var call = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(5), 31));
        await _rig.SendAsync(talker, call);
        var heard = await _rig.HearsWholeAsync(listener, call);
        Assert.Equal(("Đội 1 Tân Lợi", (GpsInfo?)position), (heard.Alias, heard.Position));
    }

    [StationFact]
    public async Task Both_timeslots_carry_calls_at_once()
    {
        LiveHandset one = _rig.Handset(1), two = _rig.Handset(2, Timeslot.Two);
        LiveHandset[] listeners = [_rig.Handset(3), _rig.Handset(3, Timeslot.Two, StationPlan.Radio(4))];
        var first = one.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(3), 41));
        var second = two.Radio.CallGroup(_second, StationRig.Speech(TimeSpan.FromSeconds(3), 42));
        await Task.WhenAll(_rig.SendAsync(one, first), _rig.SendAsync(two, second));
        await _rig.HearsWholeAsync(listeners[0], first);
        await _rig.HearsWholeAsync(listeners[1], second);
    }

    [StationFact]
    public async Task A_handset_that_joins_a_running_call_hears_the_rest()
    {
        LiveHandset talker = _rig.Handset(1);
        var call = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(4), 51));
        var modem = _rig.Modem(2);
        long before = modem.Statistics.Firmware.BurstsFromHost;
        var sent = _rig.SendAsync(talker, call);

        // Header and first superframe are on the air there, whether the transmitter had to be woken or not.
        await Wait.UntilAsync(() => modem.Statistics.Firmware.BurstsFromHost >= before + 15, () => $"Site 2 plays nothing. {_rig.Logs()}");
        var late = _rig.Handset(2);
        await sent;
        var heard = await _rig.ReadAsync(late);
        Assert.True(heard is { Entry: HeardEntry.Embedded, HasTerminator: true, Gaps: 0, OutOfStep: 0 }, $"{heard}");
        Assert.Equal((call.Source, call.Target), (heard.Source, heard.Target));
        Assert.True(heard.VoiceBursts > 20, $"It heard {heard.VoiceBursts} of {call.VoiceBursts} bursts.");
    }

    [StationFact]
    public async Task A_call_whose_header_is_lost_on_the_air_is_heard_elsewhere_with_one()
    {
        LiveHandset talker = _rig.Handset(1), opener = _rig.Handset(1, id: StationPlan.Radio(4)), listener = _rig.Handset(2);

        // The station is awake, so that the talker's first burst is its header.
        var opening = opener.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(0.5), 60));
        await _rig.SendAsync(opener, opening);
        await _rig.HearsWholeAsync(listener, opening);
        var call = talker.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(4), 61));
        var modem = _rig.Modem(1).Antenna;
        talker.SetLevel(modem, -150);
        var sent = talker.PressAsync(call);
        await Task.Delay(TimeSpan.FromMilliseconds(150));
        talker.SetLevel(modem, -80);
        await sent.WaitAsync(_bound);
        var heard = await _rig.ReadAsync(listener);
        Assert.True(heard is { Entry: HeardEntry.Header, HasTerminator: true, Gaps: 0, OutOfStep: 0 }, $"{heard}. {_rig.Logs()}");
        Assert.Equal((call.Source, call.Target), (heard.Source, heard.Target));
        Assert.True(heard.VoiceBursts >= call.VoiceBursts - 18, $"It heard {heard.VoiceBursts} of {call.VoiceBursts} bursts.");
    }

    [StationFact]
    public async Task A_radio_that_is_no_member_is_heard_nowhere_and_the_command_says_why()
    {
        LiveHandset outsider = _rig.Handset(1, id: StationPlan.Outsider), near = _rig.Handset(1), far = _rig.Handset(2);

        // A member's call wakes the station: for who is no member it does not even get up.
        var first = far.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(1), 70));
        await _rig.SendAsync(far, first);
        await _rig.HearsWholeAsync(near, first);
        await outsider.PressAsync(outsider.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(1.5), 71))).WaitAsync(_bound);
        JsonElement record = default;
        await Wait.UntilAsync(
            async () =>
            {
                var calls = (await _rig.Node.RunAsync("calls", "--json", "--radio", $"{StationPlan.Outsider}")).Succeeded().Json;
                record = calls.FirstOrDefault();
                return calls.Length > 0;
            },
            () => Task.FromResult($"No record of the denied call. {_rig.Logs()}"));
        Assert.Equal(("denied", "not-member"), (record.GetProperty("state").GetString(), record.GetProperty("reason").GetString()));
        Assert.False(near.Calls.TryRead(out var heard) || far.Calls.TryRead(out heard), $"{heard}");
    }

    [StationFact]
    public async Task A_base_station_and_a_third_partys_repeater_hear_each_other_to_the_bit()
    {
        using var repeater = new RawRepeater(_rig.Node.Homebrew, StationPlan.Repeater, StationPlan.Secret);
        await repeater.LogInAsync();
        LiveHandset handset = _rig.Handset(1), other = _rig.Handset(2);
        var up = handset.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(2), 81));
        await _rig.SendAsync(handset, up);
        var heard = (await repeater.SpurtsAsync(1))[0];
        await _rig.HearsWholeAsync(other, up);
        Assert.Equal(StationRig.VoiceOf(up), heard.Where(burst => burst.IsVoice).Select(burst => burst.Voice));
        Assert.Equal((handset.Radio.Id.Value, StationPlan.Main, 1), (heard[0].Source, heard[0].Target, heard[0].Slot));

        var radio = new VirtualRadio(new RadioId(StationPlan.Radio(5)), new ColorCode(9));
        var down = radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(2), 82));
        await repeater.PlayAsync(down, 1);
        await _rig.HearsWholeAsync(handset, down);
        await _rig.HearsWholeAsync(other, down);
        repeater.Send(repeater.WithId("RPTCL"));
    }

    private async Task<HeardText> TextAsync(LiveHandset listener)
    {
        try
        {
            return await listener.Texts.ReadAsync().AsTask().WaitAsync(_bound);
        }
        catch (TimeoutException)
        {
            var calls = await _rig.Node.Calls.ListAsync(new ListCallsRequest { PageSize = 3 });
            int controls = 0;
            while (listener.Controls.TryRead(out _)) controls++;
            throw new InvalidOperationException($"It got no text, and {controls} control blocks. {string.Join("; ", calls.Calls)}. {_rig.Logs()}");
        }
    }

    /// <summary>A radio calls the group, so that the network knows where it is; the others take note.</summary>
    private async Task IntroduceAsync(LiveHandset radio, params LiveHandset[] listeners)
    {
        var call = radio.Radio.CallGroup(_main, StationRig.Speech(TimeSpan.FromSeconds(0.5), 1));
        await _rig.SendAsync(radio, call);
        foreach (var listener in listeners) await _rig.HearsWholeAsync(listener, call);

        // Hang time keeps the timeslots for the group.
        await _rig.QuietAsync();
    }
}
