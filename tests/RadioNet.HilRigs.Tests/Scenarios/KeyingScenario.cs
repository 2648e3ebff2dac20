using System.Collections.Immutable;
using RadioNet.HilRigs.Tests.Driving;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>
/// The transmitter comes on when it is told to and not before, says so in the status, goes off when it is told to, and goes off by
/// itself when its host falls silent.
/// </summary>
internal sealed class KeyingScenario : IScenario
{
    private const int SimplexBursts = 7;

    /// <summary>From a command to the status that shows it, a status poll included.</summary>
    private static readonly TimeSpan _switching = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan _hold = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _watchdogMargin = TimeSpan.FromMilliseconds(600);

    public string Id => "keying";

    public LocalizedText Title { get; } = new("Bật và tắt máy phát", "Keying");

    public ImmutableArray<RigAbility> Needs { get; } = [RigAbility.Handshake, RigAbility.Keying];

    public async Task RunAsync(ScenarioRun run)
    {
        await run.ReserveAsync(TimeSpan.FromSeconds(5));
        using (var modem = await run.OpenAsync(run.Bench.Setup(isMaintained: true), ModemRequests.Alone))
        {
            bool isDuplex = run.Rig.Radio.Duplex;
            await modem.RefuseAsync(run, "DMR_START idle", Start(true), isDuplex ? NakReason.WrongData : null);
            run.Require(!await modem.TransmitsAsync(run), "Máy phát bật dù lệnh bị từ chối.", "The transmitter is on though the command was refused.");
            if (isDuplex) await SwitchByCommandAsync(run, modem);
        }

        using var carrier = await run.OpenAsync(run.Bench.Setup());
        if (run.Rig.Radio.Duplex) await SwitchByCarrierAsync(run, carrier);
        else await SwitchByBurstsAsync(run, carrier);
    }

    private static async Task SwitchByCommandAsync(ScenarioRun run, RigModem modem)
    {
        await modem.ObeyAsync(run, "SET_MODE DMR", ModemRequests.Frame(ModemCommand.SetMode, (byte)ModemState.Dmr));
        await modem.ObeyAsync(run, "DMR_START 1", Start(true));
        run.Require(await modem.TransmitsAsync(run), "DMR_START 1 mà máy phát không bật.", "The transmitter is not on after DMR_START 1.");
        await modem.ObeyAsync(run, "DMR_START 0", Start(false));
        run.Require(!await modem.TransmitsAsync(run), "DMR_START 0 mà máy phát không tắt.", "The transmitter is not off after DMR_START 0.");

        // Firmware ends the transmission of a host that asks no status for 2 s.
        await modem.ObeyAsync(run, "DMR_START 1", Start(true));
        run.Require(await modem.TransmitsAsync(run), "DMR_START 1 lần hai mà máy phát không bật.", "The transmitter is not on after a second DMR_START 1.");
        await Task.Delay(ModemTimers.Watchdog + _watchdogMargin, run.Cancel);
        var status = await modem.StatusAsync(run);
        run.Require(
            (status.Flags & ModemStatusFlags.Transmitting) == 0 && status.State == ModemState.Idle,
            "Máy chủ im lặng hơn 2 s mà máy phát không tự tắt.",
            "The transmitter does not go off by itself when its host is silent for more than 2 s.");
    }

    private static async Task SwitchByCarrierAsync(ScenarioRun run, RigModem modem)
    {
        await modem.SendAsync(Start(true));
        var on = await run.RequireSoonAsync(() => Transmits(modem), _switching, "Máy phát không bật cho sóng mang.", "The transmitter does not come on for the carrier.");
        run.Note("Từ lệnh đến trạng thái 'phát'", "From the command to the status 'transmitting'", on);
        await Task.Delay(_hold, run.Cancel);
        run.Require(Transmits(modem), "Máy phát tự tắt.", "The transmitter went off by itself.");
        await modem.SendAsync(Start(false));
        var off = await run.RequireSoonAsync(() => !Transmits(modem), _switching, "Máy phát không tắt.", "The transmitter does not go off.");
        run.Note("Từ lệnh đến trạng thái 'không phát'", "From the command to the status 'not transmitting'", off);
    }

    /// <summary>A simplex transmitter is on for as long as it has bursts.</summary>
    private static async Task SwitchByBurstsAsync(ScenarioRun run, RigModem modem)
    {
        foreach (var burst in TestCall.Bursts(run.Rig.Radio.ColorCode, TimeSpan.FromMilliseconds(60)).Take(SimplexBursts))
            await modem.SendAsync(TestCall.Frame(Timeslot.Two, burst.Payload.Span));
        var on = await run.RequireSoonAsync(() => Transmits(modem), _switching, "Máy phát không bật cho cụm tín hiệu.", "The transmitter does not come on for bursts.");
        run.Note("Từ cụm đầu đến trạng thái 'phát'", "From the first burst to the status 'transmitting'", on);
        var limit = TimeSpan.FromSeconds(1) + run.Rig.Radio.TransmitDelay + SimplexBursts * ModemTimers.DmrFrame + _switching;
        var off = await run.RequireSoonAsync(() => !Transmits(modem), limit, "Hết cụm mà máy phát không tắt.", "The transmitter does not go off when its bursts are sent.");
        run.Note("Từ trạng thái 'phát' đến 'không phát'", "From the status 'transmitting' to 'not transmitting'", off);
    }

    private static bool Transmits(RigModem modem) => modem.Statuses.LastOrDefault() is (_, var status) && (status.Flags & ModemStatusFlags.Transmitting) != 0;

    private static byte[] Start(bool on) => ModemRequests.Frame(ModemCommand.DmrStart, on ? (byte)1 : (byte)0);
}
