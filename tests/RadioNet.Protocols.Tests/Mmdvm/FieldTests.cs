using System.Text.Json;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

/// <summary>Each field of each message stands where mmdvm-modem.json says, in its unit, and nowhere else.</summary>
public sealed class FieldTests
{
    private static readonly byte[] _values = [0, 1, 2, 7, 50, 0x7F, 0x80, 0xFE, 0xFF];

    [Fact]
    public void Messages_have_the_lengths_of_their_commands_and_no_gap_between_fields()
    {
        var commands = ModemFile.List("commands", 40).ToDictionary(command => command.Text("name"));
        foreach (var message in Messages())
        {
            string side = message.Direction() == FrameDirection.ToModem ? "toModem" : "toHost";
            if (message.TextOrNull("tail") is null)
                foreach (string command in Commands(message))
                    Assert.Contains(message.Number("length"), commands[command].GetProperty(side).GetProperty("lengths").EnumerateArray().Select(length => length.GetInt32()));
            int next = 3;
            foreach (var field in Fields(message))
            {
                Assert.True(field.Number("offset") == next, $"{message.Text("struct")}.{field.Text("name")}");
                next += field.Number("octets");
            }

            Assert.Equal(message.Number("length"), next);
        }
    }

    [Fact]
    public void A_field_is_its_property_and_no_other()
    {
        int checkedFields = 0;
        foreach (var message in Messages())
        {
            foreach (var field in Fields(message).Where(IsNumber))
                foreach (byte value in _values)
                    checkedFields += Check(message, field, value) ? 1 : 0;
        }

        Assert.True(checkedFields > 600, $"{checkedFields}");
    }

    [Fact]
    public void Fixed_fields_are_written_as_they_are_fixed()
    {
        foreach (var message in Messages())
        {
            byte[] octets = Empty(message);
            if (TypedMessage.Read(octets, message.Direction(), message.Protocol()) is not { } read) continue;
            byte[] written = TypedMessage.Write(read, message.Protocol(), HardwareOf(message));
            foreach (var field in Fields(message).Where(field => field.TryGetProperty("value", out _)))
                Assert.All(written[field.Number("offset")..(field.Number("offset") + field.Number("octets"))], octet => Assert.Equal(field.Number("value"), octet));
        }
    }

    /// <summary>Not what is fixed, and not sets of modes, whose bits DataTests places.</summary>
    private static bool IsNumber(JsonElement field) =>
        field.TryGetProperty("property", out _) && !field.TryGetProperty("value", out _) && field.Number("octets") <= 4
        && field.TextOrNull("flags")?.StartsWith("modes", StringComparison.Ordinal) != true;

    private static List<JsonElement> Messages() => ModemFile.List("messages", 21);

    private static List<JsonElement> Fields(JsonElement message) => [.. message.GetProperty("fields").EnumerateArray()];

    private static IEnumerable<string> Commands(JsonElement message) =>
        message.TextOrNull("also") is { } also ? [message.Text("command"), also] : [message.Text("command")];

    private static ModemHardware HardwareOf(JsonElement message) =>
        message.Text("struct") == "mmdvm_set_freq_short" ? ModemHardware.DvMega : ModemHardware.Mmdvm;

    /// <summary>Puts a value into a field's lowest octet and sees what becomes of it; false when the message refuses it.</summary>
    private static bool Check(JsonElement message, JsonElement field, byte value)
    {
        byte[] before = Empty(message), after = [.. before];
        int octets = field.Number("octets");
        bool isLittle = field.TextOrNull("order") == "little";
        after[field.Number("offset") + (isLittle ? 0 : octets - 1)] = value;
        if (octets > 1) after[field.Number("offset") + (isLittle ? octets - 1 : 0)] |= 0x40;
        string name = $"{message.Text("struct")}.{field.Text("name")} = {value:X2}";

        object? read = TypedMessage.Read(after, message.Direction(), message.Protocol());
        if (read is null)
        {
            Assert.True(field.TryGetProperty("range", out _), name);
            return false;
        }

        Assert.True(Expected(field, after) == Meaning(read, field.Text("property")), $"{name} is {Meaning(read, field.Text("property"))}");
        OthersAreUntouched(message, field, read, before);
        bool mayWrite = read is not ModemConfiguration configuration || configuration.Check(message.Protocol()) == ModemConfigurationFault.None;
        if (mayWrite && !field.TryGetProperty("mask", out _)) Assert.Equal(after, TypedMessage.Write(read, message.Protocol(), HardwareOf(message)));
        return true;
    }

    private static long Meaning(object read, string property) => FieldValue.Number(FieldValue.Property(read, property));

    private static long Expected(JsonElement field, byte[] frame)
    {
        var octets = frame.AsSpan(field.Number("offset"), field.Number("octets")).ToArray();
        if (field.TextOrNull("order") == "little") Array.Reverse(octets);
        long value = octets.Aggregate(0L, (sum, octet) => sum * 256 + octet);
        if (field.Flag("signed") && value >= 1L << (8 * octets.Length - 1)) value -= 1L << (8 * octets.Length);
        if (field.TextOrNull("mask") is not null) value = (value & field.Hex("mask")) != 0 ? 1 : 0;
        return (value - field.NumberOr("base", 0)) * field.NumberOr("step", 1);
    }

    private static void OthersAreUntouched(JsonElement message, JsonElement field, object read, byte[] before)
    {
        object? untouched = TypedMessage.Read(before, message.Direction(), message.Protocol());
        if (untouched is null) return;
        string own = field.Text("property");
        foreach (var other in Fields(message).Select(other => other.TextOrNull("property")).OfType<string>().Where(other => other != own))
            Assert.True(Equals(FieldValue.Property(untouched, other), FieldValue.Property(read, other)), $"{message.Text("struct")}: {own} changes {other}");
    }

    /// <summary>The message's frame with nothing in its fields but what is fixed.</summary>
    private static byte[] Empty(JsonElement message)
    {
        byte[] octets = new byte[message.Number("length")];
        int code = ModemFile.List("commands", 40).Single(command => command.Text("name") == message.Text("command")).Hex("code");
        (octets[0], octets[1], octets[2]) = (0xE0, (byte)octets.Length, (byte)code);
        foreach (var field in Fields(message).Where(field => field.TryGetProperty("value", out _)))
            octets.AsSpan(field.Number("offset"), field.Number("octets")).Fill((byte)field.Number("value"));
        return octets;
    }
}
