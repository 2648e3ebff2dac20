using RadioNet.Protocols;
using RadioNet.Protocols.Dmr;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Simulator.Modems.Firmware;

/// <summary>
/// Feeds the transmitters with the 1031 Hz pattern: a header, whole superframes for as long as the host wants, a terminator; the
/// duplex transmitter goes off 30 CACHs later.
/// </summary>
internal sealed class PatternSource(DuplexTransmitter duplex, DirectTransmitter direct)
{
    private const int CachsAfterTerminator = 30;
    private const int LastVoiceIndex = 5;

    private Step _step;
    private int _voiceIndex;
    private int _terminatedAt;

    private enum Step
    {
        Idle,
        Header,
        Voice,
        Terminator,
        Wait,
    }

    /// <summary>Whether the host wants a test transmission, of whatever calibration state.</summary>
    public bool IsWanted { get; private set; }

    /// <summary>CAL_DATA.</summary>
    public void Want(bool isWanted, ModemState state)
    {
        IsWanted = isWanted;
        bool hasPattern = state is ModemState.DmrCalibration1k or ModemState.DmrSimplexCalibration1k;
        if (isWanted && hasPattern && _step == Step.Idle) _step = Step.Header;
    }

    /// <summary>As after power-up.</summary>
    public void Reset() => (IsWanted, _step, _voiceIndex) = (false, Step.Idle, 0);

    /// <summary>Fills the queue of the state's transmitter as far as it says that it has space.</summary>
    public void Feed(ModemState state, TimeSpan now)
    {
        if (state == ModemState.DmrCalibration1k)
        {
            while (_step != Step.Idle && duplex.Queue(Timeslot.Two).ReportedSpace >= 1 && FeedDuplex(now))
            {
            }
        }
        else if (state == ModemState.DmrSimplexCalibration1k)
        {
            while (_step != Step.Idle && direct.Queue.ReportedSpace >= 1) FeedDirect(now);
        }
    }

    private bool FeedDuplex(TimeSpan now)
    {
        var pattern = TestPattern.BaseStation;
        switch (_step)
        {
            case Step.Header:
                Span<uint> fragments = stackalloc uint[ShortLinkControl.Fragments];
                DmrShortLc.ReadFragments(TestPattern.ShortLc, fragments);
                duplex.SetShortLc(fragments);
                duplex.Filler.Configure(new ColorCode(1), duplex.Filler.IsTrunked);
                duplex.TryWrite(Timeslot.Two, pattern.Header, now);
                duplex.Restart(on: true, now);
                _step = Step.Voice;
                return true;
            case Step.Voice:
                duplex.TryWrite(Timeslot.Two, pattern.Voice(_voiceIndex), now);
                NextVoice();
                return true;
            case Step.Terminator:
                duplex.TryWrite(Timeslot.Two, pattern.Terminator, now);
                _terminatedAt = duplex.Cachs;
                _step = Step.Wait;
                return true;
            default:
                if (duplex.Cachs <= _terminatedAt + CachsAfterTerminator) return false;
                duplex.Restart(on: false, now);
                duplex.Queue(Timeslot.Two).Clear();
                (_step, _voiceIndex) = (Step.Idle, 0);
                return false;
        }
    }

    private void FeedDirect(TimeSpan now)
    {
        var pattern = TestPattern.Mobile;
        switch (_step)
        {
            case Step.Header:
                direct.TryWrite(pattern.Header, now);
                _step = Step.Voice;
                break;
            case Step.Voice:
                direct.TryWrite(pattern.Voice(_voiceIndex), now);
                NextVoice();
                break;
            default:
                if (_step == Step.Terminator) direct.TryWrite(pattern.Terminator, now);
                (_step, _voiceIndex) = (Step.Idle, 0);
                break;
        }
    }

    private void NextVoice()
    {
        _voiceIndex = _voiceIndex == LastVoiceIndex ? 0 : _voiceIndex + 1;
        if (_voiceIndex == 0 && !IsWanted) _step = Step.Terminator;
    }
}
