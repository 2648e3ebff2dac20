using System.Numerics;
using CsCheck;
using RadioNet.Protocols.Dmr;

namespace RadioNet.Protocols.Tests.Dmr;

public sealed class SyncTests
{
    private static readonly Gen<SyncPattern> Patterns = Gen.Int[1, 10].Select(value => (SyncPattern)value);

    [Fact]
    public void Voice_is_data_with_every_symbol_inverted()
    {
        // The first bit of a dibit is a symbol's sign (TS 102 361-1, clause 10.2.2).
        const ulong signs = 0xAAAA_AAAA_AAAA;
        Assert.Equal(signs, Sync.BitsOf(SyncPattern.BaseStationVoice) ^ Sync.BitsOf(SyncPattern.BaseStationData));
        Assert.Equal(signs, Sync.BitsOf(SyncPattern.MobileVoice) ^ Sync.BitsOf(SyncPattern.MobileData));
        Assert.Equal(signs, Sync.BitsOf(SyncPattern.DirectSlot1Voice) ^ Sync.BitsOf(SyncPattern.DirectSlot1Data));
        Assert.Equal(signs, Sync.BitsOf(SyncPattern.DirectSlot2Voice) ^ Sync.BitsOf(SyncPattern.DirectSlot2Data));
        Assert.Equal(signs, Sync.BitsOf(SyncPattern.MobileReverseChannel) ^ Sync.BitsOf(SyncPattern.Reserved));
    }

    [Fact]
    public void Any_two_patterns_differ_in_at_least_ten_bits()
    {
        var all = Enumerable.Range(1, 10).Select(value => Sync.BitsOf((SyncPattern)value)).ToArray();
        Assert.Equal(10, all.SelectMany(one => all.Where(other => other != one).Select(other => BitOperations.PopCount(one ^ other))).Min());
    }

    [Fact]
    public void Four_errors_are_seen_through_and_counted() =>
        Gen.Select(Patterns, Gen.Byte.Array[33], Errors.Positions(48, 0, 4)).Sample((pattern, burst, errors) =>
        {
            Sync.Write(burst, pattern);
            foreach (var error in errors)
                Errors.Flip(burst, 108 + error);
            return Sync.Recognise(burst, out var counted) == pattern && counted == errors.Length;
        });

    [Fact]
    public void Five_errors_are_no_pattern_at_all() =>
        Gen.Select(Patterns, Gen.Byte.Array[33], Errors.Positions(48, 5, 5)).Sample((pattern, burst, errors) =>
        {
            Sync.Write(burst, pattern);
            foreach (var error in errors)
                Errors.Flip(burst, 108 + error);
            return Sync.Recognise(burst) == SyncPattern.None;
        });

    [Fact]
    public void Bursts_of_the_vectors_carry_the_pattern_that_they_are_named_for()
    {
        foreach (var call in GoldenVectors.List("voice_calls", 11))
        {
            Assert.Equal(SyncPattern.BaseStationData, Sync.Recognise(call.Octets("voice_header_burst33")));
            Assert.Equal(SyncPattern.MobileData, Sync.Recognise(call.Octets("voice_header_burst33_MS_sync")));
            var superframe = call.GetProperty("superframe_A_to_F_silence");
            Assert.Equal(SyncPattern.BaseStationVoice, Sync.Recognise(Convert.FromHexString(superframe[0].GetString()!)));
            Assert.Equal(SyncPattern.None, Sync.Recognise(Convert.FromHexString(superframe[1].GetString()!)));
        }
    }
}
