using CsCheck;
using RadioNet.Protocols.Mmdvm;

namespace RadioNet.Protocols.Tests.Mmdvm;

/// <summary>Frames without a checksum on a line that corrupts: what is lost besides the frames that were hit.</summary>
public sealed class ResynchronisationTests
{
    /// <summary>Frames that were not hit and may be lost for each that was: one whose first octets a wrong length took, and what remains of chance.</summary>
    private const int LostPerHit = 2;

    private static readonly Gen<byte[]> _burst = Gen.Byte.Array[33];

    private static readonly Gen<byte[]> _toHost = Gen.Frequency(
        (6, Gen.Select(_burst, Gen.Int[0, 5], Gen.Bool, Gen.UShort[0, 4095], (burst, index, isFirst, rssi) => Written(destination =>
            DmrData.Write(destination, isFirst ? Timeslot.One : Timeslot.Two, DmrControl.FromSuperframeIndex(index), burst, index == 0 ? rssi : null)))),
        (2, Gen.Byte[0, 10].Select(space => Written(destination =>
            new StatusReply { DmrSlot1Space = space, DmrSlot2Space = 10, State = ModemState.Dmr }.Write(destination, ModemProtocol.Version2)))),
        (1, Gen.Const(Written(destination => new ModemAcknowledgement(ModemCommand.SetMode).Write(destination)))),
        (1, Gen.Const(Written(destination => new ModemAcknowledgement(ModemCommand.DmrData1, NakReason.NoRoom).Write(destination)))),
        (1, Gen.Bool.Select(isFirst => Written(destination => new DmrLost(isFirst ? Timeslot.One : Timeslot.Two).Write(destination)))),
        (1, Gen.Select(Gen.Char['A', 'z'].Array[1, 60], Gen.Short.Array[0, 4], (text, numbers) => Written(destination =>
            DebugMessage.Write(destination, System.Text.Encoding.ASCII.GetBytes(text), numbers)))));

    private static readonly Gen<byte[]> _toModem = Gen.Frequency(
        (6, Gen.Select(_burst, Gen.Bool, (burst, isFirst) => Written(destination =>
            DmrData.Write(destination, isFirst ? Timeslot.One : Timeslot.Two, default, burst)))),
        (2, Gen.Const(Written(destination => ModemFrame.Write(destination, ModemCommand.GetStatus)))),
        (1, Gen.Bool.Select(isOn => Written(destination => new DmrStart(isOn).Write(destination)))),
        (1, Gen.Byte[0, 100].Select(level => Written(destination =>
            new ModemConfiguration { DmrLevel = ModemLevel.FromPercent(level) }.Write(destination, ModemProtocol.Version2)))));

    [Fact]
    public void Octets_overwritten_towards_the_host() => LosesFew(FrameDirection.ToHost, _toHost, Overwrite);

    [Fact]
    public void Octets_overwritten_towards_the_modem() => LosesFew(FrameDirection.ToModem, _toModem, Overwrite);

    [Fact]
    public void Frames_cut_short_towards_the_host() => LosesFew(FrameDirection.ToHost, _toHost, Cut);

    [Fact]
    public void Octets_put_in_towards_the_host() => LosesFew(FrameDirection.ToHost, _toHost, PutIn);

    [Fact]
    public void Headers_overwritten_towards_the_host() =>
        LosesFew(FrameDirection.ToHost, _toHost, (frame, random) => OverwriteAt(frame, random, (int)(random % 3)));

    [Fact]
    public void Random_octets_never_throw_and_are_all_accounted_for() =>
        Gen.Select(Gen.UInt, Gen.Int[1, 700]).Sample(
            (seed, piece) =>
            {
                byte[] octets = new byte[125_000];
                var random = new Random((int)seed);
                random.NextBytes(octets);
                // Half of the octets are starts and short lengths, so that readers have something to believe.
                ReadOnlySpan<byte> likely = [0xE0, 0xE0, 0xE0, 0x00, 0x01, 0x03, 0x04, 0x05, 0x14, 0x18, 0x1A, 0x25, 0x27, 0x70, 0x7F, 0xF1];
                for (int i = 0; i < octets.Length; i++)
                    if (random.Next(2) == 0) octets[i] = likely[random.Next(likely.Length)];
                foreach (var direction in Enum.GetValues<FrameDirection>())
                {
                    var reader = new ModemFrameReader(direction);
                    var frames = reader.Read(octets, isSilentAfter: true, piece);
                    Assert.Equal(octets.Length, reader.DiscardedOctets + frames.Sum(frame => (long)frame.Length));
                    Assert.Equal(frames.Count, reader.Frames);
                    Assert.All(frames, frame => Assert.InRange(frame.Length, ModemFrame.ShortestLength, ModemFrame.LongestLength));
                }
            },
            iter: 8);

    [Fact]
    public void What_comes_out_does_not_depend_on_the_pieces() =>
        Gen.Select(_toHost.Array[1, 20], Gen.UInt.Array[20], Gen.Int[1, 100].Array[1, 50]).Sample((frames, randoms, pieces) =>
        {
            byte[] octets = [.. frames.Zip(randoms, (frame, random) => random % 3 == 0 ? Overwrite(frame, random / 3) : frame).SelectMany(frame => frame)];
            var whole = new ModemFrameReader(FrameDirection.ToHost).Read(octets);
            Assert.Equal(whole, new ModemFrameReader(FrameDirection.ToHost).Read(octets, isSilentAfter: true, pieces));
        });

    private static void LosesFew(FrameDirection direction, Gen<byte[]> frame, Func<byte[], uint, byte[]> damage) =>
        Gen.Select(frame.Array[30, 60], Gen.Int[1, 5], Gen.UInt.Array[5], Gen.Int[1, 200].Array[1, 30]).Sample((frames, hits, randoms, pieces) =>
        {
            var sent = frames.ToArray();
            var hit = new HashSet<int>();
            for (int i = 0; i < hits; i++)
            {
                int index = (int)(randoms[i] % (uint)frames.Length);
                if (hit.Add(index)) sent[index] = damage(frames[index], randoms[i] / 64);
            }

            var reader = new ModemFrameReader(direction);
            var received = reader.Read(sent.SelectMany(octets => octets).ToArray(), isSilentAfter: true, pieces);
            int expected = frames.Length - hit.Count;
            int found = CommonInOrder(frames.Where((_, index) => !hit.Contains(index)).ToList(), received);
            Assert.True(expected - found <= LostPerHit * hit.Count, $"{expected - found} of {expected} were lost besides {hit.Count} that were hit.");
            Assert.True(received.Count - found <= LostPerHit * hit.Count, $"{received.Count - found} came out that were not sent.");
        }, iter: 3_000);

    private static byte[] Overwrite(byte[] frame, uint random) => OverwriteAt(frame, random, (int)(random % (uint)frame.Length));

    private static byte[] OverwriteAt(byte[] frame, uint random, int at)
    {
        byte[] hit = [.. frame];
        hit[at] ^= (byte)(1 + random / 64 % 255);
        return hit;
    }

    private static byte[] Cut(byte[] frame, uint random) => frame[..(int)(random % (uint)frame.Length)];

    private static byte[] PutIn(byte[] frame, uint random)
    {
        int at = (int)(random % (uint)frame.Length);
        return [.. frame[..at], (byte)(random / 64), (byte)(random >> 16), .. frame[at..]];
    }

    /// <summary>The length of the longest common subsequence: what was sent and came out, in order.</summary>
    private static int CommonInOrder(List<byte[]> sent, List<byte[]> received)
    {
        int[,] lengths = new int[sent.Count + 1, received.Count + 1];
        for (int i = 1; i <= sent.Count; i++)
            for (int j = 1; j <= received.Count; j++)
                lengths[i, j] = sent[i - 1].AsSpan().SequenceEqual(received[j - 1])
                    ? lengths[i - 1, j - 1] + 1
                    : Math.Max(lengths[i - 1, j], lengths[i, j - 1]);
        return lengths[sent.Count, received.Count];
    }

    private delegate int Writing(Span<byte> destination);

    private static byte[] Written(Writing write)
    {
        byte[] destination = new byte[ModemFrame.LongestLength];
        return destination[..write(destination)];
    }
}
