using RadioNet.Plan.Model;

namespace RadioNet.Plan.Tests;

/// <summary>Plans for tests.</summary>
internal static class Plans
{
    /// <summary>A small plan in which everything that an entry may name exists; sections may be added after it.</summary>
    public const string Small = """
        network: test
        tiers:
          - { level: 1, name: Province }
          - { level: 2, name: Commune }
        places:
          - { id: root, tier: 1 }
          - { id: hill, tier: 2, in: root }
        nodes:
          - { id: core, at: root }
        agencies:
          - { id: fire, name: Fire }
        sites:
          - id: s1
            at: hill
            repeaters: [{ id: 1, secret: one }]
          - id: s2
            at: root
            repeaters: [{ id: 2, secret: two }]
        talkgroups:
          - { id: 100, home: root }
          - { id: 101, home: hill }
        subscribers:
          - { id: 7, talkgroups: [101, 100, 101] }
        users:
          - { name: boss, role: administrator, place: root, password-hash: h1 }

        """;

    /// <summary>The small plan with two base stations at s1, on which everything is set.</summary>
    public static string WithStations { get; } = Small.Replace("    at: hill\n", """
            at: hill
            base-stations:
              - id: bs1
                color-code: 7
                transmit-hang: 6s
                time-out: 90s
                duty-cycle: { most: 50 %, over: 5m }
                cw-id: { text: XV0DL, every: 15m }
                jitter: { start: 180ms, least: 120ms, most: 1s }
                local-repeat: false
                access: { allow: [7, 100-199, 7], deny: [150] }
                maintenance: false
                carriers:
                  - { id: c1, receive: 416.0125 MHz, transmit: 421.0125 MHz, power: 62.5%, modem: { transmit-delay: 50ms, receive-level: 40 %,
                      transmit-level: 47.5 %, cw-level: 30 %, invert: [ptt, receive], receive-offset: -250 Hz, transmit-offset: 0.125 kHz,
                      receive-dc-offset: -128, transmit-dc-offset: 127, dmr-delay: 12, cos-lockout: true, rssi: [1370 -90.5, 1134 -116] } }
                  - { id: c2, receive: 440 MHz, transmit: 440 MHz }
              - id: bs2
                mode: trunked
                carriers:
                  - { id: c1, receive: 417 MHz, transmit: 422 MHz, control-channel: 1 }

        """);

    public static NetworkPlan Read(string text)
    {
        var reading = PlanReader.Read(text);
        Assert.Empty(reading.Errors);
        return reading.Plan!;
    }

    /// <summary>The errors of a text as <c>LINE:COLUMN: message</c>.</summary>
    public static List<string> Errors(string text)
    {
        var reading = PlanReader.Read(text);
        Assert.Equal(reading.Errors.IsEmpty, reading.Succeeded);
        return [.. reading.Errors.Select(e => e.ToString())];
    }
}
