using System.Collections.Immutable;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>The modem takes as many bursts as its status says, refuses with NAK 5 what is beyond, and works on.</summary>
internal sealed class BufferLimitScenario : IScenario
{
    /// <summary>So many at once: more than any firmware takes.</summary>
    private const int Offered = 20;

    /// <summary>Firmware reports by whole entries, and may take a burst more than it says.</summary>
    private const int Unreported = 2;

    private static readonly TimeSpan _draining = Offered * ModemTimers.DmrFrame + TimeSpan.FromSeconds(2);

    public string Id => "buffer-limit";

    public LocalizedText Title { get; } = new("Giới hạn bộ đệm", "Buffer limit");

    public ImmutableArray<RigAbility> Needs { get; } = [RigAbility.Handshake, RigAbility.Keying];

    public async Task RunAsync(ScenarioRun run)
    {
        await run.ReserveAsync(_draining);
        var modem = await run.OpenAsync(run.Bench.Setup());
        await run.RequireSoonAsync(() => !modem.Statuses.IsEmpty, TimeSpan.FromSeconds(1), "Không có trạng thái.", "There is no status.");
        int said = modem.Statuses.Last().Status.DmrSlot2Space;
        bool isDuplex = run.Rig.Radio.Duplex;
        if (isDuplex) await modem.SendAsync(ModemRequests.Frame(ModemCommand.DmrStart, 1));

        // The transmitter takes none of them before it has started up; all are there within a few milliseconds.
        var bursts = TestCall.Bursts(run.Rig.Radio.ColorCode, Offered * ModemTimers.DmrFrame);
        for (int index = 0; index < Offered; index++) await modem.SendAsync(TestCall.Frame(Timeslot.Two, bursts[index].Payload.Span));
        await Task.Delay(TimeSpan.FromMilliseconds(300), run.Cancel);

        int refused = modem.Refusals.Count(refusal => refusal is { Command: ModemCommand.DmrData2, Reason: NakReason.NoRoom });
        int others = modem.Refusals.Count - refused;
        int taken = Offered - refused - others;
        run.Note("Chỗ trống theo trạng thái", "Space by the status", said);
        run.Note("Cụm được nhận", "Bursts taken", taken);
        run.Note("Cụm bị từ chối (NAK 5)", "Bursts refused (NAK 5)", refused);
        run.Require(others == 0, "Modem từ chối vì lý do khác hết chỗ.", "The modem refused bursts for another reason than room.");
        run.Require(taken >= said, $"Modem nói còn {said} chỗ nhưng chỉ nhận {taken}.", $"The modem says that it has room for {said}, and took {taken}.");
        run.Require(
            refused > 0 && taken <= said + Unreported,
            $"Modem nói còn {said} chỗ nhưng nhận {taken} cụm mà không từ chối.",
            $"The modem says that it has room for {said}, and took {taken} without a no.");

        await run.RequireSoonAsync(
            () => modem.Statuses.Last().Status.DmrSlot2Space == said,
            _draining,
            "Bộ đệm không vơi.",
            "The buffer does not drain.");
        if (isDuplex) await modem.SendAsync(ModemRequests.Frame(ModemCommand.DmrStart, 0));
        await run.RequireSoonAsync(
            () => (modem.Statuses.Last().Status.Flags & ModemStatusFlags.Transmitting) == 0,
            TimeSpan.FromSeconds(2),
            "Máy phát không tắt.",
            "The transmitter does not go off.");
        run.Require(modem.Session.Health is { Losses: 0, Restarts: 0 }, "Modem bị mất hoặc khởi động lại.", "The modem was lost, or restarted.");
    }
}
