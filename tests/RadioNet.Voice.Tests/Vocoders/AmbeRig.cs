using System.Collections.Concurrent;
using RadioNet.Simulator.Vocoders;
using RadioNet.Voice.Vocoders;
using RadioNet.Voice.Vocoders.Ambe;

namespace RadioNet.Voice.Tests.Vocoders;

/// <summary>A virtual chip, a device that speaks with it over a real line, and the vocoder over that.</summary>
internal sealed class AmbeRig : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<AmbeHealth> _told = new();

    public AmbeRig(VirtualAmbeOptions? chip = null, Action<AmbeFaults>? faults = null, int answerMilliseconds = 2000)
    {
        Chip = new VirtualAmbe(chip ?? new VirtualAmbeOptions());
        faults?.Invoke(Chip.Faults);
        Assert.True(AmbeAddress.TryParse(Chip.Address, out var address, out var problem), problem?.En);
        Device = new AmbeDevice(address, new AmbeOptions
        {
            AnswerTime = TimeSpan.FromMilliseconds(answerMilliseconds),
            OldestWaiting = TimeSpan.FromSeconds(2),
            ProbeInterval = TimeSpan.FromMilliseconds(400),
            RestartTime = TimeSpan.FromMilliseconds(300),
            FirstBackOff = TimeSpan.FromMilliseconds(50),
            LongestBackOff = TimeSpan.FromMilliseconds(200),
        });
        Device.HealthChanged += _told.Enqueue;
        Vocoder = new VocoderCatalogue(new VocoderSources { AmbeDevices = [Device] }).Find(VocoderNames.Ambe2)!;
        Device.Start();
    }

    public VirtualAmbe Chip { get; }

    public AmbeDevice Device { get; }

    public IVocoder Vocoder { get; }

    /// <summary>What was told of the chip, in order.</summary>
    public IReadOnlyList<AmbeHealth> Told => [.. _told];

    /// <summary>A rig whose chip is up. Where each question is answered, a machine that is busy elsewhere must not make it late.</summary>
    public static AmbeRig Up(VirtualAmbeOptions? chip = null, int answerMilliseconds = 2000)
    {
        var rig = new AmbeRig(chip, answerMilliseconds: answerMilliseconds);
        rig.Until(() => rig.Device.Health.IsUp);
        return rig;
    }

    public void Until(Func<bool> holds) =>
        Assert.True(SpinWait.SpinUntil(holds, _patience), $"{Device.Health}; {Device.Counters}");

    public IVoiceDecoder Decoder()
    {
        Assert.True(Vocoder.TryOpenDecoder(out var decoder, out var refusal), refusal?.En);
        return decoder;
    }

    public void Dispose()
    {
        Device.Dispose();
        Chip.Dispose();
    }
}
