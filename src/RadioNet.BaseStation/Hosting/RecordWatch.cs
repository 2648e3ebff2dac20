using RadioNet.Api;

namespace RadioNet.BaseStation.Hosting;

/// <summary>Makes an alarm of it when a record of the station's own calls is lost, or its disk keeps none.</summary>
/// <param name="station">The base station.</param>
/// <param name="alarms">Where it is said.</param>
internal sealed class RecordWatch(string station, StationAlarms alarms)
{
    private long _lost;
    private bool _isRefused;

    /// <summary>Looks whether something has changed since the last look.</summary>
    public void Look(RecordKeeper keeper)
    {
        var (isRefused, lost) = (keeper.IsRefused, keeper.Lost);
        if (isRefused == _isRefused && lost == _lost)
        {
            return;
        }

        var isOver = !isRefused && lost == _lost;
        (_isRefused, _lost) = (isRefused, lost);
        alarms.Say(new StationAlarm
        {
            Kind = "records",
            Subject = station,
            Cleared = isOver,
            Text = isRefused || isOver ? Unwritten(lost) : Unsent(lost),
        });
    }

    private static LocalizedText Unwritten(long lost) => new()
    {
        Vi = $"Trạm gốc không ghi được bản ghi cuộc gọi của mình xuống đĩa ({lost} bản ghi đã mất). Hãy kiểm tra dung lượng và quyền ghi của thư mục dữ liệu ở trạm.",
        En = $"The base station cannot write the records of its own calls to its disk ({lost} were lost). Check the free space and rights of its data folder.",
    };

    private static LocalizedText Unsent(long lost) => new()
    {
        Vi = $"Trạm gốc hết chỗ cho bản ghi cuộc gọi của mình: {lost} bản ghi cũ nhất đã mất vì chưa nút nào nhận. Hãy kiểm tra đường truyền của trạm tới nút.",
        En = $"The base station has no more room for the records of its own calls: the oldest {lost} were lost, because no node has taken them. Check its line to a node.",
    };
}
