using System.Reflection;
using System.Text.Json;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

/// <summary>The codec says what firmware-interfaces/mmdvm-modem/mmdvm-modem.json says.</summary>
public sealed class DataTests
{
    [Fact]
    public void Commands()
    {
        var commands = ModemFile.List("commands", 40);
        HasAll<ModemCommand>(commands, command => command.Hex("code"));
        foreach (var command in commands)
        {
            var code = (ModemCommand)command.Hex("code");
            HasForm(command, "toModem", FrameDirection.ToModem, code);
            HasForm(command, "toHost", FrameDirection.ToHost, code);
            string reply = command.TextOrNull("reply") ?? "none";
            Assert.Equal(reply, code.ReplyKind() switch
            {
                ModemReplyKind.Data => "data",
                ModemReplyKind.Acknowledgement => "ack",
                _ => "none",
            });
        }
    }

    [Fact]
    public void States()
    {
        var states = ModemFile.List("states", 27);
        HasAll<ModemState>(states, state => state.Number("code"));
        foreach (var entry in states)
        {
            var state = (ModemState)entry.Number("code");
            var required = entry.TextOrNull("mode") is { } mode ? Enum.Parse<ModemModes>(mode) : ModemModes.None;
            Assert.Equal(entry.Flag("calibration"), state.IsCalibration());
            Assert.Equal(required, state.RequiredMode());
            Assert.Equal(required == ModemModes.None && state != ModemState.CwId, state.IsEnabledBy(ModemModes.None));
        }

        for (int value = 0; value <= 255; value++)
            if (!Enum.IsDefined((ModemState)value)) Assert.False(((ModemState)value).IsEnabledBy((ModemModes)0xFFFF));
    }

    [Fact]
    public void Reasons_flags_processors_and_families()
    {
        HasAll<NakReason>(ModemFile.List("nakReasons", 6), reason => reason.Number("code"));
        HasAll<ModemProcessor>(ModemFile.List("processors", 3), processor => processor.Number("code"));
        HasAll<ModemStatusFlags>([.. ModemFile.List("statusFlags", 7), Named("None")], flag => flag.Hex("mask"));
        var families = ModemFile.List("families", 11);
        Assert.Equal(Enum.GetNames<ModemHardware>().Order(), families.Select(family => family.Text("enum")).Append(nameof(ModemHardware.Unknown)).Order());
        foreach (var family in families)
        {
            var reply = new VersionReply { Description = family.Text("prefix") + "v1 14.7456MHz" };
            Assert.Equal(Enum.Parse<ModemHardware>(family.Text("enum")), reply.Hardware);
        }
    }

    [Fact]
    public void Modes_stand_where_the_data_says()
    {
        var modes = ModemFile.List("modes", 9);
        HasAll<ModemModes>([.. modes, Named("None")], mode => BitOf(mode.GetProperty("version")));
        foreach (var mode in modes)
        {
            var flag = Enum.Parse<ModemModes>(mode.Text("enum"));
            Stands(mode, "version", new VersionReply { Modes = flag }, ModemProtocol.Version2, [0, 0]);
            Stands(mode, "status1", new StatusReply { Modes = flag }, ModemProtocol.Version1, [0]);
            foreach (var protocol in Enum.GetValues<ModemProtocol>())
            {
                string place = $"configuration{(int)protocol}";
                var configuration = new ModemConfiguration { Modes = flag };
                if (mode.TryGetProperty(place, out _))
                    Stands(mode, place, configuration, protocol, protocol == ModemProtocol.Version1 ? [0] : [0, 0]);
                else
                    Assert.Equal(ModemConfigurationFault.Modes, configuration.Check(protocol));
            }
        }

        // The bit of a mode in the version is its enumeration's: octet 4 is the low one, octet 5 the high one.
        static int BitOf(JsonElement place) => place.Hex("mask") << (8 * (place.Number("offset") - 4));
    }

    [Fact]
    public void Flags_of_the_configuration()
    {
        foreach (var flag in ModemFile.List("configurationFlags", 7))
        {
            foreach (var protocol in Enum.GetValues<ModemProtocol>())
            {
                byte[] octets = TypedMessage.Write(new ModemConfiguration(), protocol);
                octets[3] = (byte)flag.Hex("mask");
                object message = TypedMessage.Read(octets, FrameDirection.ToModem, protocol)!;
                bool isNegated = flag.Text("property").StartsWith('!');
                Assert.Equal(!isNegated, FieldValue.Property(message, flag.Text("property").TrimStart('!')));
                Assert.Equal(octets, TypedMessage.Write(message, protocol));
            }
        }
    }

    [Fact]
    public void Control_octets_of_bursts()
    {
        var codes = ModemFile.List("dmrControl", 5).ToDictionary(entry => entry.Text("name"), entry => (byte)entry.Hex("code"));
        Assert.Equal(codes["VOICE_SYNC"], DmrControl.FromSuperframeIndex(0).Octet);
        Assert.Equal((codes["VOICE_B"], codes["VOICE_F"]), (DmrControl.FromSuperframeIndex(1).Octet, DmrControl.FromSuperframeIndex(5).Octet));
        for (byte type = 0; type < 16; type++)
        {
            var control = DmrControl.FromDataType((Protocols.Dmr.DataType)type, isIdleReceive: true);
            Assert.Equal(codes["DATA_SYNC"] | codes["IDLE_RX"] | type, control.Octet);
            Assert.True(control.HasDataSync && control.IsIdleReceive && control.IsValid && (byte)control.DataType == type);
        }

        var valid = Enumerable.Range(0, 256).Where(octet => new DmrControl((byte)octet).IsValid).ToList();
        Assert.Equal(6 + 16 + 16, valid.Count);
        Assert.Equal(6, valid.Count(octet => new DmrControl((byte)octet).IsVoice));
    }

    [Fact]
    public void Timers_and_limits()
    {
        var timers = ModemFile.List("timers", 10);
        foreach (var timer in timers)
            Assert.Equal(TimeSpan.FromMilliseconds(timer.Number("ms")), Member(timer.Text("property")));
        Assert.Equal(typeof(ModemTimers).GetFields().Length, timers.Count);
        foreach (var limit in ModemFile.List("limits", 9))
            Assert.Equal(limit.Number("value"), FieldValue.Number(Member(limit.Text("property"))));
    }

    private static object? Member(string name)
    {
        string[] parts = name.Split('.');
        var type = typeof(ModemFrame).Assembly.GetType($"{typeof(ModemFrame).Namespace}.{parts[0]}");
        var field = type?.GetField(parts[1], BindingFlags.Public | BindingFlags.Static);
        Assert.True(field is not null, name);
        return field.GetValue(null);
    }

    private static JsonElement Named(string name) => JsonSerializer.SerializeToElement(new { @enum = name, code = 0, mask = "00" });

    /// <summary>The enumeration has the data's names and values, no more and no less.</summary>
    private static void HasAll<T>(List<JsonElement> entries, Func<JsonElement, int> code)
        where T : struct, Enum
    {
        Assert.Equal(Enum.GetNames<T>().Order(), entries.Select(entry => entry.Text("enum")).Order());
        foreach (var entry in entries)
            if (entry.Text("enum") != "None") Assert.Equal(code(entry), FieldValue.Number(Enum.Parse<T>(entry.Text("enum"))));
    }

    private static void HasForm(JsonElement command, string side, FrameDirection direction, ModemCommand code)
    {
        List<JsonElement> lengths = [], texts = [];
        if (command.TryGetProperty(side, out var form))
        {
            if (form.TryGetProperty("lengths", out var list)) lengths = [.. list.EnumerateArray()];
            if (form.TryGetProperty("text", out list)) texts = [.. list.EnumerateArray()];
        }

        Assert.Equal([.. lengths.Select(length => length.GetByte())], CommandForms.LengthsOf(direction, code));
        byte[] frame = new byte[64];
        if (texts.Count == 0) Assert.False(CommandForms.TryGetText(direction, frame, code, out _), command.Text("name"));
        foreach (var text in texts)
        {
            frame[3] = (byte)text.NumberOr("protocol", 0);
            Assert.True(CommandForms.TryGetText(direction, frame, code, out var octets), command.Text("name"));
            Assert.Equal(frame.Length - text.Number("from") - sizeof(short) * text.NumberOr("numbers", 0), octets.Length);
        }
    }

    private static void Stands(JsonElement mode, string place, object message, ModemProtocol protocol, byte[] expected)
    {
        byte[] octets = TypedMessage.Write(message, protocol);
        int first = place is "status1" ? 3 : 4;
        if (mode.TryGetProperty(place, out var where)) expected[where.Number("offset") - first] = (byte)where.Hex("mask");
        Assert.Equal(expected, octets[first..(first + expected.Length)]);
    }
}
