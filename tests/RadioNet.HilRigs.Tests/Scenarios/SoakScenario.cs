using System.Collections.Immutable;
using RadioNet.BaseStation.Carriers;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Repeater;
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
/// Call after call of the network through a carrier, as many as the duty cycle allows, for as long as is asked for: each whole,
/// nothing refused, nothing lost.
/// </summary>
internal sealed class SoakScenario : IScenario
{
    private static readonly TimeSpan _call = TimeSpan.FromSeconds(2.88);
    private static readonly TimeSpan _hang = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan _ready = TimeSpan.FromSeconds(15);
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
        var said = new CarrierRecord();
        using var carrier = run.Bench.OpenCarrier(settings, said);
        carrier.Start();
        carrier.PostLinkState(isUp: true);
        await run.RequireSoonAsync(() => carrier.Condition.Phase == ModemPhase.Ready, _ready, "Modem không sẵn sàng.", "The modem was not ready.");
        run.Bench.Seen = carrier.Modem;

        var bursts = TestCall.Bursts(radio.ColorCode, _call);
        Timeslot[] slots = radio.Duplex ? [Timeslot.One, Timeslot.Two] : [Timeslot.Two];
        int rounds = 0;
        for (var end = run.Bench.Now + run.Options.Soak!.Value; run.Bench.Now < end; rounds++)
        {
            await run.ReserveAsync(_call + _ending);
            await Task.WhenAll(slots.Select(slot => CallAsync(run, carrier, slot, (uint)(2 * rounds + (int)slot), bursts)));
            await run.RequireSoonAsync(
                () => said.Ended.Count == (rounds + 1) * slots.Length && !carrier.IsBusy && !run.Bench.Modem.Guard.IsKeyed,
                _ending,
                "Cuộc gọi không kết thúc, hoặc máy phát không tắt.",
                "A call does not end, or the transmitter does not go off.");
        }

        Judge(run, carrier, said, rounds * slots.Length, bursts.Count(burst => burst.Kind.IsVoiceBurst()));
    }

    private static void Judge(ScenarioRun run, CarrierHost carrier, CarrierRecord said, int calls, int voiceBursts)
    {
        var (health, repeater) = (carrier.Health, carrier.Repeater);
        int played = said.Ended.Sum(call => call.Playout.Played);
        run.Note("Cuộc gọi", "Calls", calls);
        run.Note("Cụm thoại đã phát", "Voice bursts played", played);
        run.Note("Cụm thay thế", "Bursts put in for missing ones", said.Ended.Sum(call => call.Playout.Concealed));
        run.Note("Cụm bị từ chối (NAK 5)", "Bursts refused (NAK 5)", repeater.Refused);
        run.Note("Trạng thái nhận được", "Statuses", health.Statuses);
        run.Note("Trạng thái không được trả lời", "Statuses unanswered", health.StatusesUnanswered);
        run.Note("Cảnh báo", "Alarms", said.Alarms);
        run.Require(
            played == calls * voiceBursts,
            $"Chỉ phát {played} trong {calls * voiceBursts} cụm thoại.",
            $"Only {played} of {calls * voiceBursts} voice bursts were played.");
        run.Require(health is { Losses: 0, Restarts: 0 }, "Modem bị mất hoặc khởi động lại.", "The modem was lost, or restarted.");
        run.Require(repeater is { Refused: 0, OtherRefused: 0 }, "Modem từ chối.", "The modem refused something.");
        run.Require(carrier.Figures.Faults == 0, "Phần mềm của chúng ta có lỗi.", "Our own software threw an exception.");
    }

    private static async Task CallAsync(ScenarioRun run, CarrierHost carrier, Timeslot slot, uint stream, ImmutableArray<TransmissionBurst> bursts)
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
            carrier.PostBurst(head, stream, (uint)(index * VoiceLinkPacket.TicksPerBurst), bursts[index].Payload.Span);
        }
    }
}
