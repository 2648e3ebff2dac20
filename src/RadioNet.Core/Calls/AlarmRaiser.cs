using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.Core.Records;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Core.Calls;

/// <summary>Puts call control's alarms into words and into the book.</summary>
internal sealed class AlarmRaiser(IAlarmBook alarms, IPlanView plan, TimeProvider time)
{
    /// <summary>What is told later than this is told with its time.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    /// <summary>Whether the plan has a radio: one that it has not raises no emergency.</summary>
    public bool IsKnown(RadioId radio) => plan.Current.TrySubscriber(radio, out _) || plan.Current.TryUser(radio, out _);

    /// <summary>Raises an alarm. The task ends with whether it is on disk; who must not wait does not await it: it never fails.</summary>
    public Task<bool> Raise(ToAlarms alarm)
    {
        switch (alarm)
        {
            case ToAlarms.Emergency emergency:
                var who = NameOf(emergency.Radio);
                var isLate = time.GetUtcNow() - emergency.At > Late;
                var (lateVi, lateEn) = isLate ? ($" lúc {emergency.At:u}, khi trạm mất liên lạc với nút", $" at {emergency.At:u}, while its node was out of reach") : ("", "");
                return alarms.RaiseAsync(AlarmKind.Emergency, emergency.Radio.ToString(), new LocalizedText(
                    $"KHẨN CẤP: {who} gọi {emergency.Target} từ trạm {emergency.Site}{lateVi}. Hãy trả lời và xác nhận.",
                    $"EMERGENCY: {who} calls {emergency.Target} at site {emergency.Site}{lateEn}. Answer and acknowledge."), emergency.Sites);
            case ToAlarms.ClonedRadio clone:
                return alarms.RaiseAsync(AlarmKind.Clone, clone.Radio.ToString(), new LocalizedText(
                    $"Máy {NameOf(clone.Radio)} phát cùng lúc tại {clone.FirstSite} và {clone.SecondSite}: có máy bị sao chép số? Hãy gọi hỏi chủ máy, rồi khóa nếu cần.",
                    $"Radio {NameOf(clone.Radio)} transmits at {clone.FirstSite} and {clone.SecondSite} at once: is its id copied? Ask its holder, then stun it if needed."));
            default:
                return Task.FromResult(false);
        }
    }

    private string NameOf(RadioId radio) =>
        plan.Current.NameOf(radio) is { Length: > 0 } name ? $"{name} ({radio})" : radio.ToString();
}
