using System.Globalization;
using System.Text.Json;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

/// <summary>A message's property in the form that the vectors write it: numbers, words, lists of words.</summary>
internal static class FieldValue
{
    public static object? Of(object message, string property) => property switch
    {
        "opcode" => Plain(((DmrShortLc)message).Message.Opcode),
        "slot1" => Plain(Activity(message).Slot1),
        "slot2" => Plain(Activity(message).Slot2),
        "hash1" => Plain(Activity(message).Hash1),
        "hash2" => Plain(Activity(message).Hash2),
        _ => Plain(Property(message, property)),
    };

    public static object? Property(object message, string name)
    {
        var property = message.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..]);
        Assert.True(property is not null, $"{message.GetType().Name} has no {name}.");
        return property.GetValue(message);
    }

    /// <summary>The number that a value is on the wire.</summary>
    public static long Number(object? value) => value switch
    {
        bool flag => flag ? 1 : 0,
        ModemLevel level => level.Octet,
        ColorCode code => code.Value,
        DmrControl control => control.Octet,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    public static object? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(element => element.ToString())),
        _ => value.GetString(),
    };

    private static object? Plain(object? value) => value switch
    {
        null or bool or string => value,
        short[] numbers => string.Join(' ', numbers),
        Timeslot slot => (long)slot,
        ModemModes or ModemStatusFlags => Number(value) == 0 ? "" : value.ToString()!.Replace(",", ""),
        Enum named => Enum.IsDefined(named.GetType(), named) ? named.ToString() : Number(named),
        _ => Number(value),
    };

    private static ActivityUpdate Activity(object message)
    {
        Assert.True(ActivityUpdate.TryRead(((DmrShortLc)message).Message, out var update));
        return update;
    }
}
