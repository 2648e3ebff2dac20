using RadioNet.CallControl;
using RadioNet.CallControl.Messages;
using RadioNet.Core.Records;
using RadioNet.Plan.Model;
using RadioNet.Protocols;

namespace RadioNet.Core.Calls;

/// <summary>Puts call control's alarms into words and into the book.</summary>
internal sealed class AlarmRaiser(IAlarmBook alarms, IPlanView plan)
{
    /// <summary>Raises an alarm; waits for nothing.</summary>
    public void Raise(ToAlarms alarm)
    {
        switch (alarm)
        {
            case ToAlarms.Emergency emergency:
                var who = NameOf(emergency.Radio);
                _ = alarms.RaiseAsync(AlarmKind.Emergency, emergency.Radio.ToString(), new LocalizedText(
                    $"KHẨN CẤP: {who} gọi {emergency.Target} từ trạm {emergency.Site}. Hãy trả lời và xác nhận.",
                    $"EMERGENCY: {who} calls {emergency.Target} at site {emergency.Site}. Answer and acknowledge."));
                break;
            case ToAlarms.ClonedRadio clone:
                _ = alarms.RaiseAsync(AlarmKind.Clone, clone.Radio.ToString(), new LocalizedText(
                    $"Máy {NameOf(clone.Radio)} phát cùng lúc tại {clone.FirstSite} và {clone.SecondSite}: có máy bị sao chép số? Hãy gọi hỏi chủ máy, rồi khóa nếu cần.",
                    $"Radio {NameOf(clone.Radio)} transmits at {clone.FirstSite} and {clone.SecondSite} at once: is its id copied? Ask its holder, then stun it if needed."));
                break;
        }
    }

    private string NameOf(RadioId radio) =>
        plan.Current.TrySubscriber(radio, out var subscriber) ? $"{subscriber.Alias} ({radio})" : radio.ToString();
}
