using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RadioNet.Protocols;
using RadioNet.Protocols.Homebrew;
using RadioNet.Simulator.Radios;
using RadioNet.Simulator.Repeaters;

namespace RadioNet.Simulator.Tests.Repeaters;

public sealed class VirtualRepeaterTests : IAsyncLifetime
{
    private static readonly RepeaterId _id = new(452001);
    private static readonly TimeSpan _retry = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedMaster _master = new();
    private readonly List<VirtualRepeater> _repeaters = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var repeater in _repeaters) await repeater.DisposeAsync();
        _master.Dispose();
    }

    [Fact]
    public async Task Logs_in_with_proof_configuration_and_options()
    {
        var repeater = Start("TS2=91");
        byte[] login = await _master.ExpectAsync(HomebrewKind.Login);
        Assert.True(SessionMessage.TryRead(login, out var request) && request.Repeater == _id);
        await _master.AnswerAsync(HomebrewKind.Acknowledgement, 0xD2A4F01C);
        byte[] proof = await _master.ExpectAsync(HomebrewKind.LoginProof);
        Assert.True(LoginProof.TryRead(proof, out var read) && read.Repeater == _id && read.Verify(new(0xD2A4F01C), "secret"u8));
        await _master.AnswerAsync(HomebrewKind.Acknowledgement, _id.Value);
        byte[] configuration = await _master.ExpectAsync(HomebrewKind.Configuration);
        Assert.True(RepeaterConfiguration.TryRead(configuration, out var described));
        Assert.Equal((_id, "VIRTUAL"), (described!.Repeater, described.Callsign));
        await _master.AnswerAsync(HomebrewKind.Acknowledgement, _id.Value);
        byte[] options = await _master.ExpectAsync(HomebrewKind.Options);
        Assert.True(OptionsMessage.TryRead(options, out var message));
        Assert.Equal("TS2=91", Encoding.ASCII.GetString(message.Text));
        await _master.AnswerAsync(HomebrewKind.Acknowledgement, _id.Value);
        await RunningAsync(repeater);
        Assert.Equal(1, repeater.Counters.Logins);
    }

    [Fact]
    public async Task Repeats_each_step_every_10_s()
    {
        Start();
        await _master.ExpectAsync(HomebrewKind.Login);
        _time.Advance(_retry - TimeSpan.FromMilliseconds(1));
        Assert.False(_master.HasMore);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _master.ExpectAsync(HomebrewKind.Login);
        await _master.AnswerAsync(HomebrewKind.Acknowledgement, 7);
        byte[] first = await _master.ExpectAsync(HomebrewKind.LoginProof);
        _time.Advance(_retry);
        Assert.Equal(first, await _master.ExpectAsync(HomebrewKind.LoginProof));
    }

    [Fact]
    public async Task Pings_once_running_and_a_master_that_answers_stays()
    {
        var repeater = await StartRunningAsync();
        var port = repeater.Local;
        for (int i = 0; i < 10; i++)
        {
            _time.Advance(_retry);
            await _master.ExpectAsync(HomebrewKind.Ping);
            await _master.AnswerAsync(HomebrewKind.Pong, _id.Value);
            await PongTakenAsync(repeater);
        }

        Assert.Equal((LoginState.Running, port), (repeater.State, repeater.Local));
    }

    [Fact]
    public async Task A_silent_master_is_given_up_after_60_s_and_bursts_do_not_count()
    {
        var repeater = await StartRunningAsync();
        var before = repeater.Local!;
        for (int i = 1; i < 6; i++)
        {
            _time.Advance(_retry);
            await _master.ExpectAsync(HomebrewKind.Ping);
            await SendBurstAsync(repeater, _id);
        }

        _time.Advance(_retry);
        await repeater.WaitForAsync(LoginState.WaitingConnect).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(1, repeater.Counters.Timeouts);
        _time.Advance(_retry);
        await _master.ExpectAsync(HomebrewKind.Login);
        Assert.NotEqual(before, _master.Peer);
    }

    [Fact]
    public async Task Refused_while_running_it_logs_in_again_on_the_same_socket()
    {
        var repeater = await StartRunningAsync();
        var before = repeater.Local!;
        await _master.AnswerAsync(HomebrewKind.Refusal, _id.Value);
        await repeater.WaitForAsync(LoginState.WaitingLogin).WaitAsync(TimeSpan.FromSeconds(5));
        Assert.False(_master.HasMore);
        _time.Advance(_retry);
        await _master.AdmitAsync(_id);
        await RunningAsync(repeater);
        Assert.Equal(before, _master.Peer);
        Assert.Equal((2, 1), (repeater.Counters.Logins, repeater.Counters.Refusals));
    }

    [Fact]
    public async Task Refused_while_logging_in_it_takes_a_new_socket_and_tries_after_10_s()
    {
        var repeater = Start();
        await _master.ExpectAsync(HomebrewKind.Login);
        var before = _master.Peer;
        await _master.AnswerAsync(HomebrewKind.Refusal, _id.Value);
        await repeater.WaitForAsync(LoginState.WaitingConnect).WaitAsync(TimeSpan.FromSeconds(5));
        _time.Advance(_retry);
        await _master.AdmitAsync(_id);
        await RunningAsync(repeater);
        Assert.NotEqual(before, _master.Peer);
    }

    [Fact]
    public async Task A_closing_master_is_tried_again()
    {
        var repeater = await StartRunningAsync();
        await _master.AnswerAsync(HomebrewKind.MasterClosing, _id.Value);
        await repeater.WaitForAsync(LoginState.WaitingConnect).WaitAsync(TimeSpan.FromSeconds(5));
        _time.Advance(_retry);
        await _master.AdmitAsync(_id);
        await RunningAsync(repeater);
    }

    [Fact]
    public async Task Logs_out()
    {
        var repeater = await StartRunningAsync();
        await repeater.LogOutAsync();
        await _master.ExpectAsync(HomebrewKind.Logout);
    }

    [Fact]
    public async Task A_stranger_s_datagrams_are_not_heard()
    {
        var repeater = await StartRunningAsync();
        using var stranger = new ScriptedMaster();
        await stranger.SendAsync(repeater.Local!, WriteBurst(_id));
        await SendBurstAsync(repeater, _id);
        Assert.Equal(1, repeater.Counters.BurstsHeard);
    }

    [Fact]
    public async Task Bursts_of_another_id_or_length_are_dropped_and_counted()
    {
        var repeater = await StartRunningAsync();
        await _master.SendAsync(repeater.Local!, WriteBurst(new(_id.Value + 1)));
        await _master.SendAsync(repeater.Local!, WriteBurst(_id)[..DmrdPacket.ShortLength]);
        await SendBurstAsync(repeater, _id);
        var counters = repeater.Counters;
        Assert.Equal((1, 1, 1), (counters.BurstsHeard, counters.WrongRepeater, counters.WrongLength));
    }

    [Fact]
    public async Task A_transmission_goes_out_at_its_pace_and_is_heard_whole()
    {
        var repeater = await StartRunningAsync();
        var spoken = new VirtualRadio(new(4520001), new(1)).CallGroup(new(1001), VirtualRadio.SilenceFor(TimeSpan.FromMilliseconds(700)));
        var timing = new TransmitTiming { StreamId = 0x1234ABCD };
        var sending = repeater.TransmitAsync(spoken, Timeslot.Two, timing);
        for (int i = 0; i < spoken.Bursts.Length; i++)
        {
            byte[] datagram = await _master.ExpectAsync(HomebrewKind.Burst);
            Assert.Equal(DmrdPacket.Length, datagram.Length);
            Assert.True(DmrdPacket.TryRead(datagram, out var packet));
            Assert.Equal(((byte)i, 0x1234ABCDu, _id, Timeslot.Two), (packet.Sequence, packet.StreamId, packet.Repeater, packet.Slot));
            Assert.False(_master.HasMore, "The next burst is 60 ms away.");

            // The same burst comes back: what a parrot would say.
            await _master.SendAsync(repeater.Local!, datagram);
            if (i < spoken.Bursts.Length - 1) await AdvanceToNextBurstAsync();
        }

        await sending;
        await HeardAsync(repeater, spoken.Bursts.Length);
        var heard = Assert.Single(repeater.Listener(Timeslot.Two).Ended);
        Assert.True(heard.IsWhole);
        Assert.Equal((spoken.PayloadDigest, spoken.VoiceDigest, 12), (heard.PayloadDigest, heard.VoiceDigest, heard.VoiceBursts));
        Assert.Equal(0, repeater.Listener(Timeslot.One).Bursts);
    }

    private VirtualRepeater Start(string? options = null)
    {
        var repeater = new VirtualRepeater(new() { Master = _master.Address, Repeater = _id, Secret = "secret", Options = options }, _time);
        _repeaters.Add(repeater);
        repeater.Start();
        return repeater;
    }

    private async Task<VirtualRepeater> StartRunningAsync()
    {
        var repeater = Start();
        await _master.AdmitAsync(_id);
        await RunningAsync(repeater);
        return repeater;
    }

    private static Task RunningAsync(VirtualRepeater repeater) => repeater.WaitForAsync(LoginState.Running).WaitAsync(TimeSpan.FromSeconds(5));

    // The next burst's timer is armed on another thread: the clock moves once it is.
    private async Task AdvanceToNextBurstAsync()
    {
        var armed = TimeSpan.FromSeconds(5);
        long start = TimeProvider.System.GetTimestamp();
        _time.Advance(Transmission.BurstSpacing);
        while (!_master.HasMore && TimeProvider.System.GetElapsedTime(start) < armed)
        {
            await Task.Yield();
            _time.Advance(TimeSpan.Zero);
        }
    }

    private async Task SendBurstAsync(VirtualRepeater repeater, RepeaterId id)
    {
        long heard = repeater.Counters.BurstsHeard;
        await _master.SendAsync(repeater.Local!, WriteBurst(id));
        await HeardAsync(repeater, heard + 1);
    }

    private static async Task HeardAsync(VirtualRepeater repeater, long bursts)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (repeater.Counters.BurstsHeard < bursts && TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(5)) await Task.Yield();
        Assert.Equal(bursts, repeater.Counters.BurstsHeard);
    }

    // A pong changes nothing that is seen; a burst sent behind it on the same socket is heard after it.
    private Task PongTakenAsync(VirtualRepeater repeater) => SendBurstAsync(repeater, _id);

    private static byte[] WriteBurst(RepeaterId repeater)
    {
        byte[] datagram = new byte[DmrdPacket.Length];
        new DmrdHeader { Source = new(1), Target = 1001, Repeater = repeater, Slot = Timeslot.One, Burst = DmrdBurst.VoiceF, StreamId = 9 }
            .Write(datagram, new byte[DmrdPacket.BurstLength]);
        return datagram;
    }
}
