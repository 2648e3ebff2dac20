namespace RadioNet.Plan.Tests;

public sealed class PlanReaderErrorTests
{
    [Fact]
    public void Five_errors_give_five_lines_with_their_places()
    {
        var text = Plans.Small.Replace("tier: 2, in: root", "tier: 2, in: rot").Replace("home: hill", "home: hill, slot: 3")
            .Replace("id: 7,", "id: 16777216,").Replace("role: administrator", "role: admin").Replace("id: 100, home", "id: 100, prioritty: 3, home");

        Assert.Equal(
        [
            "7:30: There is no place \"rot\". Did you mean \"root\"? Add it to \"places\", or name another here.",
            "20:16: A talkgroup has no key \"prioritty\". Did you mean \"priority\"? Its keys are id, name, home, sites, slot, priority, hang-time, time-limit, emergency, record, broadcast, start, vocoder.",
            "21:34: \"slot\" is \"3\". Write a whole number from 1 to 2.",
            "23:11: \"id\" is \"16777216\". Write a whole number from 1 to 16777214.",
            "25:25: \"role\" is \"admin\". Write listener, dispatcher, technician or administrator.",
        ], Plans.Errors(text));
    }

    [Theory]
    [InlineData("h1", false)]
    [InlineData("pbkdf2-sha512:…", false)]
    [InlineData("pbkdf2-sha512:1000:AAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("pbkdf2-sha512:210000:AAAAAAAAAAAAAAAAAAAAAA:AAAA", false)]
    [InlineData("pbkdf2-sha512:210000:AAAAAAAAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true)]
    [InlineData("disabled", true)]
    [InlineData("kept", true)]
    public void A_password_hash_of_no_known_form_is_an_error_in_a_plan_that_is_to_be_in_force(string hash, bool isRight)
    {
        var text = Plans.Small.Replace("password-hash: h1", $"password-hash: \"{hash}\"");
        string[] errors = isRight ? [] : ["25:68: \"password-hash\" is no hash of a password. Write what \"radionet user hash\" prints, or \"disabled\" where nobody signs in."];
        Assert.Equal(errors, PlanReader.Read(text, new DateOnly(2026, 1, 1)).Errors.Select(error => $"{error}"));

        // What is stored is read however it is: another version may have taken it.
        Assert.True(PlanReader.Read(text).Succeeded);
    }

    // Each line of a case takes an entry's place in the small plan; then the error.
    [Theory]
    [InlineData("id: 101, home: hill", "id: 100, home: hill", "21:11: Talkgroup 100 is defined already in line 20.")]
    [InlineData("id: 101, home: hill", "id: 101", "21:5: This talkgroup has no \"home\". Add it.")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, priority: 11", "21:38: \"priority\" is \"11\". Write a whole number from 0 to 10.")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, priority: -1", "21:38: \"priority\" is \"-1\".")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, priority: high", "21:38: \"priority\" is \"high\".")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, hang-time: 3", "21:39: \"hang-time\" is \"3\". Write a duration from 0s to 60s with its unit")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, hang-time: 61s", "21:39: \"hang-time\" is \"61s\".")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, time-limit: 0s", "21:40: \"time-limit\" is \"0s\". Write a duration from 1s to 3600s")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, time-limit: 61m", "21:40: \"time-limit\" is \"61m\".")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, record: yes", "21:36: \"record\" is \"yes\". Write true or false.")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, sites: [s1, s3]", "21:40: There is no site \"s3\".")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, sites: []", "21:35: \"sites\" is an empty list. Write all, affiliated, or a list of sites: [a, b].")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, sites: everywhere", "21:35: \"sites\" is \"everywhere\".")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, vocoder: ambe", "21:37: \"vocoder\" is \"ambe\". Did you mean \"ambe2\"? Write ambe2 or codec2-2400.")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, home: root", "21:28: \"home\" stands here twice; the first is in line 21.")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, name: { fr: Colline }", "21:36: A name has no key \"fr\".")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, name:", "21:34: \"name\" is empty. Write a text on one line")]
    [InlineData("id: 101, home: hill", "id: 101, home: hill, name: \"a\\nb\"", "21:34: \"name\" is \"a?b\". Write a text on one line")]
    [InlineData("id: 101, home: hill", "id: 16777215, home: hill", "21:11: \"id\" is \"16777215\".")]
    [InlineData("{ id: 101, home: hill }", "101", "21:5: A talkgroup is written as keys with values: { id: … }.")]
    [InlineData("talkgroups: [101, 100, 101]", "talkgroups: [101, 102]", "23:32: There is no talkgroup 102. Add it to \"talkgroups\", or take it out here.")]
    [InlineData("talkgroups: [101, 100, 101]", "talkgroups: 101", "23:26: \"talkgroups\" is \"101\". Write a list: [a, b], or one entry a line, each after \"- \".")]
    [InlineData("talkgroups: [101, 100, 101]", "agency: police", "23:22: There is no agency \"police\".")]
    [InlineData("talkgroups: [101, 100, 101]", "home: hil", "23:20: There is no place \"hil\". Did you mean \"hill\"?")]
    [InlineData("{ id: 2, secret: two }", "{ id: 1, secret: two }", "18:23: Repeater 1 is defined already in line 15.")]
    [InlineData("{ id: 2, secret: two }", "{ id: 2, secret: \"\" }", "18:34: \"secret\" is \"\". Write a text on one line")]
    [InlineData("{ id: 2, secret: two }", "{ id: 2 }", "18:17: This repeater has no \"secret\". Add it.")]
    [InlineData("{ id: 2, secret: two }", "{ id: 4026531840, secret: two }", "18:23: \"id\" is \"4026531840\". Write a whole number from 1 to 4026531839.")]
    [InlineData("{ id: 2, secret: two }", "{ id: 2, secret: two, color-code: 16 }", "18:51: \"color-code\" is \"16\". Write a whole number from 0 to 15.")]
    [InlineData("{ id: 2, secret: two }", "{ id: 2, secret: two, colour-code: 1 }", "18:39: A repeater has no key \"colour-code\". Did you mean \"color-code\"?")]
    [InlineData("{ id: 2, secret: two }", "{ id: 2, secret: two, calls-at-once: 0 }", "18:54: \"calls-at-once\" is \"0\". Write a whole number from 1 to 65535.")]
    [InlineData("id: hill, tier: 2, in: root", "id: hill, tier: 2", "7:5: Place \"hill\" has no \"in\", but \"root\" in line 6 is the root already.")]
    [InlineData("id: hill, tier: 2, in: root", "id: hill, tier: 1, in: root", "7:23: Place \"hill\" is on level 1 but lies in \"root\", which is on level 1.")]
    [InlineData("id: hill, tier: 2, in: root", "id: hill, tier: 3, in: root", "7:23: There is no tier with level 3. Add it to \"tiers\", or name one of 1, 2.")]
    [InlineData("id: hill, tier: 2, in: root", "id: hill, tier: 2, in: hill", "7:23: Place \"hill\" is on level 2 but lies in \"hill\", which is on level 2.")]
    [InlineData("id: root, tier: 1", "id: root, tier: 1, in: hill", "6:5: No place is the root: each has an \"in\".")]
    [InlineData("id: core, at: root", "id: core, at: hill", "9:1: No node stands at the root place \"root\". Add one to \"nodes\": - { id: core-root, at: root }.")]
    [InlineData("{ id: core, at: root }", "{ id: core, at: root }\n  - { id: more, at: root }", "10:21: Node \"core\" in line 9 stands at \"root\" already.")]
    [InlineData("level: 2", "level: 1", "4:14: Level 1 is defined already in line 3.")]
    [InlineData("at: hill", "at: hill\n    location: { latitude: 91, longitude: 0 }", "15:27: \"latitude\" is \"91\". Write degrees from -90 to 90")]
    [InlineData("at: hill", "at: hill\n    location: { latitude: 12 }", "15:15: This location has no \"longitude\". Add it.")]
    [InlineData("at: hill", "at: the hill", "14:9: \"at\" is \"the hill\". Write an id of letters")]
    [InlineData("network: test", "network: [a]", "1:10: \"network\" is a list. Write an id")]
    [InlineData("network: test", "netwrk: test", "1:1: A plan has no key \"netwrk\". Did you mean \"network\"?")]
    [InlineData("users:", "talkgroups:", "24:1: \"talkgroups\" stands here twice; the first is in line 19.")]
    [InlineData("network: test", "network: test\nsites: here", "2:8: \"sites\" is \"here\". Write a list, one entry a line, each after \"- \".")]
    public void What_is_wrong_is_said_with_its_place(string entry, string instead, string error)
    {
        var changed = Plans.Small.Replace(entry, instead);
        Assert.NotEqual(Plans.Small, changed);
        Assert.Contains(Plans.Errors(changed), e => e.StartsWith(error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "1:1: The file is empty.")]
    [InlineData("# only a comment\n", "1:1: The file is empty.")]
    [InlineData("just words", "1:1: A plan is written as keys with values")]
    [InlineData("- a\n- b", "1:1: A plan is written as keys with values")]
    [InlineData("network: a\n---\nnetwork: b", "2:1: A second document begins here.")]
    [InlineData("network: a\ntiers:\n\t- x", "3:1: A tab stands here where YAML wants spaces. Indent with spaces.")]
    [InlineData("network: a\ntiers: [", "3:1: This is not valid YAML")]
    [InlineData("network: a\0b", "1:11: The control character U+0000 stands here.")]
    [InlineData("network: a\r\ntiers: \u0007", "2:8: The control character U+0007 stands here.")]
    [InlineData("network: &x a\ntiers: *x", "2:8: A plan has no aliases (*x). Write the value out.")]
    [InlineData("? [a]\n: b", "1:3: A key is one word")]
    public void What_is_no_plan_at_all_is_said_so(string text, string error)
    {
        Assert.Contains(Plans.Errors(text), e => e.StartsWith(error, StringComparison.Ordinal));
    }

    [Fact]
    public void Half_a_character_is_said_with_its_place()
    {
        // Not as InlineData: half a surrogate pair does not survive a test's name.
        Assert.Equal(["2:4: Half a character stands here. Is it a text file, saved as UTF-8?"], Plans.Errors("a: 1\nb: \ud800\n"));
    }

    [Fact]
    public void After_broken_YAML_nothing_is_said_of_references()
    {
        var errors = Plans.Errors("network: a\nsites:\n  - { id: s, at: nowhere, color: red }\ntiers: [");
        Assert.Equal(2, errors.Count);
        Assert.StartsWith("3:27: A site has no key \"color\".", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("5:1: This is not valid YAML", errors[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_beyond_a_thousand_are_counted()
    {
        var lines = string.Concat(Enumerable.Range(1, 1500).Select(_ => "  - { wrong: 1 }\n"));
        var errors = Plans.Errors("network: a\nagencies:\n" + lines);
        Assert.Equal(1001, errors.Count);
        Assert.EndsWith("more errors are not shown. Correct these first.", errors[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mode: trunked\n        carriers: [{ id: c1, receive: 416 MHz, transmit: 421 MHz }]", "A trunked base station needs a control channel.")]
    [InlineData("carriers: [{ id: c1, receive: 416 MHz, transmit: 421 MHz, control-channel: 1 }]", "A conventional base station has no control channel")]
    [InlineData("carriers: []", "A base station has at least one carrier.")]
    [InlineData("mode: conventional", "This base station has no \"carriers\". Add it.")]
    [InlineData("carriers: [{ id: c1, receive: 416, transmit: 421 MHz }]", "\"receive\" is \"416\". Write a frequency from 30 MHz to 1000 MHz with its unit, such as 416.0125 MHz.")]
    [InlineData("carriers: [{ id: c1, receive: 29 MHz, transmit: 421 MHz }]", "\"receive\" is \"29 MHz\".")]
    [InlineData("carriers: [{ id: c1, receive: 416 MHz, transmit: 421 MHz }, { id: c1, receive: 417 MHz, transmit: 422 MHz }]", "Carrier c1 is defined already in line")]
    public void Base_stations_are_checked(string instead, string error)
    {
        var text = Plans.Small.Replace("at: hill\n", "at: hill\n    base-stations:\n      - id: bs1\n        " + instead + "\n");
        Assert.Contains(Plans.Errors(text), e => e.Contains(error, StringComparison.Ordinal));
    }
}
