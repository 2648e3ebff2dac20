using System.Collections.Immutable;
using RadioNet.BaseStation.Repeater;
using RadioNet.HilRigs.Tests.Driving;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;
using RadioNet.Protocols.Rtp;
using RadioNet.Simulator.Radios;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>
/// Call after call of the network through the repeater, as many as the duty cycle allows, for as long as is asked for: each whole,
/// nothing refused, nothing lost.
/// </summary>
internal sealed class SoakScenario : IScenario
{
    private static readonly TimeSpan _call = TimeSpan.FromSeconds(2.88);
    private static readonly TimeSpan _hang = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan _ending = TimeSpan.FromSeconds(3);

    public string Id => "soak";

    public LocalizedText Title { get; } = new("Chạy dài", "Soak");

    public ImmutableArray<RigAbility> Needs { get; } = [RigAbility.Handshake, RigAbility.Keying, RigAbility.Soak];

    public LocalizedText? ReasonToSkip(Rig rig, RunOptions options) => options.Soak is not null ? null : new(
        $"Chỉ chạy khi yêu cầu: hãy đặt {RunOptions.SoakVariable}=10m.",
        $"It runs when it is asked for: set {RunOptions.SoakVariable}=10m.");

    public async Task RunAsync(ScenarioRun run)
    {
        var radio = run.Rig.Radio;
        var settings = new RepeaterSettings { Duplex = radio.Duplex, ColorCode = radio.ColorCode, TransmitHang = _hang, TransmitDelay = radio.TransmitDelay };
        var modem = await run.OpenAsync(run.Bench.Setup(), calls: settings);
        var bursts = TestCall.Bursts(radio.ColorCode, _call);
        Timeslot[] slots = radio.Duplex ? [Timeslot.One, Timeslot.Two] : [Timeslot.Two];
        int rounds = 0;
        for (var end = run.Bench.Now + run.Options.Soak!.Value; run.Bench.Now < end; rounds++)
        {
            await run.ReserveAsync(_call + _ending);
            await Task.WhenAll(slots.Select(slot => CallAsync(run, modem, slot, (uint)(2 * rounds + (int)slot), bursts)));
            int wanted = (rounds + 1) * slots.Length;
            await run.RequireSoonAsync(() => Ended(modem).Count() >= wanted, _ending, "Cuộc gọi không kết thúc.", "A call does not end.");
            await run.RequireSoonAsync(
                () => (modem.Statuses.Last().Status.Flags & ModemStatusFlags.Transmitting) == 0,
                _ending,
                "Máy phát không tắt sau cuộc gọi.",
                "The transmitter does not go off after a call.");
        }

        Judge(run, modem, rounds * slots.Length, bursts.Count(burst => burst.Kind.IsVoiceBurst()));
    }

    private static void Judge(ScenarioRun run, RigModem modem, int calls, int voiceBursts)
    {
        var ended = Ended(modem).ToList();
        var health = modem.Session.Health;
        int played = ended.Sum(call => call.Playout.Played);
        run.Note("Cuộc gọi", "Calls", calls);
        run.Note("Cụm thoại đã phát", "Voice bursts played", played);
        run.Note("Cụm thay thế", "Bursts put in for missing ones", ended.Sum(call => call.Playout.Concealed));
        run.Note("Cụm bị từ chối (NAK 5)", "Bursts refused (NAK 5)", modem.Calls.Refused);
        run.Note("Trạng thái nhận được", "Statuses", health.Statuses);
        run.Note("Trạng thái không được trả lời", "Statuses unanswered", health.StatusesUnanswered);
        run.Note("Độ trễ phát trung bình", "Mean playout delay", TimeSpan.FromTicks((long)ended.Average(call => call.Playout.Delay.Ticks)));
        run.Require(played == calls * voiceBursts, $"Chỉ phát {played} trong {calls * voiceBursts} cụm thoại.", $"Only {played} of {calls * voiceBursts} voice bursts were played.");
        run.Require(health is { Losses: 0, Restarts: 0 }, "Modem bị mất hoặc khởi động lại.", "The modem was lost, or restarted.");
        run.Require(modem.Calls is { Refused: 0, OtherRefused: 0 }, "Modem từ chối.", "The modem refused something.");
    }

    private static IEnumerable<RepeaterEvent> Ended(RigModem modem) => modem.Sentences.Where(said => said.Kind == RepeaterEventKind.DownlinkEnded);

    private static async Task CallAsync(ScenarioRun run, RigModem modem, Timeslot slot, uint stream, ImmutableArray<TransmissionBurst> bursts)
    {
        var start = run.Bench.Now;
        for (int index = 0; index < bursts.Length; index++)
        {
            var due = start + index * ModemTimers.DmrFrame - run.Bench.Now;
            if (due > TimeSpan.Zero) await Task.Delay(due, run.Cancel);
            var head = new LinkBurst
            {
                Burst = bursts[index].Kind,
                Slot = slot,
                TargetKind = AddressKind.Group,
                Source = TestCall.Source,
                Target = TestCall.Target.Value,
            };
            modem.Play(head, stream, (uint)(index * VoiceLinkPacket.TicksPerBurst), bursts[index].Payload.ToArray());
        }
    }
}
