using RadioNet.Core.Records;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>Tells when one repeater id logs in from two places in turn.</summary>
internal sealed class SessionAlarms(IAlarmBook alarms, TimeProvider time)
{
    private readonly TurnWatch<RepeaterId> _turns = new(time);

    /// <summary>A login that proved the secret replaced the session that its id had elsewhere.</summary>
    public void Replaced(RepeaterId repeater, in PeerAddress before, in PeerAddress now)
    {
        if (!_turns.Note(repeater))
        {
            return;
        }

        _ = alarms.RaiseAsync(AlarmKind.TwoBoxesOneId, repeater.ToString(), new LocalizedText(
            $"Trạm lặp {repeater} đăng nhập luân phiên từ {before} và {now}. Có hai máy dùng cùng một số? Hãy đổi số hoặc mật khẩu của một máy.",
            $"Repeater {repeater} logs in from {before} and {now} in turn. Do two boxes have one id? Change the id or the secret of one."));
    }
}
