using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using RadioNet.Protocols.Homebrew;

namespace RadioNet.Simulator.Bench;

/// <summary>
/// Logs a fleet in: so many at once, each step repeated until it is answered. Answers come on the receiving thread, which
/// sends the next step; <see cref="Pump"/> begins logins and repeats what had no answer.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class FleetLogin(SocketFleet fleet, IReadOnlyList<BenchRepeater> repeaters)
{
    private const int AtOnce = 64;
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Stage[] _stages = new Stage[repeaters.Count];
    private readonly LoginNonce[] _nonces = new LoginNonce[repeaters.Count];
    private readonly long[] _lastSent = new long[repeaters.Count];
    private int _running;

    private enum Stage : byte
    {
        Idle,
        Login,
        Proof,
        Configuration,
        Running,
    }

    /// <summary>How many are logged in.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>How many times a master said no.</summary>
    public int Refusals { get; private set; }

    public bool IsRunning(int repeater)
    {
        lock (_gate) return _stages[repeater] == Stage.Running;
    }

    /// <summary>Begins logins as far as the window allows, and repeats steps that had no answer.</summary>
    public void Pump()
    {
        lock (_gate)
        {
            int open = _stages.Count(stage => stage is Stage.Login or Stage.Proof or Stage.Configuration);
            for (int i = 0; i < _stages.Length; i++)
            {
                bool isOpen = _stages[i] is not (Stage.Idle or Stage.Running);
                if (isOpen && Stopwatch.GetElapsedTime(_lastSent[i]) >= _patience) Send(i);
                if (_stages[i] != Stage.Idle || open >= AtOnce) continue;
                if (_lastSent[i] != 0 && Stopwatch.GetElapsedTime(_lastSent[i]) < _patience) continue;
                open++;
                _stages[i] = Stage.Login;
                Send(i);
            }
        }
    }

    public void OnMessage(int repeater, in SessionMessage message)
    {
        lock (_gate)
        {
            if (message.Kind == HomebrewKind.Refusal)
            {
                Refusals++;
                if (_stages[repeater] == Stage.Running) _running--;
                _stages[repeater] = Stage.Idle;
            }
            else if (message.Kind == HomebrewKind.Acknowledgement && _stages[repeater] is Stage.Login or Stage.Proof or Stage.Configuration)
            {
                Advance(repeater, message);
            }
        }
    }

    private void Advance(int repeater, in SessionMessage message)
    {
        if (_stages[repeater] == Stage.Login) _nonces[repeater] = message.Nonce;
        _stages[repeater]++;
        if (_stages[repeater] == Stage.Running) _running++;
        else Send(repeater);
    }

    private void Send(int repeater)
    {
        Span<byte> datagram = stackalloc byte[RepeaterConfiguration.LongestLength];
        var (id, secret, colorCode) = repeaters[repeater];
        int length = _stages[repeater] switch
        {
            Stage.Login => SessionMessage.Of(HomebrewKind.Login, id).Write(datagram),
            Stage.Proof => LoginProof.Write(datagram, id, _nonces[repeater], Encoding.UTF8.GetBytes(secret)),
            _ => new RepeaterConfiguration
            {
                Repeater = id,
                Callsign = "BENCH",
                ColorCode = colorCode,
                ReceiveHertz = 439_200_000,
                TransmitHertz = 430_200_000,
                Slots = RepeaterSlots.Both,
                Software = "RadioNet.Simulator",
                Package = "Bench",
            }.Write(datagram),
        };
        _lastSent[repeater] = Stopwatch.GetTimestamp();
        fleet.Send(repeater, datagram[..length]);
    }
}
