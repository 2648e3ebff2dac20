using System.Threading.Channels;
using RadioNet.Simulator.Radios;

namespace RadioNet.Simulator.Air;

/// <summary>A handset on a living air. All members are for any thread.</summary>
public sealed class LiveHandset
{
    private const int MostKept = 1024;

    private readonly LiveAir _air;
    private readonly Handset _handset;
    private readonly Channel<HeardCall> _calls = Kept<HeardCall>();
    private readonly Channel<HeardText> _texts = Kept<HeardText>();
    private readonly Channel<HeardControl> _controls = Kept<HeardControl>();
    private readonly Queue<TaskCompletionSource<HandsetTransmission>> _presses = new();

    private LiveHandset(LiveAir air, Handset handset)
    {
        (_air, _handset) = (air, handset);
        handset.CallHeard += call => _calls.Writer.TryWrite(call);
        handset.TextHeard += text => _texts.Writer.TryWrite(text);
        handset.ControlHeard += control => _controls.Writer.TryWrite(control);
        handset.TransmissionEnded += transmission => _presses.Dequeue().SetResult(transmission);
    }

    /// <summary>The calls that it was unmuted for, when they are over; the oldest are forgotten when nobody reads.</summary>
    public ChannelReader<HeardCall> Calls => _calls.Reader;

    /// <summary>The texts that it received.</summary>
    public ChannelReader<HeardText> Texts => _texts.Reader;

    /// <summary>The control signalling blocks in its timeslot.</summary>
    public ChannelReader<HeardControl> Controls => _controls.Reader;

    /// <summary>Makes its transmissions.</summary>
    public VirtualRadio Radio => _handset.Radio;

    /// <summary>Its antenna, to set levels to.</summary>
    public AirAntenna Antenna => _handset.Antenna;

    /// <summary>Whether it hears its base station.</summary>
    public bool IsSynchronised => _air.Do((_, now) => _handset.IsSynchronised(now));

    /// <summary>How far its running transmission is; null while its key is not pressed.</summary>
    public HandsetTransmission? Current => _air.Do((_, _) => _handset.Current);

    /// <summary>Puts a handset on an air.</summary>
    public static LiveHandset Join(LiveAir air, HandsetOptions options)
    {
        ArgumentNullException.ThrowIfNull(air);
        return air.Do((virtualAir, _) => new LiveHandset(air, Handset.Join(virtualAir, options)));
    }

    /// <summary>Says how strong it and another antenna hear each other, in dBm.</summary>
    public void SetLevel(AirAntenna other, double dbm) => _air.Do((air, _) => air.SetLevel(Antenna, other, dbm));

    /// <summary>Presses the key; completes when it is released, or all was sent, or nothing could be.</summary>
    public Task<HandsetTransmission> PressAsync(Transmission transmission)
    {
        var ended = new TaskCompletionSource<HandsetTransmission>(TaskCreationOptions.RunContinuationsAsynchronously);
        _air.Do((_, now) =>
        {
            _presses.Enqueue(ended);
            _handset.Press(transmission, now);
        });
        return ended.Task;
    }

    /// <summary>Releases the key.</summary>
    public void Release() => _air.Do((_, now) => _handset.Release(now));

    /// <summary>Is switched off, for good.</summary>
    public void Leave() => _air.Do((air, _) => air.Lower(Antenna));

    private static Channel<T> Kept<T>() =>
        Channel.CreateBounded<T>(new BoundedChannelOptions(MostKept) { FullMode = BoundedChannelFullMode.DropOldest });
}
