using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>
/// A calibration: the step that it is at, what was turned, and what was measured with that. The modem is told at once of
/// everything that is turned; the desk sees to it that it doesn't transmit for ever. Calls follow each other.
/// </summary>
public sealed class CalibrationBench
{
    /// <summary>The fewest bursts by which a receive offset is judged.</summary>
    public const int FewestBursts = 20;

    private readonly SortedDictionary<long, BerCount> _offsets = [];
    private readonly BerCounter _ber = new(BerMethod.Fec);
    private readonly ModemSettings _before;
    private MonitorBoard _board;

    /// <summary>Begins a calibration; the modem is told nothing before <see cref="GoAsync"/>.</summary>
    /// <param name="desk">The modem.</param>
    /// <param name="carrier">What it begins with.</param>
    /// <param name="before">How the modem was adjusted before; what differs from that is what was found.</param>
    public CalibrationBench(ModemDesk desk, BenchCarrier carrier, ModemSettings before)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(carrier);
        (Desk, Carrier, _before) = (desk, carrier, before);
        _board = new MonitorBoard(desk.Modem, carrier.Setup.Rssi);
    }

    /// <summary>The modem.</summary>
    public ModemDesk Desk { get; }

    /// <summary>The step that it is at.</summary>
    public CalibrationStep Step { get; private set; }

    /// <summary>The carrier with what was turned.</summary>
    public BenchCarrier Carrier { get; private set; }

    /// <summary>How its modem is adjusted.</summary>
    public ModemSettings Modem => Carrier.Carrier.Modem;

    /// <summary>What was found, as the plan's words.</summary>
    public IReadOnlyList<string> Words => CalibrationKnobs.Words(_before, Modem);

    /// <summary>Bit errors since a knob was turned.</summary>
    public BerCount Ber => _ber.Count;

    /// <summary>Bit errors at each receive offset that was tried, by hertz.</summary>
    public IReadOnlyDictionary<long, BerCount> Offsets => _offsets;

    /// <summary>The lowest transmit offset at which the radio still heard, as the technician said; null before.</summary>
    public Hertz? LowEdge { get; private set; }

    /// <summary>The highest; null before.</summary>
    public Hertz? HighEdge { get; private set; }

    /// <summary>The transmit offset between the two edges; null before both are known.</summary>
    public Hertz? Centre => LowEdge is { } low && HighEdge is { } high ? new Hertz((low.Value + high.Value) / 2) : null;

    /// <summary>The receive offset with the fewest errors; null before one had enough bursts.</summary>
    public Hertz? BestOffset => _offsets.Where(o => o.Value.Bursts >= FewestBursts).OrderBy(o => o.Value.Percent).Select(o => (Hertz?)new Hertz(o.Key)).FirstOrDefault();

    /// <summary>Whether the step's signal is the modem's, and not a radio's.</summary>
    public static bool IsTransmitStep(CalibrationStep step) => step <= CalibrationStep.TransmitOffset;

    /// <summary>What is turned at a step before all else.</summary>
    public static CalibrationKnob KnobOf(CalibrationStep step) => step switch
    {
        CalibrationStep.LowFrequency => CalibrationKnob.TransmitDcOffset,
        CalibrationStep.Deviation => CalibrationKnob.TransmitLevel,
        CalibrationStep.TransmitOffset => CalibrationKnob.TransmitOffset,
        CalibrationStep.ReceiveLevel => CalibrationKnob.ReceiveLevel,
        CalibrationStep.ReceiveOffset => CalibrationKnob.ReceiveOffset,
        _ => CalibrationKnob.DmrDelay,
    };

    /// <summary>Goes to a step: the transmitter goes off and the modem into the step's state.</summary>
    /// <exception cref="ModemAccessException">The modem refuses, or doesn't answer.</exception>
    public async Task GoAsync(CalibrationStep step, CancellationToken cancel)
    {
        if (Desk.IsTransmitting) await Desk.TransmitAsync(false, cancel).ConfigureAwait(false);
        Step = step;
        await TellAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Turns a knob.</summary>
    /// <exception cref="ModemAccessException">The modem refuses, or doesn't answer.</exception>
    public Task TurnAsync(CalibrationKnob knob, int steps, CancellationToken cancel) => SetAsync(CalibrationKnobs.Turn(Modem, knob, steps), cancel);

    /// <summary>Takes another adjustment.</summary>
    /// <exception cref="ModemAccessException">The modem refuses, or doesn't answer.</exception>
    public async Task SetAsync(ModemSettings modem, CancellationToken cancel)
    {
        var before = Carrier;
        Carrier = Carrier.With(modem);
        try
        {
            await TellAsync(cancel).ConfigureAwait(false);
        }
        catch (ModemAccessException)
        {
            Carrier = before;
            throw;
        }
    }

    /// <summary>Switches the step's transmission.</summary>
    /// <exception cref="ModemAccessException">The modem refuses, or doesn't answer.</exception>
    public Task TransmitAsync(bool on, CancellationToken cancel) => Desk.TransmitAsync(on, cancel);

    /// <summary>The radio still hears at this transmit offset, and no further.</summary>
    public void MarkEdge(bool isLow)
    {
        if (isLow) LowEdge = Modem.TransmitOffset;
        else HighEdge = Modem.TransmitOffset;
    }

    /// <summary>Takes the offset that the step has found: the centre between the edges, or the one with the fewest errors.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ModemAccessException">The modem refuses, or doesn't answer.</exception>
    public async Task<bool> TakeFoundAsync(CancellationToken cancel)
    {
        var found = Step switch
        {
            CalibrationStep.TransmitOffset when Centre is { } centre => Modem with { TransmitOffset = centre },
            CalibrationStep.ReceiveOffset when BestOffset is { } best => Modem with { ReceiveOffset = best },
            _ => null,
        };
        if (found is not null) await SetAsync(found, cancel).ConfigureAwait(false);
        return found is not null;
    }

    /// <summary>Takes what the modem said.</summary>
    public void Take(in HeardFrame frame)
    {
        _board.Take(frame);
        if (_ber.Take(frame) && Step == CalibrationStep.ReceiveOffset) _offsets[Modem.ReceiveOffset.Value] = _ber.Count;
    }

    /// <summary>What was seen since a knob was turned.</summary>
    public MonitorMoment Moment(TimeSpan now) => _board.Moment(now);

    private async Task TellAsync(CancellationToken cancel)
    {
        bool isDuplex = Carrier.Carrier.Duplex && (IsTransmitStep(Step) || Step == CalibrationStep.DmrDelay);
        var setup = Carrier.Setup;
        setup = setup with { Configuration = setup.Configuration with { Duplex = isDuplex } };
        var state = Step switch
        {
            CalibrationStep.LowFrequency => ModemState.LowFrequencyCalibration,
            CalibrationStep.Deviation => ModemState.DmrCalibration,
            CalibrationStep.TransmitOffset => isDuplex ? ModemState.DmrCalibration1k : ModemState.DmrSimplexCalibration1k,
            _ => ModemState.Dmr,
        };
        await Desk.SetUpAsync(setup, state, cancel).ConfigureAwait(false);
        _ber.Reset();
        _board = new MonitorBoard(Desk.Modem, setup.Rssi);
    }
}
