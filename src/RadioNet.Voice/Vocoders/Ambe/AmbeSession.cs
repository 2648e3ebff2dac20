using System.Text;
using RadioNet.Protocols.Ambe3000;

namespace RadioNet.Voice.Vocoders.Ambe;

/// <summary>
/// The rules of speaking with one chip. It restarts the chip, switches parity off, asks who it is, sets each channel up, and then
/// takes pieces to it. The chip answers each question once and in order, and answers carry no number: so when one does not come
/// in time, the chip is asked who it is, and all speech that comes before the answers to that is dropped, because it may belong
/// to any question. A chip that does not say who it is either is dead. All of it runs on the chip's own thread, but for
/// <see cref="TryLease"/>, <see cref="Release"/> and what only reads.
/// </summary>
/// <param name="options">How long things may take.</param>
/// <param name="time">The clock by which pieces age.</param>
/// <param name="mostAsked">Questions at each coder at once: 1, or 2 where answers cannot overtake each other.</param>
/// <param name="flush">Whether a packet may have been begun and never finished, as on a serial line.</param>
/// <param name="write">Writes a packet; false when the line is lost.</param>
internal sealed partial class AmbeSession(AmbeOptions options, TimeProvider time, int mostAsked, bool flush, AmbeSession.PacketWriter write)
{
    private const int MostChannels = 3;

    private readonly AmbeSide[] _sides =
        [.. Enumerable.Range(0, MostChannels).SelectMany(c => new[] { new AmbeSide(c, AmbeCoder.Encoder), new AmbeSide(c, AmbeCoder.Decoder) })];

    private readonly byte[] _packet = new byte[AmbePacket.LongestOctets];
    private AmbeStep _step = AmbeStep.Closed;
    private int _channel;       // that is set up
    private int _tries;
    private TimeSpan _askedAt;  // the step's question
    private TimeSpan _heardAt;
    private AmbeSide? _beginning;
    private TimeSpan _beganAt;
    private bool _isProductSaid;
    private volatile bool _isUp;
    private volatile int _channels;

    /// <summary>Writes a packet; false when the line is lost.</summary>
    public delegate bool PacketWriter(ReadOnlySpan<byte> packet);

    /// <summary>Whether it codes speech; it stays so while the order of question and answer is found again.</summary>
    public bool IsUp => _isUp;

    /// <summary>Why the chip is lost; the session does nothing then until it is started anew.</summary>
    public AmbeLoss Loss { get; private set; }

    /// <summary>Which chip it is, in its own words.</summary>
    public string Product { get; private set; } = "";

    /// <summary>Its channels; 0 until it has been up.</summary>
    public int Channels => _channels;

    /// <summary>Whether a packet of which a part has come is to be forgotten; asking resets it.</summary>
    public bool MustForget
    {
        get
        {
            bool must = field;
            field = false;
            return must;
        }
        private set;
    }

    /// <summary>A line has been opened.</summary>
    public void Start(TimeSpan now)
    {
        Loss = AmbeLoss.None;
        Enter(AmbeStep.Restart, now);
    }

    /// <summary>The line is lost, or is to be closed.</summary>
    public void Stop(AmbeLoss loss)
    {
        if (Loss == AmbeLoss.None && loss != AmbeLoss.None) _losses++;
        Loss = loss;
        Down();
        _step = AmbeStep.Closed;
    }

    /// <summary>A packet has come.</summary>
    public void Receive(in AmbePacket packet, TimeSpan now)
    {
        if (_step == AmbeStep.Closed) return;
        _heardAt = now;
        if (packet.Parity == AmbeParity.Wrong) _badParity++;
        if (packet.Kind != AmbePacketKind.Control) ReceiveSpeech(packet);
        else if (packet.Parity != AmbeParity.Wrong) ReceiveControl(packet, now);
    }

    /// <summary>Does what is due, and asks what may be asked.</summary>
    public void Work(TimeSpan now)
    {
        if (_step is not (AmbeStep.Closed or AmbeStep.Run) && now - _askedAt >= StepTime) Retry(now);
        if (_step == AmbeStep.Run && IsOverdue(now)) Realign(now);
        if (_step == AmbeStep.Run && now - _heardAt >= options.ProbeInterval) Realign(now);
        Expire();
        if (_step == AmbeStep.Run) Ask(now);
    }

    /// <summary>How long until <see cref="Work"/> has something to do by itself.</summary>
    public TimeSpan Due(TimeSpan now)
    {
        if (_step == AmbeStep.Closed) return options.ProbeInterval;
        if (_step != AmbeStep.Run) return AtLeastZero(_askedAt + StepTime - now);
        var due = _heardAt + options.ProbeInterval;
        if (_beginning is not null) due = Earlier(due, _beganAt + options.AnswerTime);
        foreach (var side in _sides)
        {
            if (side.Asked > 0) due = Earlier(due, side.OldestAskedAt + options.AnswerTime);
        }

        return AtLeastZero(due - now);
    }

    private TimeSpan StepTime => _step == AmbeStep.Restart ? options.RestartTime : options.ControlTime;

    private static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan AtLeastZero(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;

    private void Enter(AmbeStep step, TimeSpan now)
    {
        (_step, _tries) = (step, 0);
        AskStep(now);
    }

    private void Retry(TimeSpan now)
    {
        if (++_tries == AmbeOptions.Tries) Stop(_isUp ? AmbeLoss.Silent : AmbeLoss.NoAnswer);
        else AskStep(now);
    }

    private void AskStep(TimeSpan now)
    {
        _askedAt = now;
        MustForget = true;
        if (flush && _step == AmbeStep.Restart)
        {
            _packet.AsSpan(0, AmbeRequests.FlushOctets).Clear();
            Write(AmbeRequests.FlushOctets);
        }

        switch (_step)
        {
            // Chips take packets with parity until they are told not to; some boards were told already.
            case AmbeStep.Restart:
                Write(AmbeRequests.Reset(_packet, withParity: _tries % 2 == 0));
                break;
            case AmbeStep.ParityOff:
                Write(AmbeRequests.ParityOff(_packet, withParity: _tries % 2 == 0));
                break;
            case AmbeStep.Identify:
                Write(AmbeRequests.Product(_packet));
                break;
            case AmbeStep.Configure:
                Write(AmbeRequests.Configure(_packet, _channel, AmbeRate.Dmr));
                break;
            default:
                // Two questions: of two packets that overtook each other on the way, the speech lies between the answers.
                _isProductSaid = false;
                Write(AmbeRequests.Product(_packet));
                Write(AmbeRequests.Version(_packet));
                break;
        }
    }

    private void ReceiveControl(in AmbePacket packet, TimeSpan now)
    {
        AmbeField? refused = null;
        switch (_step)
        {
            case AmbeStep.Restart when AmbeReplies.IsReady(packet):
                Enter(AmbeStep.ParityOff, now);
                break;
            case AmbeStep.ParityOff when AmbeReplies.TryReadAccepted(packet, [(byte)AmbeField.ParityMode], out refused) || refused is not null:
                Enter(AmbeStep.Identify, now);
                break;
            case AmbeStep.Identify when AmbeReplies.TryReadText(packet, AmbeField.Product, out var text):
                Product = Encoding.ASCII.GetString(text);
                _channel = 0;
                Enter(AmbeStep.Configure, now);
                break;
            case AmbeStep.Configure when AmbeReplies.TryReadAccepted(packet, AmbeRequests.Configured, out refused):
                if (++_channel < ChannelsOf(Product)) Enter(AmbeStep.Configure, now);
                else Up();
                break;
            case AmbeStep.Configure when refused is not null:
                Stop(AmbeLoss.Refused);
                break;
            case AmbeStep.Realign when AmbeReplies.TryReadText(packet, AmbeField.Product, out _):
                _isProductSaid = true;
                break;
            case AmbeStep.Realign when _isProductSaid && AmbeReplies.TryReadText(packet, AmbeField.Version, out _):
                _step = AmbeStep.Run;
                break;
            case AmbeStep.Run or AmbeStep.Realign when AmbeReplies.IsReady(packet):
                // It has restarted by itself, and knows nothing of its settings any more.
                Down();
                Enter(AmbeStep.ParityOff, now);
                break;
            case AmbeStep.Run when _beginning is not null && AmbeReplies.TryReadAccepted(packet, [(byte)AmbeField.Initialize], out refused):
                _beginning = null;
                break;
            case AmbeStep.Run when refused is not null:
                Stop(AmbeLoss.Refused);
                break;
        }
    }

    private static int ChannelsOf(string product) => product.Contains("3003", StringComparison.Ordinal) ? MostChannels : 1;

    private void Up()
    {
        _channels = ChannelsOf(Product);
        _step = AmbeStep.Run;
        _isUp = true;
        foreach (var side in _sides) side.Lane?.Serve(isServed: side.Channel < _channels);
    }

    private void Down()
    {
        _isUp = false;
        Interlocked.MemoryBarrier(); // A call that takes a coder now looks at _isUp behind it.
        GiveUpAll();
        foreach (var side in _sides) side.Lane?.Serve(isServed: false);
    }

    private void GiveUpAll()
    {
        _beginning = null;
        foreach (var side in _sides)
        {
            side.Begun = null;
            for (; side.Asked > 0; _unanswered++) side.Answered().GiveUp();
        }
    }

    private void Write(int octets)
    {
        if (!write(_packet.AsSpan(0, octets))) Stop(AmbeLoss.LineLost);
    }
}
