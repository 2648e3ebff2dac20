using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Modems;

/// <summary>What a modem complains of, or is complained of.</summary>
public sealed partial class ModemSession
{
    private bool _isLockedOut;

    private void WatchFlags(ModemStatusFlags flags, TimeSpan now)
    {
        if ((flags & ModemStatusFlags.AdcOverflow) != 0) Alarm(ModemAlarmKind.AdcOverflow, ref _cells.AdcOverflows, now);
        if ((flags & ModemStatusFlags.DacOverflow) != 0) Alarm(ModemAlarmKind.DacOverflow, ref _cells.DacOverflows, now);
        if ((flags & ModemStatusFlags.ReceiveBufferOverflow) != 0) Alarm(ModemAlarmKind.ReceiveOverflow, ref _cells.ReceiveOverflows, now);
        if ((flags & ModemStatusFlags.TransmitBufferOverflow) != 0) Alarm(ModemAlarmKind.TransmitOverflow, ref _cells.TransmitOverflows, now);
        WatchLockout((flags & ModemStatusFlags.Lockout) != 0, now);

        long discarded = _reader.DiscardedOctets;
        if (discarded - _discardedBefore >= GarbageWorthMention) Alarm(ModemAlarmKind.Garbage, now);
        _discardedBefore = discarded;
    }

    private void WatchLockout(bool isLockedOut, TimeSpan now)
    {
        if (isLockedOut && !_isLockedOut) _cells.Lockouts++;
        _isLockedOut = isLockedOut;
        Watch(ModemAlarmKind.Lockout, isLockedOut, now);
    }

    private void WatchTransmitter(bool disobeys, TimeSpan now)
    {
        Watch(ModemAlarmKind.TransmitterOff, disobeys && _transmitter.IsWanted, now);
        Watch(ModemAlarmKind.TransmitterOn, disobeys && !_transmitter.IsWanted, now);
    }

    /// <summary>What a status says of a state that is complained of while it holds.</summary>
    private void Watch(ModemAlarmKind kind, bool holds, TimeSpan now)
    {
        if (holds) Tell(kind, _alarms.Holds(kind, now), now);
        else if (_alarms.Ended(kind)) _user.OnAlarm(ModemAlarms.Over(kind, _port), now);
    }

    /// <summary>Something happened that is over at once.</summary>
    private void Alarm(ModemAlarmKind kind, TimeSpan now) => Tell(kind, _alarms.Happened(kind, now), now);

    private void Alarm(ModemAlarmKind kind, ref long counter, TimeSpan now)
    {
        counter++;
        Alarm(kind, now);
    }

    private void Tell(ModemAlarmKind kind, long count, TimeSpan now)
    {
        if (count > 0) _user.OnAlarm(ModemAlarms.Of(kind, count, _port), now);
    }

    /// <summary>Ends the alarms of what has not happened again.</summary>
    private void EndAlarms(TimeSpan now)
    {
        while (_alarms.TryEnd(now, out var kind)) _user.OnAlarm(ModemAlarms.Over(kind, _port), now);
    }
}
