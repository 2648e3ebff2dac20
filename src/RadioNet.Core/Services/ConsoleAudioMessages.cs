using System.Buffers.Binary;
using Google.Protobuf;
using RadioNet.Api;
using RadioNet.Core.Consoles;

namespace RadioNet.Core.Services;

/// <summary>What consoles are told, as gRPC messages.</summary>
internal static class ConsoleAudioMessages
{
    /// <summary>What a listening client is told; null for what does not concern it.</summary>
    public static ListenEvent? Heard(ConsoleEvent? said, byte[] message) => said switch
    {
        null => new() { Speech = Speech(message) },
        ConsoleEvent.Spurt spurt => new() { Spurt = Of(spurt) },
        ConsoleEvent.Error error => new() { Error = Of(error) },
        _ => null,
    };

    /// <summary>What a talking client is told; null for what does not concern it.</summary>
    public static TalkEvent? Said(ConsoleEvent? said, byte[] message) => said switch
    {
        ConsoleEvent.Floor floor => new() { Floor = Of(floor) },
        ConsoleEvent.Error error => new() { Error = Of(error) },
        _ => null,
    };

    private static ConsoleSpeech Speech(ReadOnlySpan<byte> message) => new()
    {
        First = (message[1] & SpeechMessage.First) != 0,
        Last = (message[1] & SpeechMessage.Last) != 0,
        Concealed = (message[1] & SpeechMessage.Concealed) != 0,
        Path = BinaryPrimitives.ReadUInt16LittleEndian(message[2..]),
        Talkgroup = BinaryPrimitives.ReadUInt32LittleEndian(message[4..]),
        Sequence = BinaryPrimitives.ReadUInt32LittleEndian(message[8..]),
        Milliseconds = BinaryPrimitives.ReadUInt32LittleEndian(message[12..]),
        Samples = ByteString.CopyFrom(message[SpeechMessage.HeaderLength..]),
    };

    private static ConsoleSpurt Of(ConsoleEvent.Spurt spurt) => new()
    {
        Talkgroup = spurt.Talkgroup,
        Path = spurt.Path,
        Call = spurt.Call,
        Spurt = spurt.Id,
        Source = spurt.Source,
        Alias = spurt.Alias,
        Begins = spurt.Begins,
        Unheard = Of(spurt.Unheard),
    };

    private static ConsoleFloor Of(ConsoleEvent.Floor floor)
    {
        var said = new ConsoleFloor
        {
            State = (ConsoleFloorState)(1 + (int)floor.State),
            Talkgroup = floor.Talkgroup,
            Reason = floor.Reason,
            Text = Of(floor.Text),
            By = floor.By,
            Position = (uint)floor.Position,
        };
        if (floor.For is { } time)
        {
            said.ForMilliseconds = (uint)Math.Min(uint.MaxValue, time.TotalMilliseconds);
        }

        return said;
    }

    private static ConsoleError Of(ConsoleEvent.Error error) => new() { Reason = error.Reason, Text = Of(error.Text) };

    private static ConsoleText? Of(Plan.Model.LocalizedText? text) => text is null ? null : new() { Vi = text.Vi, En = text.En };
}
