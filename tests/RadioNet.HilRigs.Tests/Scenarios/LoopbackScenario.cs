using System.Collections.Immutable;
using RadioNet.HilRigs.Tests.Bench;
using RadioNet.HilRigs.Tests.Driving;
using RadioNet.HilRigs.Tests.Rigs;
using RadioNet.HilRigs.Tests.Running;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.HilRigs.Tests.Scenarios;

/// <summary>
/// What is transmitted is received with few bit errors: the 1031 Hz pattern, out of this modem over an attenuator, or out of a
/// second modem; or a person's voice out of a handset.
/// </summary>
internal sealed class LoopbackScenario : IScenario
{
    /// <summary>The share of the voice bursts that is to arrive.</summary>
    private const double LeastReceived = 0.95;

    private const int Ahead = 4;

    private static readonly TimeSpan _call = TimeSpan.FromSeconds(2.16);
    private static readonly TimeSpan _starting = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(1.5);

    public string Id => "loopback";

    public LocalizedText Title { get; } = new("Tỷ lệ lỗi bit qua vòng lặp", "Loopback bit error rate");

    public ImmutableArray<RigAbility> Needs { get; } = [RigAbility.Handshake, RigAbility.Keying, RigAbility.Loopback];

    public LocalizedText? ReasonToSkip(Rig rig, RunOptions options)
    {
        bool isAutomatic = rig.Attachment(AttachmentKind.LoopbackAttenuator) is not null || rig.Attachment(AttachmentKind.SecondModem) is not null;
        return isAutomatic || Operator.IsThere ? null : Operator.Missing;
    }

    public async Task RunAsync(ScenarioRun run)
    {
        var modem = await run.OpenAsync(run.Bench.Setup());
        if (run.Rig.Attachment(AttachmentKind.LoopbackAttenuator) is not null) await SendToItselfAsync(run, modem);
        else if (run.Bench.Second is { } second) await HearSecondAsync(run, modem, second);
        else await HearPersonAsync(run, modem);
    }

    private static async Task SendToItselfAsync(ScenarioRun run, RigModem modem)
    {
        await run.ReserveAsync(_call + _starting);
        var bursts = TestCall.Bursts(run.Rig.Radio.ColorCode, _call);
        await modem.SendAsync(ModemRequests.Frame(ModemCommand.DmrStart, 1));
        var start = run.Bench.Now + ModemTimers.DmrStartUp;
        for (int index = 0; index < bursts.Length; index++)
        {
            var due = start + (index - Ahead) * ModemTimers.DmrFrame - run.Bench.Now;
            if (due > TimeSpan.Zero) await Task.Delay(due, run.Cancel);
            await modem.SendAsync(TestCall.Frame(Timeslot.Two, bursts[index].Payload.Span));
        }

        await RigModem.UntilAsync(() => HasEnded(modem), _silence, run.Cancel);
        await modem.SendAsync(ModemRequests.Frame(ModemCommand.DmrStart, 0));
        int sent = bursts.Count(burst => burst.Kind.IsVoiceBurst());
        Judge(run, modem, sent, isPattern: true);
    }

    private static async Task HearSecondAsync(ScenarioRun run, RigModem modem, BenchModem which)
    {
        await run.ReserveAsync(_call + _starting, which);
        var setup = run.Bench.Setup(isMaintained: true);

        // It sends what the modem under test receives, as a radio does.
        var frequency = setup.Frequency with { ReceiveHertz = setup.Frequency.TransmitHertz, TransmitHertz = setup.Frequency.ReceiveHertz };
        setup = setup with { Frequency = frequency, Configuration = setup.Configuration with { Duplex = false } };
        using var second = await run.OpenAsync(setup, which: which);
        await second.ObeyAsync(run, "SET_MODE 1031 Hz", ModemRequests.Frame(ModemCommand.SetMode, (byte)ModemState.DmrSimplexCalibration1k));
        await second.ObeyAsync(run, "CAL_DATA 1", ModemRequests.Frame(ModemCommand.CalibrationData, 1));
        await Task.Delay(_call, run.Cancel);
        await second.ObeyAsync(run, "CAL_DATA 0", ModemRequests.Frame(ModemCommand.CalibrationData, 0));
        await RigModem.UntilAsync(() => HasEnded(modem), _starting, run.Cancel);
        await second.ObeyAsync(run, "SET_MODE 0", ModemRequests.Frame(ModemCommand.SetMode, (byte)ModemState.Idle));

        // How many bursts the pattern had only its own transmitter knows: at least those of the time, less its start.
        Judge(run, modem, (int)((_call - _starting / 2) / ModemTimers.DmrFrame), isPattern: true);
    }

    private static async Task HearPersonAsync(ScenarioRun run, RigModem modem)
    {
        Operator.Ask(new(
            $"Hãy nhấn phím và nói 5 giây (mã màu {run.Rig.Radio.ColorCode.Value}).",
            $"Press the handset's key and talk for 5 seconds (colour code {run.Rig.Radio.ColorCode.Value})."));
        await run.RequireSoonAsync(() => !modem.Bursts.IsEmpty, _patience, "Không nghe thấy máy cầm tay.", "No handset was heard.");
        await RigModem.UntilAsync(() => HasEnded(modem), _patience, run.Cancel);
        Judge(run, modem, sent: 36, isPattern: false);
    }

    private static bool HasEnded(RigModem modem) =>
        modem.Bursts.LastOrDefault() is { } last && last.Control.HasDataSync && last.Control.DataType == DataType.Terminator;

    private static void Judge(ScenarioRun run, RigModem modem, int sent, bool isPattern)
    {
        var voice = modem.Bursts.Where(burst => !burst.Control.HasDataSync).ToList();
        Span<ulong> speech = stackalloc ulong[VoiceBurst.Frames];
        int corrected = 0;
        foreach (var burst in voice)
        {
            VoiceBurst.Decode(burst.Octets, speech, out int errors);
            corrected += errors;
        }

        run.Note("Cụm thoại đã gửi, ít nhất", "Voice bursts sent, at least", sent);
        run.Note("Cụm thoại nhận được", "Voice bursts received", voice.Count);
        var strengths = modem.Bursts.Where(burst => burst.Dbm is not null).Select(burst => burst.Dbm!.Value).ToList();
        if (strengths.Count > 0) run.Note("Cường độ tín hiệu trung bình", "Mean signal strength", strengths.Average(), "dBm");
        run.Require(
            voice.Count >= sent * LeastReceived,
            $"Chỉ nhận {voice.Count} trong {sent} cụm thoại.",
            $"Only {voice.Count} of {sent} voice bursts were received.");
        double coded = 100.0 * corrected / (voice.Count * VoiceBurst.ProtectedBits);
        double rate = isPattern ? 100.0 * voice.Sum(burst => TestCall.WrongBits(burst.Octets)) / (voice.Count * TestCall.VoiceBits) : coded;
        run.Note("Tỷ lệ lỗi bit theo mã sửa sai", "Bit error rate by the error correction", Math.Round(coded, 3), "%");
        if (isPattern) run.Note("Tỷ lệ lỗi bit theo mẫu", "Bit error rate by the pattern", Math.Round(rate, 3), "%");
        run.Require(
            rate <= (double)run.Rig.Limits.BitErrors.Value,
            $"Tỷ lệ lỗi bit {rate:0.##} %, giới hạn {run.Rig.Limits.BitErrors}.",
            $"The bit error rate is {rate:0.##} %, the rig's limit is {run.Rig.Limits.BitErrors}.");
        run.Require(HasEnded(modem), "Không nhận được kết thúc cuộc gọi.", "The call's terminator was not received.");
    }
}
