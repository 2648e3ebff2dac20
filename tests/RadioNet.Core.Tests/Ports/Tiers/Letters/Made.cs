using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using RadioNet.CallControl;
using RadioNet.CallControl.Calls;
using RadioNet.CallControl.Messages;
using RadioNet.CallControl.Tiers;
using RadioNet.Protocols;
using RadioNet.Protocols.M17;

namespace RadioNet.Core.Tests.Ports.Tiers.Letters;

/// <summary>
/// Makes what call control may say, with every property set to something that it may be: a property that is added tomorrow is set, too.
/// </summary>
internal sealed class Made(Random die)
{
    public const string Self = "core-d", Neighbour = "core";

    private readonly NullabilityInfoContext _nulls = new();

    /// <summary>A letter of a kind of message, to a machine that hears it.</summary>
    public Letter Letter(Type message)
    {
        var said = (Message)Of(message);
        return new Letter(
            said switch
            {
                ToCall.SiteForgot when die.Next(2) == 0 => Address.Call(""),
                ToCall => Address.Call(CallKey()),
                ToSite or PlanChanged => Address.Site(Id()),
                ToSubscriber => Address.Subscriber(Radio()),
                ToRouter => Address.Router,
                ToIngress => Address.Ingress,
                ToPorts => Address.Ports,
                _ => Address.Journal,
            },
            said);
    }

    public TierMessage.Envelope Envelope(Type message) => new(
        Id(), Id(), Letter(message), die.Next(2) == 0 ? (Stamp)Of(typeof(Stamp)) : null, die.Next(33));

    public TierMessage.Below Below() => new(Tree(Self, out var nodes), Parts([.. nodes, Self, Id()]), die.NextInt64(Terms.Largest + 1))
    {
        Away = Away([.. nodes, Self]),
    };

    public TierMessage.Whole Whole() => new(
        new NodeView { Top = "top", Uplinks = Tree("top", out var nodes), Unjoined = Parts([.. nodes, "top"]), Away = Away([.. nodes, "top"]) }, die.NextInt64(Terms.Largest + 1));

    public TierMessage.Joined Joined() => new(CallKey(), Id(), Id());

    /// <summary>All that a value holds, as text.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        DateTimeOffset time => $"{time.UtcTicks}",
        M17Address callsign => callsign.ToString(),
        TimeSpan span => $"{span.Ticks}",
        IDictionary map => $"{{{string.Join(", ", map.Keys.Cast<object>().Select(key => $"{Shown(key)}: {Shown(map[key])}").Order(StringComparer.Ordinal))}}}",
        ImmutableHashSet<string> or FrozenSet<(Timeslot, uint)> =>
            $"<{string.Join(", ", ((IEnumerable)value).Cast<object>().Select(Shown).Order(StringComparer.Ordinal))}>",
        IEnumerable all => $"[{string.Join(", ", all.Cast<object>().Select(Shown))}]",
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Shown(tuple[i])))})",
        _ when value.GetType().IsPrimitive || value.GetType().IsEnum => value.ToString()!,
        _ => $"{value.GetType().Name}({string.Join(", ", Properties(value.GetType()).Select(p => $"{p.Name} = {Shown(p.GetValue(value))}"))})",
    };

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && p.SetMethod is not null);

    private ImmutableSortedDictionary<string, string> Tree(string top, out List<string> nodes)
    {
        var tree = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        nodes = [.. Enumerable.Range(0, die.Next(20)).Select(n => $"n{die.Next(1000)}x{n}")];
        for (var i = 0; i < nodes.Count; i++)
        {
            tree[nodes[i]] = i == 0 || die.Next(4) == 0 ? top : nodes[die.Next(i)];
        }

        return tree.ToImmutable();
    }

    private ImmutableSortedDictionary<string, ImmutableArray<Part>> Parts(string[] nodes)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Part>>();
        for (var i = die.Next(4); i > 0; i--)
        {
            all[CallKey()] = [.. Enumerable.Range(0, 1 + die.Next(3)).Select(_ => new Part(
                nodes[die.Next(nodes.Length)], [.. nodes.Where(_ => die.Next(2) == 0)]))];
        }

        return all.ToImmutable();
    }

    private ImmutableSortedDictionary<string, SiteClaim> Away(string[] nodes) => Enumerable.Range(0, die.Next(4))
        .ToImmutableSortedDictionary(n => $"s{n}", _ => new SiteClaim(nodes[die.Next(nodes.Length)], die.NextInt64(Terms.Largest + 1)), StringComparer.Ordinal);

    private object Of(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();
        var given = constructor?.GetParameters() ?? [];
        var made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. given.Select(p => Value(p.ParameterType, p.Name!, _nulls.Create(p).WriteState == NullabilityState.Nullable))]);
        foreach (var property in Properties(type).Where(p => given.All(g => g.Name != p.Name)))
        {
            property.SetValue(made, Value(property.PropertyType, property.Name, _nulls.Create(property).WriteState == NullabilityState.Nullable));
        }

        return made;
    }

    private object? Value(Type type, string name, bool mayBeNull)
    {
        if (mayBeNull && die.Next(3) == 0)
        {
            return null;
        }

        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => name switch
            {
                "CallKey" => CallKey(),
                "Key" => die.Next(2) == 0 ? "" : CallKey(),
                "Competing" or "Rule" or "Subject" or "Name" => new string('ệ', die.Next(20)),
                _ => Id(),
            },
            _ when type == typeof(bool) => die.Next(2) == 0,
            _ when type == typeof(byte) => (byte)die.Next(256),
            _ when type == typeof(int) => name switch
            {
                "Priority" or "Call" or "Talker" => die.Next(11),
                "CallsAtOnce" => die.Next(65_536),
                "Awaited" => die.Next(1000),
                "Rssi" => -die.Next(150),
                _ => die.Next(),
            },
            _ when type == typeof(uint) => name == "Target" ? (uint)die.Next(0x100_0000) : (uint)die.NextInt64(0x1_0000_0000),
            _ when type == typeof(long) => name switch
            {
                "Since" => Time().UtcTicks,
                "Term" or "Clock" => die.NextInt64(Terms.Largest + 1),
                _ => die.NextInt64(long.MaxValue),
            },
            _ when type == typeof(DateTimeOffset) => Time(),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMicroseconds(die.Next()),
            _ when type == typeof(RadioId) => Radio(),
            _ when type == typeof(M17Address) => M17Address.TryParse($"XV{die.Next(10)}A", out var callsign) ? callsign : default,
            _ when type == typeof(TalkgroupId) => new TalkgroupId((uint)die.Next(1, 0x100_0000)),
            _ when type == typeof(Timeslot) => Slot(),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(die.Next(Enum.GetValues(type).Length)),
            _ when type == typeof(FrozenSet<(Timeslot, uint)>) => Enumerable.Range(0, die.Next(4)).Select(_ => (Slot(), (uint)die.Next(0x100_0000))).ToFrozenSet(),
            _ when type == typeof((CallId, SpurtId)) => ((CallId)Of(typeof(CallId)), (SpurtId)Of(typeof(SpurtId))),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => Some(type.GetGenericArguments()[0], name),
            _ => Of(type),
        };
    }

    private object Some(Type element, string name)
    {
        var all = Array.CreateInstance(element, die.Next(4) + (element == typeof(SpurtReport) ? 1 : 0));
        for (var i = 0; i < all.Length; i++)
        {
            all.SetValue(Value(element, name, false), i);
        }

        var create = typeof(ImmutableArray).GetMethods().Single(m => m.Name == nameof(ImmutableArray.Create) && m.GetParameters() is [{ ParameterType.IsArray: true }]);
        return create.MakeGenericMethod(element).Invoke(null, [all])!;
    }

    private string Id() => $"n{die.Next(1000)}.x-{die.Next(10)}_";

    private RadioId Radio() => new((uint)die.Next(1, 0x100_0000));

    private Timeslot Slot() => die.Next(2) == 0 ? Timeslot.One : Timeslot.Two;

    private DateTimeOffset Time() => new(die.NextInt64(DateTimeOffset.UnixEpoch.Ticks, new DateTime(2200, 1, 1).Ticks), TimeSpan.Zero);

    private string CallKey() => die.Next(4) switch
    {
        0 => CallControl.Calls.CallKey.All,
        1 => CallControl.Calls.CallKey.Of(new TalkgroupId((uint)die.Next(1, 0x100_0000))),
        2 => CallControl.Calls.CallKey.Of(Radio(), Radio()),
        _ => CallControl.Calls.CallKey.OfData(new IngressId(die.NextInt64(long.MaxValue), Id())),
    };
}
