using System.Threading.Channels;
using RadioNet.BaseStation.Modems;
using RadioNet.BaseStation.Ports;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.BaseStation.Tools;

/// <summary>
/// A modem at its port, for tools. It changes nothing by itself: it asks GET_VERSION, and GET_STATUS as often as the protocol
/// wants. A thread of its own reads.
/// </summary>
public sealed class DirectModem : IModemAccess
{
    private const int BufferLength = 4096;
    private const int MostKeptFrames = 1024;
    private const int GarbageWorthMention = 8;

    private static readonly TimeSpan WriteLimit = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly IModemPort _port;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly ModemFrameReader _reader = new(FrameDirection.ToHost);
    private readonly Channel<HeardFrame> _frames = Channel.CreateBounded<HeardFrame>(
        new BoundedChannelOptions(MostKeptFrames) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _writing = new();
    private readonly Thread _thread;
    private readonly ModemSessionOptions _options = ModemSessionOptions.Default;
    private volatile PendingRequest? _pending;
    private volatile ModemAccessException? _lost;
    private volatile bool _isStopping;
    private TimeSpan _lastOctet;
    private TimeSpan _nextPoll;
    private TimeSpan? _unansweredSince;
    private volatile VersionReply? _modem;

    private DirectModem(IModemPort port, TimeProvider time)
    {
        (_port, _time, _began) = (port, time, time.GetTimestamp());
        _nextPoll = TimeSpan.MaxValue;
        _thread = new Thread(Run) { IsBackground = true, Name = $"modem tool {port.Name}" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public string Name => _port.Name;

    /// <inheritdoc/>
    public bool IsPort => true;

    /// <inheritdoc/>
    public ChannelReader<HeardFrame> Frames => _frames.Reader;

    private TimeSpan Now => _time.GetElapsedTime(_began);

    /// <summary>Opens a port and waits for the modem to say what it is.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="limit">How long it may take to answer; boards that restart on opening need <see cref="ModemTimers.StartUp"/> and more.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ModemAccessException">The port can't be opened, or nothing that is a modem answers.</exception>
    public static async Task<DirectModem> OpenAsync(ModemPortAddress address, TimeSpan? limit = null, CancellationToken cancel = default)
    {
        var opening = await Task.Run(() => new ModemPortOpener().Open(address, cancel), cancel).ConfigureAwait(false);
        if (!opening.IsOpen) throw new ModemAccessException(opening.Fault);
        var modem = new DirectModem(opening.Port, TimeProvider.System);
        try
        {
            await modem.IdentifyAsync(limit ?? modem._options.VersionLimit, cancel).ConfigureAwait(false);
            return modem;
        }
        catch
        {
            await modem.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<ModemFindings> ProbeAsync(CancellationToken cancel)
    {
        await IdentifyAsync(_options.VersionLimit, cancel).ConfigureAwait(false);
        var modem = _modem!;
        var answer = await RequestAsync(Question(ModemCommand.GetStatus), cancel).ConfigureAwait(false);
        bool isStatus = ModemFrame.TryRead(answer.Reply.Span, out var frame) & StatusReply.TryRead(frame, modem.Protocol, out var status);
        return new ModemFindings { Modem = modem, Status = isStatus ? status : null };
    }

    /// <inheritdoc/>
    public async Task<ModemAnswer> RequestAsync(ReadOnlyMemory<byte> frame, CancellationToken cancel)
    {
        if (!ModemFrame.TryRead(frame.Span, out var read)) throw new ArgumentException("That is no whole frame.", nameof(frame));
        var command = read.Command;
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var pending = new PendingRequest(command);
            _pending = pending;
            ThrowIfLost();
            Write(frame.Span);
            return await pending.Answer.Task.WaitAsync(_options.Reply, _time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            ThrowIfLost();
            return ModemAnswer.Of(command.ReplyKind() == ModemReplyKind.None ? ModemAnswerKind.Sent : ModemAnswerKind.TimedOut);
        }
        finally
        {
            _pending = null;
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_isStopping) return ValueTask.CompletedTask;
        _isStopping = true;
        _port.Wake();
        _thread.Join();
        _port.Dispose();
        _frames.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private static byte[] Question(ModemCommand command)
    {
        byte[] frame = new byte[ModemFrame.ShortestLength];
        ModemFrame.Write(frame, command);
        return frame;
    }

    private async Task IdentifyAsync(TimeSpan limit, CancellationToken cancel)
    {
        var end = Now + limit;
        while (true)
        {
            var answer = await RequestAsync(Question(ModemCommand.GetVersion), cancel).ConfigureAwait(false);
            if (answer.Kind == ModemAnswerKind.Replied && Knows(answer.Reply.Span)) return;
            if (Now < end) continue;
            bool isGarbage = _reader.DiscardedOctets + _reader.Pending >= GarbageWorthMention;
            throw new ModemAccessException((isGarbage ? ModemFaults.Garbage(Name) : ModemFaults.NotAnswering(Name)).Text);
        }
    }

    private bool Knows(ReadOnlySpan<byte> reply)
    {
        if (!ModemFrame.TryRead(reply, out var frame)) return false;
        if (VersionReply.TryRead(frame, out var modem))
        {
            _modem = modem;
            if (_nextPoll == TimeSpan.MaxValue) _nextPoll = Now;
            return true;
        }

        return VersionReply.ProtocolOf(frame) is > (byte)ModemProtocol.Version2 and var protocol
            ? throw new ModemAccessException(ModemFaults.UnknownProtocol(protocol).Text)
            : false;
    }

    private void Run()
    {
        byte[] buffer = new byte[BufferLength];
        while (!_isStopping && _lost is null)
        {
            var read = _port.Read(buffer, Patience);
            if (read.Fault is { } fault)
            {
                Lose(new ModemAccessException(fault));
                return;
            }

            ReadOnlySpan<byte> octets = buffer.AsSpan(0, read.Count);
            if (read.Count > 0) _lastOctet = Now;
            else if (_reader.Pending > 0 && Now - _lastOctet >= ModemTimers.FrameSilence) _reader.Expire();
            while (_reader.TryRead(ref octets, out var frame)) Take(frame);
            Poll();
        }
    }

    private void Poll()
    {
        var now = Now;
        if (now < _nextPoll) return;
        if (_unansweredSince is { } since && now - since >= ModemTimers.Inactivity)
        {
            Lose(new ModemAccessException(ModemFaults.Silent(Name).Text));
            return;
        }

        _unansweredSince ??= now;
        _nextPoll = now + _options.StatusPoll;
        Write(Question(ModemCommand.GetStatus));
    }

    private void Take(in ModemFrame frame)
    {
        if (frame.Command == ModemCommand.GetStatus) _unansweredSince = null;
        if (_pending is { } pending && pending.TryTake(frame)) return;
        _frames.Writer.TryWrite(new HeardFrame(frame.Octets.ToArray(), Now));
    }

    private void Write(ReadOnlySpan<byte> frame)
    {
        lock (_writing)
        {
            var written = _port.Write(frame, WriteLimit);
            if (written.Fault is { } fault) Lose(new ModemAccessException(fault));
            else if (written.Count < frame.Length) Lose(new ModemAccessException(ModemFaults.Stalled(Name).Text));
        }
    }

    private void Lose(ModemAccessException why)
    {
        if (Interlocked.CompareExchange(ref _lost, why, null) is not null) return;
        _pending?.Answer.TrySetException(why);
        _frames.Writer.TryComplete(why);
    }

    private void ThrowIfLost()
    {
        if (_lost is { } why) throw new ModemAccessException(why.Text);
    }
}
