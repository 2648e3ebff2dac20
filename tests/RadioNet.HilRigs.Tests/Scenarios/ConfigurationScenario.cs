using System.Collections.Immutable;
using RadioNet.HilRigs.Tests.Driving;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>The modem takes every value that may be, refuses every one that may not, and works afterwards as before.</summary>
internal sealed class ConfigurationScenario : IScenario
{
    private const byte UnknownCommand = 0x6A;
    private const byte UnknownState = 200;

    public string Id => "configuration";

    public LocalizedText Title { get; } = new("Cấu hình", "Configuration");

    public ImmutableArray<RigAbility> Needs { get; } = [RigAbility.Handshake, RigAbility.Configure];

    public async Task RunAsync(ScenarioRun run)
    {
        var modem = await run.OpenAsync(run.Bench.Setup(isMaintained: true));
        var usual = run.Bench.Setup().Configuration;
        var protocol = modem.Session.Modem!.Protocol;
        run.Note("Giá trị được nhận", "Values taken", await TakeAsync(run, modem, usual, protocol));
        run.Note("Giá trị bị từ chối", "Values refused", await RefuseAsync(run, modem, usual, protocol));
        await modem.ObeyAsync(run, "SET_CONFIG", FrameOf(usual, protocol));
        await KeepAsync(run, modem, usual, protocol);
    }

    private static async Task<int> TakeAsync(ScenarioRun run, RigModem modem, ModemConfiguration usual, ModemProtocol protocol)
    {
        var taken = new List<(string Name, ModemConfiguration Value)>();
        for (byte code = 0; code <= 15; code++) taken.Add(($"SET_CONFIG, colour code {code}", usual with { ColorCode = new ColorCode(code) }));
        foreach (int delay in (int[])[0, 10, 250, ModemConfiguration.LongestTransmitDelayMilliseconds])
            taken.Add(($"SET_CONFIG, transmit delay {delay} ms", usual with { TransmitDelayMilliseconds = delay }));
        foreach (byte level in (byte[])[0, 1, byte.MaxValue])
            taken.Add(($"SET_CONFIG, levels {level}", usual with { ReceiveLevel = new(level), DmrLevel = new(level) }));
        foreach (int offset in (int[])[-128, 127])
            taken.Add(($"SET_CONFIG, DC offsets {offset}", usual with { ReceiveDcOffset = offset, TransmitDcOffset = offset }));
        taken.Add(("SET_CONFIG, all inversions", usual with { ReceiveInverted = true, TransmitInverted = true }));
        taken.Add(("SET_CONFIG, initial state DMR", usual with { InitialState = ModemState.Dmr }));
        taken.Add(("SET_CONFIG, longest DMR delay", usual with { DmrDelaySamples = byte.MaxValue }));
        foreach (var (name, value) in taken) await modem.ObeyAsync(run, name, FrameOf(value, protocol));
        return taken.Count;
    }

    private static async Task<int> RefuseAsync(ScenarioRun run, RigModem modem, ModemConfiguration usual, ModemProtocol protocol)
    {
        // Places in the frame of firmware-interfaces/mmdvm-modem, section "Configuration".
        bool isFirst = protocol == ModemProtocol.Version1;
        var (delay, state, colour) = isFirst ? (5, 6, 9) : (6, 7, 29);
        byte[] right = FrameOf(usual, protocol);
        var refused = new List<(string Name, byte[] Frame, NakReason Reason)>
        {
            ("SET_CONFIG, transmit delay 510 ms", With(right, delay, 51), NakReason.WrongData),
            ("SET_CONFIG, transmit delay 2550 ms", With(right, delay, byte.MaxValue), NakReason.WrongData),
            ("SET_CONFIG, colour code 16", With(right, colour, 16), NakReason.WrongData),
            ("SET_CONFIG, colour code 255", With(right, colour, byte.MaxValue), NakReason.WrongData),
            ("SET_CONFIG, initial state P25 though disabled", With(right, state, (byte)ModemState.P25), NakReason.WrongData),
            ($"SET_CONFIG, initial state {UnknownState}", With(right, state, UnknownState), NakReason.WrongData),
            ("SET_CONFIG, empty", ModemRequests.Frame(ModemCommand.SetConfig), NakReason.WrongData),
            ("SET_CONFIG, an octet short", ModemRequests.Frame(ModemCommand.SetConfig, right[3..^1]), NakReason.WrongData),
            ("SET_MODE P25 though disabled", ModemRequests.Frame(ModemCommand.SetMode, (byte)ModemState.P25), NakReason.WrongData),
            ($"SET_MODE {UnknownState}", ModemRequests.Frame(ModemCommand.SetMode, UnknownState), NakReason.WrongData),
            ($"command 0x{UnknownCommand:X2}", ModemRequests.Frame((ModemCommand)UnknownCommand), NakReason.UnknownCommand),
        };
        foreach (var (name, frame, reason) in refused) await modem.RefuseAsync(run, name, frame, reason);
        return refused.Count;
    }

    /// <summary>What the modem shows of its configuration is what it was told, and goes on being so.</summary>
    private static async Task KeepAsync(ScenarioRun run, RigModem modem, ModemConfiguration usual, ModemProtocol protocol)
    {
        await modem.ObeyAsync(run, "SET_MODE DMR", ModemRequests.Frame(ModemCommand.SetMode, (byte)ModemState.Dmr));
        for (int look = 0; look < 3; look++)
        {
            var status = await modem.StatusAsync(run);
            bool isKept = protocol == ModemProtocol.Version1
                ? status.Modes == usual.Modes
                : (status.DStarSpace | status.YsfSpace | status.P25Space | status.NxdnSpace) == 0;
            run.Require(
                isKept && status.State == ModemState.Dmr && status.DmrSlot2Space > 0,
                $"Modem không giữ cấu hình: {status}.",
                $"The modem does not keep its configuration: {status}.");
            await Task.Delay(TimeSpan.FromMilliseconds(200), run.Cancel);
        }
    }

    private static byte[] FrameOf(ModemConfiguration configuration, ModemProtocol protocol)
    {
        byte[] frame = new byte[byte.MaxValue];
        return frame[..configuration.Write(frame, protocol)];
    }

    private static byte[] With(byte[] frame, int place, byte value)
    {
        byte[] changed = [.. frame];
        changed[place] = value;
        return changed;
    }
}
