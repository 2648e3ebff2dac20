using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Dmr.Control;
using RadioNet.Protocols.Dmr.Data;
using RadioNet.Protocols.Homebrew;
using RadioNet.Protocols.Rtp;

namespace RadioNet.BaseStation.Repeater;

/// <content>A radio's data and control signalling.</content>
internal sealed partial class SlotUplink
{
    private RadioId _dataSource;
    private AddressKind _dataTargetKind;
    private uint _dataTarget;

    private void OnControl(DataType type, int? dbm, TimeSpan now)
    {
        if (!Csbk.TryReadBurst(_burst, type, out var csbk, out _))
        {
            context.Counters.Unreadable++;
            return;
        }

        // Octets 4 to 6 and 7 to 9, where almost all messages have target and source.
        var kind = Preamble.TryRead(csbk, out var preamble) ? preamble.TargetKind : AddressKind.Unit;
        csbk.WriteBurst(_burst, context.Settings.ColorCode, SyncPattern.MobileData);
        OnAddressed(type, new RadioId((uint)csbk.Body & RadioId.Largest), kind, (uint)(csbk.Body >> 24) & RadioId.Largest, dbm, now);
    }

    private void OnDataHeader(int? dbm, TimeSpan now)
    {
        if (!DataHeader.TryReadBurst(_burst, out var header, out _))
        {
            context.Counters.Unreadable++;
            return;
        }

        header.WriteBurst(_burst, context.Settings.ColorCode, SyncPattern.MobileData);

        // A proprietary header stands behind the one with the addresses.
        if (header.Format == DataPacketFormat.Proprietary) OnBlock(DataType.DataHeader, dbm, now);
        else OnAddressed(DataType.DataHeader, header.Source, header.TargetKind, header.Target, dbm, now);
    }

    /// <summary>A burst that names its sender: it begins a row, or goes on with it.</summary>
    private void OnAddressed(DataType type, RadioId source, AddressKind targetKind, uint target, int? dbm, TimeSpan now)
    {
        bool isSame = _dataSource == source && _dataTargetKind == targetKind && _dataTarget == target;
        if (_state == State.Data && isSame)
        {
            PassData(type, begins: false, dbm, now);
            return;
        }

        if (_state == State.DroppedData && isSame)
        {
            _lastHeard = now;
            return;
        }

        End(SpurtEnd.Replaced, now);
        (_dataSource, _dataTargetKind, _dataTarget) = (source, targetKind, target);
        (_reception, _started, _lastHeard, _state) = (default, now, now, State.Data);
        bool isAdmitted = IsAdmitted(AccessKind.Data, source, targetKind, target);
        Tell(isAdmitted ? RepeaterEventKind.SpurtStarted : RepeaterEventKind.SpurtRefused);
        if (isAdmitted) PassData(type, begins: true, dbm, now);
        else _state = State.DroppedData;
    }

    /// <summary>A burst that belongs to what came before it.</summary>
    private void OnBlock(DataType type, int? dbm, TimeSpan now)
    {
        if (_state is State.Dropped or State.DroppedData) _lastHeard = now;
        else if (_state == State.Data) PassData(type, begins: false, dbm, now);
        else context.Counters.Unreadable++;
    }

    private void PassData(DataType type, bool begins, int? dbm, TimeSpan now)
    {
        int steps = begins ? 0 : StepsSince(now);
        var kind = KindOf(type);
        _lastHeard = now;
        _reception.AddBurst(dbm);
        BurstMaker.Recode(_burst, type, context.Settings.ColorCode, SyncPattern.MobileData);
        if (!IsBarred) downlink.RepeatData(kind, _burst, _dataTargetKind, _dataTarget, now);
        if (begins) _isInNetwork = false;
        if (!context.IsLinkUp) return;
        var head = new LinkBurst
        {
            Burst = kind,
            Slot = slot,
            TargetKind = _dataTargetKind,
            Source = _dataSource,
            Target = _dataTarget,
            Rssi = _reception.LastRssi,
        };
        context.Outlet.SendToNetwork(head, _burst, new UplinkPlace(!_isInNetwork, Ends: false, steps));
        _isInNetwork = true;
    }
}
