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

        (_isRefused, _lost) = (isRefused, lost);
        alarms.Say(new StationAlarm
        {
            Kind = "records",
            Subject = station,
            Cleared = !isRefused,
            Text = new LocalizedText
            {
                Vi = $"Trạm gốc không ghi được bản ghi cuộc gọi của mình xuống đĩa ({lost} bản ghi đã mất). Hãy kiểm tra dung lượng và quyền ghi của thư mục dữ liệu ở trạm.",
                En = $"The base station cannot write the records of its own calls to its disk ({lost} were lost). Check the free space and rights of its data folder.",
            },
        });
    }
}
