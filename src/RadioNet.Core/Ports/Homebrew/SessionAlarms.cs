using RadioNet.Core.Records;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Voice.Transport;

namespace RadioNet.Core.Ports.Homebrew;

/// <summary>
/// Sees when one repeater id logs in from two places in turn: more than <see cref="Limit"/> changes of address within
/// <see cref="Within"/> are two boxes with one id.
/// </summary>
internal sealed class SessionAlarms(IAlarmBook alarms, TimeProvider time)
{
    private const int Limit = 3;

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    private readonly Dictionary<RepeaterId, Queue<long>> _changes = [];

    /// <summary>A login that proved the secret replaced the session that its id had elsewhere.</summary>
    public void Replaced(RepeaterId repeater, in PeerAddress before, in PeerAddress now)
    {
        if (!_changes.TryGetValue(repeater, out var times))
        {
            _changes[repeater] = times = new Queue<long>();
        }

        times.Enqueue(time.GetTimestamp());
        while (time.GetElapsedTime(times.Peek()) > Within)
        {
            times.Dequeue();
        }

        if (times.Count <= Limit)
        {
            return;
        }

        times.Clear();
        _ = alarms.RaiseAsync(AlarmKind.TwoBoxesOneId, repeater.ToString(), new LocalizedText(
            $"Trạm lặp {repeater} đăng nhập luân phiên từ {before} và {now}. Có hai máy dùng cùng một số? Hãy đổi số hoặc mật khẩu của một máy.",
            $"Repeater {repeater} logs in from {before} and {now} in turn. Do two boxes have one id? Change the id or the secret of one."));
    }
}
