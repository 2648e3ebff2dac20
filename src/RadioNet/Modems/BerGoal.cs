using System.Globalization;
using RadioNet.BaseStation.Tools;
using RadioNet.Plan.Model;

namespace RadioNet.Command.Modems;

/// <summary>When a bit-error test is done, and passed.</summary>
/// <param name="Method">How it is measured.</param>
/// <param name="Limit">Passes up to so many errors of 100 bits.</param>
/// <param name="Bursts">Done after so many bursts; null: with its time.</param>
internal sealed record BerGoal(BerMethod Method, double Limit, int? Bursts)
{
    public bool IsWithin(BerCount count) => count.Percent <= Limit;

    /// <summary>Why it did not pass; null when it did.</summary>
    public LocalizedText? Problem(BerCount count)
    {
        if (count.Percent is not { } percent)
        {
            return new LocalizedText(
                "Không nghe thấy gì. Máy có giữ phím trên đúng tần số và mã màu không? Thử invert=receive, hoặc 'radionet modem monitor' để xem mức thu.",
                "Nothing was heard. Is the radio keyed on this frequency and colour code? Try invert=receive, or look at the signal with 'radionet modem monitor'.");
        }

        if (count.Foreign * 2 > count.Bursts)
        {
            return new LocalizedText(
                "Cái nghe được không phải mẫu 1031 Hz. Hãy cho máy đo phát mẫu (máy số 1, nhóm 9, mã màu 1), hoặc đo bằng --method fec.",
                "What was heard is not the 1031 Hz pattern. Let the test set send it (radio 1, talkgroup 9, colour code 1), or measure with --method fec.");
        }

        if (count.Bursts < Bursts)
        {
            return new LocalizedText(
                $"Chỉ nghe được {count.Bursts} trên {Bursts} cụm. Hãy giữ phím lâu hơn, hoặc cho nhiều thời gian hơn bằng --for.",
                $"Only {count.Bursts} of {Bursts} bursts were heard. Keep the radio keyed longer, or give more time with --for.");
        }

        return IsWithin(count)
            ? null
            : new LocalizedText(
                string.Create(CultureInfo.InvariantCulture, $"Không đạt: {percent:0.000} % lỗi bit, giới hạn {Limit} %. Hãy chỉnh receive-offset và receive-level ('radionet modem calibrate')."),
                string.Create(CultureInfo.InvariantCulture, $"Failed: {percent:0.000} % of the bits are wrong, the limit is {Limit} %. Adjust receive-offset and receive-level ('radionet modem calibrate')."));
    }
}
