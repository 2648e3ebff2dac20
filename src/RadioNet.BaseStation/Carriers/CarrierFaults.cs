using Microsoft.Extensions.Logging;

namespace RadioNet.BaseStation.Carriers;

/// <summary>
/// The exceptions that a carrier's thread met and went on after: each is a defect and is counted. The first is logged at once, and
/// then one in ten seconds at most, so that what throws at every burst neither floods the log nor holds up the voice.
/// </summary>
internal sealed partial class CarrierFaults(string carrier, CarrierFigures figures, ILogger log, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private long _loggedAt;
    private long _loggedCount;

    /// <summary>Takes an exception.</summary>
    /// <param name="broken">What was thrown.</param>
    /// <param name="part">What the thread was doing.</param>
    public void Met(Exception broken, string part)
    {
        figures.CountFault();
        if (_loggedCount > 0 && time.GetElapsedTime(_loggedAt) < Interval) return;
        long count = figures.Faults;
        LogFault(log, broken, carrier, part, count - _loggedCount);
        (_loggedAt, _loggedCount) = (time.GetTimestamp(), count);
    }

    [LoggerMessage(EventId = 5201, Level = LogLevel.Error, Message = "Carrier {Carrier} goes on after a defect of this software ({Part}); {Count} since the last that was told")]
    private static partial void LogFault(ILogger logger, Exception broken, string carrier, string part, long count);
}
