using System.Collections.Immutable;
using RadioNet.BaseStation.Ports;
using RadioNet.Plan;
using RadioNet.Plan.Model;
using RadioNet.Plan.Reading;
using RadioNet.Plan.Yaml;
using RadioNet.Protocols;
using YamlDotNet.Core.Events;

namespace RadioNet.HilRigs.Tests.Rigs;

/// <summary>Reads a rig file (<c>hil-rigs/README.md</c>): the whole rig, or everything that is wrong with it.</summary>
internal sealed class RigReader
{
    private static readonly ImmutableArray<string> _keys =
        ["id", "name", "port", "baud", "virtual", "line", "attached", "abilities", "replug", "radio", "limits"];

    private static readonly ImmutableArray<string> _radioKeys =
    [
        "receive", "transmit", "duplex", "color-code", "power", "receive-level", "transmit-level", "receive-inverted", "transmit-inverted",
        "transmit-delay", "dmr-delay",
    ];

    private static readonly ImmutableArray<string> _limitKeys =
        ["transmission", "duty-cycle", "duty-window", "frequencies", "power", "bit-errors"];

    private readonly ReadContext _context = new();

    private RigReader()
    {
    }

    private ErrorList Errors => _context.Errors;

    /// <summary>Reads a rig; throws nothing on any text.</summary>
    public static RigReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (PlanReader.FirstUnreadable(text) is { } error) return new(null, [error]);
        var reader = new RigReader();
        var rig = reader.ReadDocument(new YamlSource(text, "rig file"));
        return reader.Errors.IsEmpty ? new(rig, []) : new(null, reader.Errors.ByPlace());
    }

    private Rig? ReadDocument(YamlSource source)
    {
        for (int step = 0; step < 3; step++) source.Step();
        if (source.Failure is null && source.Current is not MappingStart)
            source.Fail(YamlSource.Line(source.Current), YamlSource.Column(source.Current), "A rig is written as keys with values, the first of them: id: my-rig.");
        var root = source.ReadNode(1);
        if (source.Failure is null && source.Current is DocumentEnd && source.Step() && source.Current is DocumentStart)
            source.Fail(YamlSource.Line(source.Current), YamlSource.Column(source.Current), "A second document begins here. A rig is one document: take the \"---\" out.");
        if (source.Failure is { } failure)
        {
            Errors.Add(failure.Line, failure.Column, failure.Message);
            return null;
        }

        return ItemReader.Of(root!, "rig", _keys, _context) is { } item ? ReadRig(item) : null;
    }

    private Rig ReadRig(ItemReader item)
    {
        var id = item.RequiredId("id") ?? "";
        var name = item.Required("name") is null ? null : item.Name("name");
        var modem = ReadModem(item, "rig");
        var attached = Each(item, "attached", ReadAttachment);
        var abilities = Each(item, "abilities", node => item.AsWord("ability", node, RigWords.Abilities));
        if (abilities.IsEmpty) Errors.Add(item.Where("abilities"), "This rig lets nothing be done. Add what may be, at least: abilities: [handshake].");
        var replug = item.Find("replug") is { } node ? ReadReplug(node, modem) : null;
        var limits = ReadLimits(item);
        var radio = ReadRadio(item, limits);
        var rig = new Rig
        {
            Id = id,
            Name = name ?? LocalizedText.Same(id),
            Modem = modem,
            Attached = attached,
            Abilities = abilities,
            Replug = replug,
            Radio = radio,
            Limits = limits,
        };
        CheckAbilities(item, rig);
        return rig;
    }

    private void CheckAbilities(ItemReader item, Rig rig)
    {
        var at = item.Where("abilities");
        bool keys = rig.Abilities.Any(ability => ability is RigAbility.Keying or RigAbility.Loopback or RigAbility.Soak);
        if (keys && rig.Attached.IsEmpty)
            Errors.Add(item.Where("attached"), "This rig may transmit, and nothing is attached to its radio: that can destroy it. Say what is: attached: [{ kind: dummy-load }].");
        bool hasSource = rig.Attached.Any(attachment => attachment.Kind is AttachmentKind.LoopbackAttenuator or AttachmentKind.SecondModem or AttachmentKind.SecondRadio);
        if (rig.Abilities.Contains(RigAbility.Loopback) && !hasSource)
            Errors.Add(at, "\"loopback\" needs a loopback-attenuator, a second-modem or a second-radio under \"attached\".");
        if (rig.Abilities.Contains(RigAbility.Replug) && rig.Replug is null)
            Errors.Add(at, "\"replug\" needs to know how. Add for instance: replug: { how: manual }.");
        if (rig.Attachment(AttachmentKind.LoopbackAttenuator) is not null && !rig.Radio.Duplex)
            Errors.Add(item.Where("attached"), "A simplex modem can't hear itself: a loopback-attenuator needs a duplex one. Use a second-modem.");
        if (rig.Attached.Any(attachment => attachment.Modem is { } second && (second.Virtual is null) == rig.IsVirtual))
            Errors.Add(item.Where("attached"), "A virtual modem and a real one don't hear each other. Make both virtual, or neither.");
    }

    private ModemPlace ReadModem(ItemReader item, string noun)
    {
        var (port, board) = (item.Find("port"), item.Find("virtual"));
        int? baud = item.Find("baud") is null ? null : item.Number("baud", ModemSpeed.Least, ModemSpeed.Most, ModemSpeed.Default);
        var line = item.Word("line", RigWords.Lines, VirtualLine.Terminal);
        if (port is null == board is null)
            Errors.Add(port ?? item.At, $"This {noun} needs either \"port\", for a modem at this machine, or \"virtual\", for one that is made for the run.");
        if (board is null && item.Find("line") is { } stray)
            Errors.Add(stray, "\"line\" is for a virtual modem; a real one's way stands in \"port\".");
        if (port is null || board is not null)
            return new(null, item.Word("virtual", RigWords.Boards, VirtualBoard.Mmdvm2026), line, baud);
        return new(item.RequiredText("port") is { } text ? ReadPort(port, text, item.Find("baud"), baud) : null, null, line, null);
    }

    private ModemPortAddress? ReadPort(YamlNode at, string text, YamlNode? baudAt, int? baud)
    {
        if (!ModemPortAddress.TryParse(text, out var address, out var problem))
        {
            Errors.Add(at, problem.En);
            return null;
        }

        if (baud is not { } speed) return address;
        if (text.Contains("baud=", StringComparison.Ordinal))
            Errors.Add(baudAt!, "The speed stands in \"port\" too. Take one of them out.");
        switch (address)
        {
            case SerialPortAddress serial:
                return serial with { Baud = speed };
            case UsbPortAddress usb:
                return usb with { Baud = speed };
            default:
                Errors.Add(baudAt!, $"{address} has no speed. Take \"baud\" out.");
                return address;
        }
    }

    private RigAttachment? ReadAttachment(YamlNode node)
    {
        if (ItemReader.Of(node, "attachment", ["kind", "port", "baud", "virtual", "line", "note"], _context) is not { } item) return null;
        if (item.RequiredWord("kind", RigWords.Attachments) is not { } kind) return null;
        bool isModem = kind == AttachmentKind.SecondModem;
        if (!isModem && (item.Find("port") ?? item.Find("virtual")) is { } stray)
            Errors.Add(stray, "Only a second-modem is reached over a port.");
        return new(kind, isModem ? ReadModem(item, "second-modem") : null, item.Text("note"));
    }

    private RigReplug? ReadReplug(YamlNode node, ModemPlace modem)
    {
        if (ItemReader.Of(node, "replug", ["how", "off", "on"], _context) is not { } item) return null;
        if (item.RequiredWord("how", RigWords.Replugs) is not { } how) return null;
        bool isSwitched = how == ReplugWay.UsbPower;
        if ((how == ReplugWay.Virtual) != modem.Virtual.HasValue)
            Errors.Add(item.Where("how"), "\"virtual\" is how a virtual modem is unplugged, and no other. Write manual or usb-power for a real one.");
        if (!isSwitched && (item.Find("off") ?? item.Find("on")) is { } stray)
            Errors.Add(stray, "Commands are for usb-power.");
        return new(how, isSwitched ? item.RequiredText("off") : null, isSwitched ? item.RequiredText("on") : null);
    }

    private RigRadio ReadRadio(ItemReader rig, RigLimits limits)
    {
        rig.Required("radio");
        var item = rig.Group("radio", _radioKeys);
        var power = item.Percent("power", Percent.None, Percent.All, limits.Power);
        if (power.Value > limits.Power.Value)
            Errors.Add(item.Where("power"), $"{power} is more than the limits' {limits.Power}.");
        return new()
        {
            Receive = Frequency(rig, item, "receive", limits),
            Transmit = Frequency(rig, item, "transmit", limits),
            Duplex = item.Flag("duplex", true),
            ColorCode = item.ColorCode("color-code", new ColorCode(1)),
            Power = power,
            ReceiveLevel = item.Percent("receive-level", Percent.None, Percent.All, Percent.Half),
            TransmitLevel = item.Percent("transmit-level", Percent.None, Percent.All, Percent.Half),
            ReceiveInverted = item.Flag("receive-inverted", false),
            TransmitInverted = item.Flag("transmit-inverted", false),
            TransmitDelay = item.Duration("transmit-delay", TimeSpan.Zero, TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(100)),
            DmrDelay = item.Number("dmr-delay", 0, 255, 0),
        };
    }

    private Hertz Frequency(ItemReader rig, ItemReader item, string key, RigLimits limits)
    {
        // What is said of a missing group is enough.
        if (rig.Find("radio") is null || item.RequiredFrequency(key) is not { } frequency) return default;
        if (!limits.Frequencies.IsEmpty && !limits.Allows(frequency))
            Errors.Add(item.Where(key), $"{frequency} is not among the limits' frequencies.");
        return frequency;
    }

    private RigLimits ReadLimits(ItemReader rig)
    {
        var isThere = rig.Required("limits") is not null;
        var item = rig.Group("limits", _limitKeys);
        if (isThere) item.Required("transmission");
        var frequencies = isThere && item.Required("frequencies") is not null ? Each(item, "frequencies", ReadRange) : [];
        return new(
            item.Duration("transmission", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(3), TimeSpan.FromSeconds(10)),
            item.Percent("duty-cycle", new Percent(1), Percent.All, Percent.Half),
            item.Duration("duty-window", TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)),
            frequencies,
            item.Percent("power", Percent.None, Percent.All, Percent.All),
            item.Percent("bit-errors", Percent.None, new Percent(10), new Percent(1)));
    }

    /// <summary>A frequency, or two with "to" between them.</summary>
    private (Hertz Least, Hertz Most)? ReadRange(YamlNode node)
    {
        var ends = node is YamlScalar scalar ? scalar.Text.Split(" to ") : [];
        if (ends.Length is 1 or 2 && Measures.TryFrequency(ends[0].Trim(), out var least) && Measures.TryFrequency(ends[^1].Trim(), out var most) && least.Value <= most.Value)
            return (least, most);
        Errors.Add(node, $"\"frequencies\" has {ItemReader.Shown(node)}. Write a frequency, or two: 416.0125 MHz, or 416 MHz to 417 MHz.");
        return null;
    }

    private static ImmutableArray<T> Each<T>(ItemReader item, string key, Func<YamlNode, T?> read)
        where T : struct => [.. item.List(key).Select(read).OfType<T>()];

    private static ImmutableArray<RigAttachment> Each(ItemReader item, string key, Func<YamlNode, RigAttachment?> read) =>
        [.. item.List(key).Select(read).OfType<RigAttachment>()];
}
