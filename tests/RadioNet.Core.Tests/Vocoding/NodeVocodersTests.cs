using Microsoft.Extensions.Logging.Abstractions;
using RadioNet.Core.Hosting;
using RadioNet.Core.Records;
using RadioNet.Core.Services;
using RadioNet.Core.Vocoding;
using RadioNet.Plan.Model;
using RadioNet.Protocols;
using RadioNet.Simulator.Vocoders;
using RadioNet.Voice.Vocoders.Ambe;

namespace RadioNet.Core.Tests.Vocoding;

/// <summary>The node's vocoders with a virtual chip at a real line.</summary>
public sealed class NodeVocodersTests : IDisposable
{
    private static readonly AmbeOptions _quick = new()
    {
        ProbeInterval = TimeSpan.FromMilliseconds(200),
        RestartTime = TimeSpan.FromMilliseconds(300),
        ControlTime = TimeSpan.FromMilliseconds(100),
        FirstBackOff = TimeSpan.FromMilliseconds(50),
        LongestBackOff = TimeSpan.FromMilliseconds(100),
    };

    private readonly VirtualAmbe _chip = new(new VirtualAmbeOptions());
    private readonly SaidAlarms _alarms = new();
    private NodeVocoders? _vocoders;

    [Fact]
    public async Task A_chip_that_dies_is_an_alarm_until_it_is_there_again()
    {
        var vocoders = await StartAsync([_chip.Address], []);
        Until(() => vocoders.Of(VocoderKind.Ambe2).Availability.CanDecode);
        Until(() => _alarms.Said.Contains($"clear vocoder-down {_chip.Address}"));

        _chip.Faults.IsSilent = true;
        Until(() => _alarms.Said.Contains($"raise vocoder-down {_chip.Address}"));
        Assert.False(vocoders.Of(VocoderKind.Ambe2).Availability.CanDecode);
        Assert.False(vocoders.Of(VocoderKind.Ambe2).TryOpenDecoder(out _, out var refusal));
        Assert.Contains(_chip.Address, refusal.En, StringComparison.Ordinal);
        Assert.Equal(1, vocoders.Counters().Single(counter => counter.Name == "vocoders.chips-down").Value);

        _chip.Faults.IsSilent = false;
        Until(() => vocoders.Of(VocoderKind.Ambe2).Availability.CanDecode && _alarms.Said.Last() == $"clear vocoder-down {_chip.Address}");
    }

    [Fact]
    public async Task What_the_plan_uses_and_what_is_missing_is_told()
    {
        var vocoders = await StartAsync([], []);

        var told = Assert.Single(VocoderMessages.Of(vocoders, [new Talkgroup(new TalkgroupId(1), "p"), new Talkgroup(new TalkgroupId(2), "p")]));

        Assert.Equal(("ambe2", 2, false, false), (told.Name, told.Talkgroups, told.CanDecode, told.CanEncode));
        Assert.Contains("AMBE-3000", Assert.Single(told.Missing).En, StringComparison.Ordinal);
        Assert.Null(told.Provider);
        Assert.Empty(vocoders.Counters());
        Assert.Empty(_alarms.Said);
    }

    [Fact]
    public async Task A_library_that_cannot_be_loaded_is_an_alarm_and_stops_nothing()
    {
        string file = Path.Combine(Path.GetTempPath(), "radionet-no-such-library.so");
        var vocoders = await StartAsync([], [$"ambe2={file}"]);

        Assert.Equal([$"raise vocoder-down {file}"], _alarms.Said);
        var told = Assert.Single(VocoderMessages.Of(vocoders, []));
        Assert.Contains(file, Assert.Single(told.Missing).En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alarms_of_what_is_no_longer_named_are_over()
    {
        _alarms.Open.Add(new AlarmRecord(1, AlarmKind.VocoderDown, "udp:192.0.2.1:2460", new LocalizedText("cũ", "old"), DateTimeOffset.UnixEpoch));
        _alarms.Open.Add(new AlarmRecord(2, AlarmKind.VocoderDown, _chip.Address, new LocalizedText("cũ", "old"), DateTimeOffset.UnixEpoch));
        _alarms.Open.Add(new AlarmRecord(3, AlarmKind.VocoderDown, "udp:192.0.2.2:2460", new LocalizedText("cũ", "old"), DateTimeOffset.UnixEpoch) { Node = "low" });

        await StartAsync([_chip.Address], []);

        Assert.Equal("clear vocoder-down udp:192.0.2.1:2460", _alarms.Said.First());
        Assert.DoesNotContain("clear vocoder-down udp:192.0.2.2:2460", _alarms.Said);
    }

    [Theory]
    [InlineData("serial:", "")]
    [InlineData("tcp:1.2.3.4:5", "")]
    [InlineData("udp:host:1,udp:host:1", "")]
    [InlineData("", "codec2-2400=/x.so")]
    [InlineData("", "ambe2")]
    [InlineData("", "ambe2=")]
    public void Words_that_say_nothing_are_refused(string chips, string libraries)
    {
        var options = new NodeOptions
        {
            DataFolder = "x",
            AmbeChips = chips.Split(',', StringSplitOptions.RemoveEmptyEntries),
            VocoderLibraries = libraries.Split(',', StringSplitOptions.RemoveEmptyEntries),
        };

        var problem = Assert.Single(options.Validate());
        Assert.Contains((chips + libraries).Split(',')[0], problem.En, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _vocoders?.Dispose();
        _chip.Dispose();
    }

    private static void Until(Func<bool> holds) => Assert.True(SpinWait.SpinUntil(holds, TimeSpan.FromSeconds(10)));

    private async Task<NodeVocoders> StartAsync(string[] chips, string[] libraries)
    {
        Assert.True(VocoderPlaces.TryRead(chips, libraries, out var places, out var problems), string.Join(' ', problems));
        _vocoders = new NodeVocoders(places, _alarms, TimeProvider.System, NullLogger<NodeVocoders>.Instance, _quick);
        await _vocoders.StartAsync(CancellationToken.None);
        return _vocoders;
    }
}
