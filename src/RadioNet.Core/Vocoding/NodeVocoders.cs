using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RadioNet.Core.Records;
using RadioNet.Plan.Model;
using RadioNet.Voice.Vocoders;
using RadioNet.Voice.Vocoders.Ambe;

namespace RadioNet.Core.Vocoding;

/// <summary>
/// The node's vocoders: what people hear calls with and talk by. Chips are looked for from the start, so that a dead one is known before
/// somebody needs it, and coders are opened when somebody listens or talks. What fails here is an alarm and silence; calls
/// between radios pass elsewhere.
/// </summary>
public sealed partial class NodeVocoders : IHostedService, IDisposable
{
    private readonly ImmutableArray<AmbeDevice> _chips;
    private readonly ImmutableArray<string> _libraries;
    private readonly Lazy<VocoderCatalogue> _catalogue;
    private readonly IAlarmBook _alarms;
    private readonly ILogger<NodeVocoders> _log;

    /// <summary>Makes them; the node's start opens the chips.</summary>
    public NodeVocoders(VocoderPlaces places, IAlarmBook alarms, TimeProvider time, ILogger<NodeVocoders> log, AmbeOptions? chips = null)
    {
        ArgumentNullException.ThrowIfNull(places);
        (_alarms, _log, _libraries) = (alarms, log, places.Libraries);
        _chips = [.. places.Chips.Select(address => new AmbeDevice(address, chips, time))];
        _catalogue = new Lazy<VocoderCatalogue>(() => new VocoderCatalogue(new VocoderSources { AmbeDevices = _chips, AmbeLibraries = _libraries }));
        foreach (var chip in _chips)
        {
            chip.HealthChanged += Tell;
        }
    }

    /// <summary>Whether the node's options name chips or libraries.</summary>
    public bool HasPlaces => !_chips.IsEmpty || !_libraries.IsEmpty;

    /// <summary>All vocoders by name, as this node has them.</summary>
    public VocoderCatalogue Catalogue => _catalogue.Value;

    /// <summary>How the chips are.</summary>
    public IEnumerable<AmbeHealth> Chips => _chips.Select(chip => chip.Health);

    /// <summary>A talkgroup's vocoder; its <see cref="IVocoder.Availability"/> says what works here now, and what is missing.</summary>
    public IVocoder Of(VocoderKind kind) => _catalogue.Value.Find(kind.Name())
        ?? throw new InvalidOperationException($"The vocoder {kind.Name()} is not in the catalogue.");

    /// <summary>What the chips did, all together, by the names of the status.</summary>
    public IEnumerable<(string Name, long Value)> Counters()
    {
        if (_chips.IsEmpty)
        {
            return [];
        }

        var all = _chips.Select(chip => chip.Counters).ToList();
        return
        [
            ("vocoders.chips-up", _chips.Count(chip => chip.Health.IsUp)),
            ("vocoders.chips-down", _chips.Count(chip => !chip.Health.IsUp)),
            ("vocoders.answered", all.Sum(one => one.Answered)),
            ("vocoders.unanswered", all.Sum(one => one.Unanswered)),
            ("vocoders.expired", all.Sum(one => one.Expired)),
            ("vocoders.out-of-turn", all.Sum(one => one.OutOfTurn)),
            ("vocoders.bad-packets", all.Sum(one => one.BadParity + one.Malformed)),
            ("vocoders.losses", all.Sum(one => one.Losses)),
        ];
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ClearStrangers();
        foreach (var (file, fault) in _libraries.IsEmpty ? [] : _catalogue.Value.LibraryFaults)
        {
            LogLibrary(file, fault.En);
            _ = _alarms.RaiseAsync(AlarmKind.VocoderDown, file, fault.Localized());
        }

        foreach (var chip in _chips)
        {
            chip.Start();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var chip in _chips)
        {
            chip.HealthChanged -= Tell;
            chip.Dispose();
        }
    }

    /// <summary>On a chip's thread, once a change.</summary>
    private void Tell(AmbeHealth health)
    {
        if (health.IsUp)
        {
            LogUp(health.Text.En);
            _ = _alarms.ClearAsync(AlarmKind.VocoderDown, health.Address, AlarmRecord.Itself);
            return;
        }

        LogDown(health.Address, health.Text.En);
        _ = _alarms.RaiseAsync(AlarmKind.VocoderDown, health.Address, health.Text.Localized());
    }

    /// <summary>Clears the alarms of what an earlier start was given and this one is not, and of libraries that load now.</summary>
    private void ClearStrangers()
    {
        foreach (var alarm in _alarms.Open.Where(alarm => alarm is { Kind: AlarmKind.VocoderDown, Node.Length: 0 }))
        {
            bool isChip = _chips.Any(chip => chip.Health.Address == alarm.Subject);
            bool isFaulty = _libraries.Contains(alarm.Subject) && _catalogue.Value.LibraryFaults.Any(one => one.File == alarm.Subject);
            if (!isChip && !isFaulty)
            {
                _ = _alarms.ClearAsync(AlarmKind.VocoderDown, alarm.Subject, AlarmRecord.Itself);
            }
        }
    }

    [LoggerMessage(EventId = 1170, Level = LogLevel.Information, Message = "Vocoder: {What} works.")]
    private partial void LogUp(string what);

    [LoggerMessage(EventId = 1171, Level = LogLevel.Warning, Message = "Vocoder {Address} does not work. {Why}")]
    private partial void LogDown(string address, string why);

    [LoggerMessage(EventId = 1172, Level = LogLevel.Warning, Message = "Vocoder library {File} is not used. {Why}")]
    private partial void LogLibrary(string file, string why);
}
