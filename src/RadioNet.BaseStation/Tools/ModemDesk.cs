using RadioNet.BaseStation.Modems;
using RadioNet.Plan.Model;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>
/// A modem in a technician's hands: configured, brought into a state, its test transmission switched. A modem does not end a
/// calibration's transmission by itself, so the desk does: after <see cref="TransmitLimit"/>, before it changes the state, and
/// when it is disposed of, after which the modem rests. A base station ends a transmission that is not switched on again, so the desk
/// does that too.
/// </summary>
public sealed class ModemDesk : IAsyncDisposable
{
    /// <summary>The longest test transmission.</summary>
    public static readonly TimeSpan TransmitLimit = TimeSpan.FromSeconds(30);

    /// <summary>How often a transmission at a base station is switched on again.</summary>
    private static readonly TimeSpan Rearming = TransmitLimit / 2;

    private static readonly TimeSpan RestLimit = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // A base station that was put under maintenance waits for its transmitter to go off.
    private static readonly TimeSpan MaintenanceLimit = ModemSessionOptions.Default.SetupPatience + TimeSpan.FromSeconds(2);

    private readonly IModemAccess _access;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ITimer _limit;
    private readonly TimeProvider _time;
    private readonly TimeSpan _transmitLimit;
    private readonly byte[] _scratch = new byte[byte.MaxValue];
    private ModemSetup? _setup;
    private SetFrequency? _frequency;
    private long _switchedOn;
    private ModemState _state;
    private bool _isTouched;
    private int _isDisposed;

    private ModemDesk(IModemAccess access, ModemFindings findings, VersionReply modem, TimeSpan transmitLimit, TimeProvider time)
    {
        (_access, Findings, Modem, _transmitLimit, _time) = (access, findings, modem, transmitLimit, time);
        _limit = time.CreateTimer(_ => _ = LookAfterTransmissionAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What the modem is.</summary>
    public VersionReply Modem { get; }

    /// <summary>What was known of it when the desk took it.</summary>
    public ModemFindings Findings { get; }

    /// <summary>The way to it; the desk owns it.</summary>
    public IModemAccess Access => _access;

    /// <summary>Whether a test transmission was switched on, and not off again.</summary>
    public bool IsTransmitting { get; private set; }

    /// <summary>Takes a modem that answers; the access becomes the desk's.</summary>
    /// <exception cref="ModemAccessException">It doesn't answer, or has no DMR.</exception>
    public static async Task<ModemDesk> TakeAsync(IModemAccess access, CancellationToken cancel, TimeSpan? transmitLimit = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(access);
        try
        {
            var findings = await access.ProbeAsync(cancel).ConfigureAwait(false);
            var modem = findings.Modem ?? throw new ModemAccessException(findings.Condition?.Cause?.Text ?? ModemFaults.NotAnswering(access.Name).Text);
            if ((modem.Modes & ModemModes.Dmr) == 0) throw new ModemAccessException(ModemFaults.NoDmr(modem).Text);
            return new ModemDesk(access, findings, modem, transmitLimit ?? TransmitLimit, time ?? TimeProvider.System);
        }
        catch
        {
            await access.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Tells the modem frequencies, configuration and state; a transmission in the same state goes on. Frames that came before are dropped: nobody reads meanwhile.</summary>
    /// <exception cref="ModemAccessException">It refuses, or doesn't answer.</exception>
    public async Task SetUpAsync(ModemSetup setup, ModemState state, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(setup);
        if (setup.Configuration.Check(Modem.Protocol) is var wrong and not ModemConfigurationFault.None)
            throw new ModemAccessException(ModemFaults.Configuration(wrong).Text);
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (IsTransmitting && state != _state) await SwitchAsync(false, cancel).ConfigureAwait(false);
            _isTouched = true;
            if (_frequency != setup.Frequency)
            {
                // Unknown until it is answered, whatever becomes of the rest.
                _frequency = null;
                await CommandAsync(setup.Frequency.Write(_scratch, Modem.Hardware), setup, cancel).ConfigureAwait(false);
                _frequency = setup.Frequency;
            }

            var configuration = setup.Configuration with { InitialState = state };
            await CommandAsync(configuration.Write(_scratch, Modem.Protocol), setup, cancel).ConfigureAwait(false);
            await CommandAsync(new SetMode(state).Write(_scratch), setup, cancel).ConfigureAwait(false);
            (_setup, _state) = (setup, state);
            while (_access.Frames.TryRead(out _))
            {
                // What it said before says nothing of how it is now.
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Switches the transmitter: in a calibration state its test signal, in the state DMR a duplex modem's idle bursts.</summary>
    public async Task TransmitAsync(bool on, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_setup is null) throw new InvalidOperationException("The modem is not set up.");
            await SwitchAsync(on, cancel).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Transmitter off, state idle, port closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1) return;
        using var limit = new CancellationTokenSource(RestLimit);
        try
        {
            await RestAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is ModemAccessException or OperationCanceledException)
        {
            // The way is lost; a modem that was unplugged transmits no more, and nothing else can be told anything.
        }
        finally
        {
            await _limit.DisposeAsync().ConfigureAwait(false);
            await _access.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task RestAsync(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            // A switch whose answer was lost may have been obeyed, so it is told off in any calibration.
            if (IsTransmitting || _state.IsCalibration()) await SwitchAsync(false, cancel).ConfigureAwait(false);
            if (_isTouched) await CommandAsync(new SetMode(ModemState.Idle).Write(_scratch), _setup, cancel).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends a transmission whose time is over, or switches it on again for a base station.</summary>
    private async Task LookAfterTransmissionAsync()
    {
        try
        {
            await _turn.WaitAsync().ConfigureAwait(false);
            try
            {
                if (!IsTransmitting) return;
                bool isOver = _time.GetElapsedTime(_switchedOn) >= _transmitLimit;
                if (!isOver) WaitOn();
                await SendSwitchAsync(!isOver, CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception gone) when (gone is ModemAccessException or ObjectDisposedException)
        {
            // Whoever uses the desk meets the same at the next command.
        }
    }

    private async Task SwitchAsync(bool on, CancellationToken cancel)
    {
        if (on)
        {
            IsTransmitting = true;
            _switchedOn = _time.GetTimestamp();
            WaitOn();
        }

        await SendSwitchAsync(on, cancel).ConfigureAwait(false);
    }

    /// <summary>Comes back when the transmission is to end, or a base station is to hear that it goes on.</summary>
    private void WaitOn()
    {
        var rest = _transmitLimit - _time.GetElapsedTime(_switchedOn);
        if (!_access.IsPort && rest > Rearming) rest = Rearming;
        _limit.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private async Task SendSwitchAsync(bool on, CancellationToken cancel)
    {
        int length = _state.IsCalibration() ? new CalibrationTransmit(on).Write(_scratch) : new DmrStart(on).Write(_scratch);
        await CommandAsync(length, _setup, cancel).ConfigureAwait(false);
        if (on) return;
        _limit.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        IsTransmitting = false;
    }

    /// <summary>Sends the first octets of the scratch until they are answered: a disturbed line may cost an answer.</summary>
    private async Task CommandAsync(int length, ModemSetup? setup, CancellationToken cancel)
    {
        byte[] frame = _scratch[..length];
        ModemFrame.TryRead(frame, out var read);
        var command = read.Command;
        bool isComing = Findings.Planned?.Station.Maintenance ?? false;
        for (int attempt = 1; ; attempt++)
        {
            var answer = await _access.RequestAsync(frame, cancel).ConfigureAwait(false);
            switch (answer.Kind)
            {
                case ModemAnswerKind.Acknowledged or ModemAnswerKind.Sent or ModemAnswerKind.Replied:
                    return;
                case ModemAnswerKind.Refused when attempt == ModemSessionOptions.Default.Tries && setup is not null:
                    throw new ModemAccessException(RefusalText.Of(command, answer.Reason!.Value, setup));
                case ModemAnswerKind.NotSent when attempt >= ModemSessionOptions.Default.Tries && !(isComing && attempt * Pause < MaintenanceLimit):
                    throw new ModemAccessException(NotUnderMaintenance);
                case ModemAnswerKind.TimedOut when attempt == ModemSessionOptions.Default.Tries:
                    throw new ModemAccessException(ModemFaults.CommandUnanswered(_access.Name, command).Text);
            }

            await Task.Delay(Pause, cancel).ConfigureAwait(false);
        }
    }

    private static LocalizedText NotUnderMaintenance { get; } = new(
        "Trạm gốc không nhận lệnh này: trạm chưa ở chế độ bảo trì, hoặc đã mất modem. Hãy chạy 'radionet modem set SITE/BASE-STATION maintenance=true', rồi thử lại.",
        "The base station does not take this command: it is not under maintenance, or its modem is lost. Run 'radionet modem set SITE/BASE-STATION maintenance=true' and try again.");
}
