using CsCheck;
using RadioNet.Protocols.Dmr.Coding;

namespace RadioNet.Protocols.Tests.Dmr.Coding;

public sealed class ReedSolomon129Tests
{
    private static readonly Gen<byte[]> Words = Gen.Byte.Array[12].Select(word =>
    {
        ReedSolomon129.WriteParity(word);
        return word;
    });

    [Fact]
    public void The_parity_of_every_voice_call_is_right_under_both_masks()
    {
        foreach (var call in GoldenVectors.List("voice_calls", 11))
        {
            var word = new byte[12];
            call.Octets("lc9").CopyTo(word, 0);
            ReedSolomon129.WriteParity(word);
            Assert.Equal(call.Octets("rs_parity_header"), word[9..].Select(octet => (byte)(octet ^ 0x96)));
            Assert.Equal(call.Octets("rs_parity_terminator"), word[9..].Select(octet => (byte)(octet ^ 0x99)));
        }
    }

    [Fact]
    public void One_wrong_octet_is_corrected_wherever_it_is() =>
        Gen.Select(Words, Gen.Int[0, 11], Gen.Byte).Sample((sent, position, error) =>
        {
            var word = sent.ToArray();
            word[position] ^= error;
            Assert.True(ReedSolomon129.TryCorrect(word, out var corrected));
            Assert.Equal(sent, word);
            Assert.Equal(error == 0 ? 0 : 1, corrected);
        });

    [Fact]
    public void Two_wrong_octets_are_always_seen_and_left_as_they_came() =>
        Gen.Select(Words, Errors.Positions(12, 2, 2), Gen.Byte[1, 255], Gen.Byte[1, 255]).Sample((sent, positions, first, second) =>
        {
            var word = sent.ToArray();
            word[positions[0]] ^= first;
            word[positions[1]] ^= second;
            var received = word.ToArray();
            Assert.False(ReedSolomon129.TryCorrect(word, out _));
            Assert.Equal(received, word);
        });

    [Fact]
    public void Three_wrong_octets_are_refused_or_give_a_word_that_differs_in_one_octet() =>
        Gen.Select(Words, Errors.Positions(12, 3, 3), Gen.Byte[1, 255].Array[3]).Sample((sent, positions, errors) =>
        {
            var word = sent.ToArray();
            for (var error = 0; error < 3; error++)
                word[positions[error]] ^= errors[error];
            var received = word.ToArray();
            if (!ReedSolomon129.TryCorrect(word, out var corrected))
                return;
            Assert.Equal(1, corrected);
            Assert.Equal(1, word.Zip(received).Count(pair => pair.First != pair.Second));
            Assert.NotEqual(sent, word);
        });
}
