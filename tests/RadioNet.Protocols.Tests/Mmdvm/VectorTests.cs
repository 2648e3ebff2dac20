using System.Text.Json;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

public sealed class VectorTests
{
    [Fact]
    public void Every_frame_is_read_as_it_says_or_refused()
    {
        foreach (var vector in ModemFile.Frames())
        {
            object? message = Read(vector);
            Assert.True(message is null == vector.TryGetProperty("reject", out _), vector.Text("name"));
            if (message is null) continue;
            foreach (var field in vector.GetProperty("fields").EnumerateObject())
            {
                object? expected = FieldValue.Of(field.Value);
                object? actual = FieldValue.Of(message, field.Name);
                Assert.True(Equals(expected, actual), $"{vector.Text("name")}: {field.Name} is {actual} and not {expected}.");
            }
        }
    }

    [Fact]
    public void Every_message_is_written_as_it_was_read()
    {
        int written = 0;
        foreach (var vector in ModemFile.Frames())
        {
            if (Read(vector) is not { } message) continue;
            if (vector.TextOrNull("fault") is { } fault)
            {
                var configuration = Assert.IsType<ModemConfiguration>(message);
                Assert.Equal(Enum.Parse<ModemConfigurationFault>(fault), configuration.Check(vector.Protocol()));
                Assert.Throws<InvalidOperationException>(() => configuration.Write(new byte[40], vector.Protocol()));
                continue;
            }

            var hardware = Enum.Parse<ModemHardware>(vector.TextOrNull("hardware") ?? nameof(ModemHardware.Mmdvm));
            byte[] octets = TypedMessage.Write(message, vector.Protocol(), hardware);
            bool isExact = vector.Flag("exact", otherwise: true);
            Assert.True(isExact == octets.AsSpan().SequenceEqual(vector.Octets()), $"{vector.Text("name")}: {Convert.ToHexString(octets)}");
            if (!isExact) Assert.Equal(message, TypedMessage.Read(octets, vector.Direction(), vector.Protocol()));
            written++;
        }

        Assert.True(written > 60);
    }

    [Fact]
    public void Every_frame_says_the_command_that_the_vector_says_and_comes_out_of_a_reader()
    {
        var commands = ModemFile.List("commands", 40).ToDictionary(command => command.Text("name"), command => command.Hex("code"));
        commands["UNKNOWN"] = 0x6A;
        foreach (var vector in ModemFile.Frames())
        {
            byte[] octets = vector.Octets();
            bool isFrame = ModemFrame.TryRead(octets, out var frame);
            Assert.True(isFrame == (vector.Text("message") != "NONE"), vector.Text("name"));
            if (!isFrame) continue;
            Assert.True(commands[vector.Text("message")] == (int)frame.Command, vector.Text("name"));
            foreach (int piece in (int[])[octets.Length, 1])
                Assert.Equal([octets], new ModemFrameReader(vector.Direction()).Read(octets, isSilentAfter: true, piece));
        }
    }

    [Fact]
    public void Answers_are_frames_that_a_host_can_read()
    {
        int answers = 0;
        foreach (var vector in ModemFile.Frames())
        {
            if (!vector.TryGetProperty("answer", out var list)) continue;
            foreach (var answer in list.EnumerateArray())
            {
                byte[] octets = Convert.FromHexString(answer.GetString()!);
                Assert.NotNull(TypedMessage.Read(octets, FrameDirection.ToHost, ModemProtocol.Version2));
                Assert.Equal([octets], new ModemFrameReader(FrameDirection.ToHost).Read(octets, isSilentAfter: false));
                answers++;
            }
        }

        Assert.True(answers > 20);
    }

    [Fact]
    public void Streams_give_the_frames_that_they_say()
    {
        foreach (var stream in ModemFile.Streams())
        {
            byte[] octets = stream.Octets();
            byte[][] expected = [.. stream.GetProperty("frames").EnumerateArray().Select(frame => Convert.FromHexString(frame.GetString()!))];
            foreach (int piece in (int[])[octets.Length, 1, 5])
            {
                var reader = new ModemFrameReader(stream.Direction());
                var frames = reader.Read(octets, stream.Flag("thenSilence"), piece);
                Assert.True(frames.Count == expected.Length, $"{stream.Text("name")}: {frames.Count} frames");
                Assert.Equal(expected, frames);
                Assert.Equal(octets.Length - expected.Sum(frame => frame.Length), reader.DiscardedOctets + reader.Pending);
            }
        }
    }

    [Fact]
    public void Every_prefix_of_every_frame_is_read_without_harm()
    {
        foreach (var vector in ModemFile.Frames())
        {
            byte[] octets = vector.Octets();
            for (int length = 1; length <= Math.Min(octets.Length, 255); length++)
            {
                byte[] prefix = octets[..length];
                if (length >= 3) prefix[1] = (byte)length;
                foreach (var protocol in Enum.GetValues<ModemProtocol>())
                    foreach (var direction in Enum.GetValues<FrameDirection>())
                        Assert.True(TypedMessage.Read(prefix, direction, protocol) is null || length >= 3);
            }
        }
    }

    private static object? Read(JsonElement vector) => TypedMessage.Read(vector.Octets(), vector.Direction(), vector.Protocol());
}
