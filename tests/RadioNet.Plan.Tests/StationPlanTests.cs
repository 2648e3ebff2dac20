using RadioNet.Plan.Changes;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Plan.Tests;

/// <summary>What a technician sets on our own base stations: read, checked, edited, compared.</summary>
public sealed class StationPlanTests
{
    private const string Pair = "receive: 416.0125 MHz, transmit: 421.0125 MHz";

    private static readonly NetworkPlan _plan = Plans.Read(Plans.WithStations);

    [Fact]
    public void Everything_that_is_set_is_read()
    {
        var station = _plan.Sites[0].BaseStations[0];
        Assert.Equal(new BaseStation("bs1")
        {
            ColorCode = new ColorCode(7),
            TransmitHang = TimeSpan.FromSeconds(6),
            TimeOut = TimeSpan.FromSeconds(90),
            DutyCycle = new DutyCycle(Percent.Half, TimeSpan.FromMinutes(5)),
            CwId = new CwId("XV0DL", TimeSpan.FromMinutes(15)),
            Jitter = new JitterSettings(TimeSpan.FromMilliseconds(180), TimeSpan.FromMilliseconds(120), TimeSpan.FromSeconds(1)),
            LocalRepeat = false,
            Access = new RadioAccess { Allow = [new(new(7), new(7)), new(new(100), new(199))], Deny = [new(new(150), new(150))] },
        }, station with { Carriers = [], Line = 0 });
        Assert.Equal(new Carrier("c1", new Hertz(416_012_500), new Hertz(421_012_500))
        {
            Duplex = true,
            Power = new Percent(62.5m),
            Modem = new ModemSettings
            {
                TransmitDelay = TimeSpan.FromMilliseconds(50),
                ReceiveLevel = new Percent(40),
                TransmitLevel = new Percent(47.5m),
                CwLevel = new Percent(30),
                Invert = ModemInversion.Receive | ModemInversion.Ptt,
                ReceiveOffset = new Hertz(-250),
                TransmitOffset = new Hertz(125),
                ReceiveDcOffset = -128,
                TransmitDcOffset = 127,
                DmrDelay = 12,
                CosLockout = true,
                Rssi = [new(1134, -116), new(1370, -90.5m)],
            },
        }, station.Carriers[0] with { Line = 0 });
        Assert.Equal(new Carrier("c2", new Hertz(440_000_000), new Hertz(440_000_000)) { Duplex = false, Line = 30 }, station.Carriers[1]);
        Assert.Equal((BaseStationMode.Trunked, true, RadioAccess.Everybody), (_plan.Sites[0].BaseStations[1].Mode, _plan.Sites[0].BaseStations[1].LocalRepeat, _plan.Sites[0].BaseStations[1].Access));
        Assert.True(PlanContent.Same(_plan, Plans.Read(PlanWriter.Write(_plan, withSecrets: true))));
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(150, false)]
    [InlineData(199, true)]
    [InlineData(200, false)]
    public void Access_is_what_is_allowed_and_not_denied(uint radio, bool may) =>
        Assert.Equal(may, _plan.Sites[0].BaseStations[0].Access.Allows(new RadioId(radio)));

    [Theory]
    [InlineData("power: 101 %", "\"power\" is \"101 %\". Write a share from 0 % to 100 % with at most one decimal, such as 47.5 %.")]
    [InlineData("power: 50", "\"power\" is \"50\".")]
    [InlineData("power: 47.55 %", "\"power\" is \"47.55 %\".")]
    [InlineData("power: -1 %", "\"power\" is \"-1 %\".")]
    [InlineData("duplex: yes", "\"duplex\" is \"yes\". Write true or false.")]
    [InlineData("modem: 5", "A modem is written as keys with values: { transmit-delay: … }.")]
    [InlineData("modem: { level: 50 % }", "A modem has no key \"level\".")]
    [InlineData("modem: { transmit-delay: 510ms }", "\"transmit-delay\" is \"510ms\". Write a duration from 0s to 500ms")]
    [InlineData("modem: { transmit-delay: 15ms }", "\"transmit-delay\" is 15ms, but modems take steps of 10ms. Write a multiple of that.")]
    [InlineData("modem: { invert: [up] }", "\"invert\" is \"up\". Write receive, transmit or ptt.")]
    [InlineData("modem: { invert: ptt }", "\"invert\" is \"ptt\". Write a list")]
    [InlineData("modem: { receive-offset: -20001 Hz }", "\"receive-offset\" is \"-20001 Hz\". Write an offset from -20000 Hz to 20000 Hz with its unit, such as -250 Hz.")]
    [InlineData("modem: { receive-offset: 250 }", "\"receive-offset\" is \"250\".")]
    [InlineData("modem: { transmit-offset: -250.5 Hz }", "\"transmit-offset\" is \"-250.5 Hz\".")]
    [InlineData("modem: { transmit-dc-offset: 128 }", "\"transmit-dc-offset\" is \"128\". Write a whole number from -128 to 127.")]
    [InlineData("modem: { receive-dc-offset: -129 }", "\"receive-dc-offset\" is \"-129\".")]
    [InlineData("modem: { dmr-delay: 256 }", "\"dmr-delay\" is \"256\". Write a whole number from 0 to 255.")]
    [InlineData("modem: { rssi: [1134] }", "\"rssi\" has \"1134\". Write a raw value from 0 to 65535, a space, and dBm from -200 to 50")]
    [InlineData("modem: { rssi: [1134 -116, 1134 -115] }", "The raw value 1134 has -116 dBm already. Keep one of the two.")]
    [InlineData("modem: { rssi: [[1134, -116]] }", "\"rssi\" has a list.")]
    [InlineData("modem: { rssi: [65536 -116] }", "\"rssi\" has \"65536 -116\".")]
    [InlineData("modem: { rssi: [1 -116.25] }", "\"rssi\" has \"1 -116.25\".")]
    public void A_carrier_is_checked(string setting, string error) =>
        Assert.Contains(Plans.Errors(WithCarrier($"{{ id: c1, {Pair}, {setting} }}")), e => Message(e).StartsWith(error, StringComparison.Ordinal));

    [Theory]
    [InlineData("{ id: c1, receive: 440 MHz, transmit: 440 MHz, duplex: true }", "18:68: A duplex carrier listens and sends at once, which one frequency does not allow. Write \"duplex: false\", or another \"transmit\" than 440 MHz.")]
    [InlineData("{ id: c1, receive: 440 MHz, transmit: 441 MHz, duplex: false, control-channel: 1 }", "A simplex carrier has no control channel")]
    public void What_does_not_go_together_is_said(string carrier, string error) =>
        Assert.Contains(Plans.Errors(WithCarrier(carrier)), e => e.Contains(error, StringComparison.Ordinal));

    [Fact]
    public void A_signal_strength_has_64_points_at_most()
    {
        Assert.Empty(Plans.Errors(WithCarrier(Points(64))));
        Assert.Contains("\"rssi\" has 65 points. Keep 64 at most", Assert.Single(Plans.Errors(WithCarrier(Points(65)))), StringComparison.Ordinal);

        static string Points(int count) => $"{{ id: c1, {Pair}, modem: {{ rssi: [{string.Join(", ", Enumerable.Range(0, count).Select(i => $"{i} -90"))}] }} }}";
    }

    [Theory]
    [InlineData("transmit-hang: 61s", "\"transmit-hang\" is \"61s\". Write a duration from 0s to 60s")]
    [InlineData("time-out: 0s", "\"time-out\" is \"0s\". Write a duration from 1s to 3600s")]
    [InlineData("duty-cycle: { most: 0 % }", "\"most\" is \"0 %\". Write a share from 1 % to 100 %")]
    [InlineData("duty-cycle: { over: 5s }", "\"over\" is \"5s\". Write a duration from 60s to 3600s")]
    [InlineData("cw-id: { text: xv0dl }", "\"text\" is \"xv0dl\". Modems send A–Z, 0–9, / and spaces inside in Morse code: write at most 24 of them.")]
    [InlineData("cw-id: { text: XV0DL, speed: 20 }", "A cw-id has no key \"speed\". Its keys are text, every.")]
    [InlineData("jitter: { start: 60ms, least: 120ms }", "\"jitter\" starts with 60ms, which is not between \"least\" (120ms) and \"most\" (360ms). Write three that rise.")]
    [InlineData("jitter: { most: 2s }", "\"most\" is \"2s\". Write a duration from 60ms to 1s")]
    [InlineData("access: { allow: [0] }", "\"allow\" has \"0\". Write a radio from 1 to 16777214, or a range of them such as 4520001-4520099.")]
    [InlineData("access: { deny: [20-10] }", "\"deny\" has \"20-10\".")]
    [InlineData("access: { deny: [1-2-3] }", "\"deny\" has \"1-2-3\".")]
    [InlineData("access: { only: [1] }", "An access has no key \"only\".")]
    [InlineData("local-repeat: 1", "\"local-repeat\" is \"1\". Write true or false.")]
    public void A_base_station_is_checked(string setting, string error) => Assert.Contains(
        Plans.Errors(Plans.Small.Replace("at: hill\n", $"at: hill\n    base-stations:\n      - id: bs1\n        {setting}\n        carriers: [{{ id: c1, {Pair} }}]\n")),
        e => Message(e).StartsWith(error, StringComparison.Ordinal));

    [Fact]
    public void A_carriers_edit_changes_its_values_and_nothing_else()
    {
        var plan = Good(PlanEdits.SetCarrier(_plan, "s1", "bs1", "c2", ["modem.transmit-level=55%", "cw-level=20 %", "power=10%", "invert=ptt", "rssi=1 -120,2 -90"]));
        plan = Good(PlanEdits.SetCarrier(plan, "s1", "bs1", "c2", ["invert+=transmit", "modem.rssi-=1 -120", "cw-level=", "modem.receive-offset=-300 Hz"]));

        var carrier = plan.Sites[0].BaseStations[0].Carriers[1];
        Assert.Equal(new Carrier("c2", new Hertz(440_000_000), new Hertz(440_000_000))
        {
            Power = new Percent(10),
            Modem = new ModemSettings
            {
                TransmitLevel = new Percent(55),
                Invert = ModemInversion.Ptt | ModemInversion.Transmit,
                ReceiveOffset = new Hertz(-300),
                Rssi = [new(2, -90)],
            },
        }, carrier with { Line = 0 });
        var station = plan.Sites[0].BaseStations[0];
        var undone = plan with { Sites = plan.Sites.SetItem(0, plan.Sites[0] with { BaseStations = plan.Sites[0].BaseStations.SetItem(0, station with { Carriers = station.Carriers.SetItem(1, _plan.Sites[0].BaseStations[0].Carriers[1]) }) }) };
        Assert.True(PlanContent.Same(_plan, undone));
    }

    [Fact]
    public void A_base_stations_edit_changes_its_values_and_keeps_its_carriers()
    {
        var plan = Good(PlanEdits.SetBaseStation(_plan, "s1", "bs1", ["maintenance=true", "duty-cycle.most=25%", "cw-id.text=", "access.deny+=160-170", "access.allow=", "jitter.least=60ms"]));

        var (before, after) = (_plan.Sites[0].BaseStations[0], plan.Sites[0].BaseStations[0]);
        Assert.Equal(before with
        {
            Maintenance = true,
            DutyCycle = before.DutyCycle with { Most = new Percent(25) },
            CwId = before.CwId with { Text = null },
            Jitter = before.Jitter with { Least = TimeSpan.FromMilliseconds(60) },
            Access = new RadioAccess { Deny = [new(new(150), new(150)), new(new(160), new(170))] },
            Carriers = [],
            Line = 0,
        }, after with { Carriers = [], Line = 0 });
        Assert.Equal(before.Carriers.Select(c => c with { Line = 0 }), after.Carriers.Select(c => c with { Line = 0 }));
    }

    [Theory]
    [InlineData("transmit-level=101%", "\"transmit-level\" is \"101%\". Write a share from 0 % to 100 %")]
    [InlineData("modem.level=5%", "A carrier has no key \"modem.level\". Did you mean \"modem.cw-level\"?")]
    [InlineData("modem=5", "A carrier has no key \"modem\".")]
    [InlineData("duplex=true", "A duplex carrier listens and sends at once")]
    [InlineData("receive=", "This carrier has no \"receive\". Add it.")]
    [InlineData("id=c3", "The id of a carrier does not change.")]
    [InlineData("power+=5%", "\"power\" is no list.")]
    public void What_is_wrong_in_a_carriers_edit_is_the_readers_sentence(string word, string error) => Assert.StartsWith(
        error, Assert.Single(PlanEdits.SetCarrier(_plan, "s1", "bs1", "c2", [word]).Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Unknown_base_stations_and_carriers_are_refused()
    {
        Assert.Equal("There is no carrier s1/bs1/c3. Add it first, or correct the id.", Error(PlanEdits.SetCarrier(_plan, "s1", "bs1", "c3", [])));
        Assert.Equal("There is no carrier s1/bs3/c1. Add it first, or correct the id.", Error(PlanEdits.SetCarrier(_plan, "s1", "bs3", "c1", [])));
        Assert.Equal("There is no base station s2/bs1. Add it first, or correct the id.", Error(PlanEdits.SetBaseStation(_plan, "s2", "bs1", [])));
        Assert.StartsWith("A base station has no key \"most\".", Error(PlanEdits.SetBaseStation(_plan, "s1", "bs1", ["most=1s"])), StringComparison.Ordinal); // of the jitter, or of the duty cycle
    }

    [Theory]
    [InlineData("color-code: 7", "color-code: 8", "Base station s1/bs1 now has color code 8: set it in the radios that use it.")]
    [InlineData("maintenance: false", "maintenance: true", "Base station s1/bs1 is now in maintenance: no call goes there.")]
    [InlineData("time-out: 90s", "time-out: 60s", "Base station s1/bs1 now ends a transmission after 60s (before: 90s).")]
    [InlineData("most: 50 %", "most: 20 %", "Base station s1/bs1 may now send at most 20 % of any 300s.")]
    [InlineData("local-repeat: false", "local-repeat: true", "Base station s1/bs1 now repeats what its radios send: they hear each other.")]
    [InlineData("text: XV0DL, ", "", "Base station s1/bs1 no longer identifies itself in Morse code.")]
    [InlineData("deny: [150]", "deny: [7]", "1 radio can no longer talk at base station s1/bs1.")]
    [InlineData("power: 62.5%", "power: 100 %", "Carrier s1/bs1/c1 now sends with 100 % of its power (before: 62.5 %).")]
    [InlineData("receive: 440 MHz, transmit: 440 MHz", "receive: 441 MHz, transmit: 441 MHz", "Carrier s1/bs1/c2 now receives on 441 MHz and sends on 441 MHz: set its radios to that.")]
    [InlineData("power: 62.5%", "power: 62.5%, duplex: false", "Carrier s1/bs1/c1 now has timeslot 2 alone, for every talkgroup.")]
    [InlineData("          - { id: c2, receive: 440 MHz, transmit: 440 MHz }\n", "", "Carrier s1/bs1/c2 carries no calls any more: removed.")]
    [InlineData("mode: trunked\n        carriers:\n          - { id: c1, receive: 417 MHz, transmit: 422 MHz, control-channel: 1 }", "carriers:\n          - { id: c1, receive: 417 MHz, transmit: 422 MHz }", "Base station s1/bs2 is no longer trunked: calls go to its timeslots.")]
    [InlineData("cos-lockout: true", "cos-lockout: false", null)]
    [InlineData("transmit-level: 47.5 %", "transmit-level: 48 %", null)]
    public void What_matters_to_people_is_a_sentence(string setting, string instead, string? sentence)
    {
        var text = Plans.WithStations.Replace(setting, instead, StringComparison.Ordinal);
        Assert.NotEqual(Plans.WithStations, text);
        var changed = Plans.Read(text);
        Assert.Equal(sentence is null ? [] : [sentence], PlanComparison.Of(_plan, changed).Effects.Select(e => e.En));
        Assert.Equal(sentence is null ? 0 : 1, PlanComparison.Of(changed, _plan).Effects.Length);
    }

    [Fact]
    public void A_row_names_the_one_value_that_changes()
    {
        var changed = Good(PlanEdits.SetCarrier(_plan, "s1", "bs1", "c1", ["transmit-level=48%", "cos-lockout="]));
        var row = Assert.Single(PlanComparison.Of(_plan, changed).Rows);
        Assert.Equal(("carriers", "s1/bs1/c1"), (row.Section, row.Id));
        Assert.Equal([new PlanFieldChange("modem.transmit-level", "47.5 %", "48 %"), new PlanFieldChange("modem.cos-lockout", "true", "false")], row.Fields);
    }

    [Fact]
    public void Many_different_changes_are_one_sentence()
    {
        var many = _plan with { Sites = [_plan.Sites[0] with { BaseStations = [Many(0)] }] };
        var retuned = many with { Sites = [many.Sites[0] with { BaseStations = [Many(1)] }] };
        Assert.Equal(["20 carriers (s1/b/c0, s1/b/c1, s1/b/c2, s1/b/c3, s1/b/c4 and 15 more) now have other frequencies: set their radios to them."],
            PlanComparison.Of(many, retuned).Effects.Select(e => e.En));

        static BaseStation Many(int shift) => new("b")
        {
            Carriers = [.. Enumerable.Range(0, 20).Select(i => new Carrier($"c{i}", new Hertz(416_000_000 + (i * 12_500) + shift), new Hertz(421_000_000 + (i * 12_500))))],
        };
    }

    private static string WithCarrier(string carrier) =>
        Plans.Small.Replace("at: hill\n", $"at: hill\n    base-stations:\n      - id: bs1\n        carriers:\n          - {carrier}\n");

    /// <summary>The sentence after the place.</summary>
    private static string Message(string error) => error[(error.IndexOf(": ", StringComparison.Ordinal) + 2)..];

    private static NetworkPlan Good(PlanReading reading)
    {
        Assert.Empty(reading.Errors);
        return reading.Plan!;
    }

    private static string Error(PlanReading reading) => Assert.Single(reading.Errors).ToString();
}
